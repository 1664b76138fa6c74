"""Makes the publication time of a page: from its metadata, then, for notices, from the date beneath the signature.

A page that bears no date stays undated: neither its address nor the day it was read is a date of publication. Beijing
time and other zones are the feed's to state; a day without a time is set at noon there, so that its UTC day is right.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bs4 import BeautifulSoup, Tag

_META = (
    "article:published_time",
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "datepublished",
    "og:published_time",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dc.date",
    "parsely-pub-date",
    "sailthru.date",
    "firstpublishedtime",
    "releasedate",
    "date",
)
"""Names of meta elements that state a publication date, the surest first; compared in small letters."""

_STAMP = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?"
)
_HAN_DATE = re.compile(
    r"([〇零○０一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_MONTH_NAMES = "january february march april may june july august september october november december"
_MONTHS = _MONTH_NAMES.split()
_ENGLISH = re.compile(
    rf"(?:({'|'.join(_MONTHS)})\s+(\d{{1,2}}),?\s+(\d{{4}}))|(?:(\d{{1,2}})\s+({'|'.join(_MONTHS)}),?\s+(\d{{4}}))",
    re.IGNORECASE,
)
_ISSUED = re.compile(r"[【\[](?:发文日期|发布日期|成文日期|發文日期)[】\]]\s*[:：]?\s*(.{6,30})")
_DIGITS = {**{d: i for i, d in enumerate("〇一二三四五六七八九")}, "零": 0, "○": 0, "０": 0}
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)


def page_date(soup: BeautifulSoup, zone: str, at: datetime) -> datetime | None:
    """Return the aware UTC time that the page's metadata state, `zone` for those without one; `at` is when it came."""
    for stated in _stated(soup):
        if found := parse(stated, zone, at):
            return found
    return None


def signature_date(text: str, zone: str, at: datetime) -> datetime | None:
    """Return the date of a notice: the one its head states as issued, else the last line that is a date alone."""
    for match in _ISSUED.finditer(text[:2000]):
        if found := parse(match[1], zone, at):
            return found
    for line in reversed(text.split("\n")):
        bare = line.strip(" \u3000。.()（）[]")
        if len(bare) <= 24 and _is_date(bare) and (found := parse(bare, zone, at)):
            return found
    return None


def _is_date(line: str) -> bool:
    return any(pattern.fullmatch(line) for pattern in (_STAMP, _HAN_DATE, _ENGLISH))


def parse(text: str, zone: str, at: datetime) -> datetime | None:
    """Return the first date in `text` as UTC, or None; what lies before 1990 or after `at` is no publication date."""
    local, timed = _local(text)
    if local is None:
        return None
    home = ZoneInfo(zone)
    aware = local if local.tzinfo else local.replace(tzinfo=home)
    if not timed:
        aware = aware.replace(hour=12)
        if aware > at and aware.date() == at.astimezone(home).date():
            aware = at
    return aware.astimezone(UTC) if EARLIEST <= aware <= at + timedelta(days=2) else None


def _local(text: str) -> tuple[datetime | None, bool]:
    if match := _STAMP.search(text):
        year, month, day, hour, minute, second, offset = match.groups()
        clock = f"T{hour:0>2}:{minute}:{second or '00'}{offset or ''}" if hour else ""
        return _iso(f"{year}-{month:0>2}-{day:0>2}{clock}"), bool(hour)
    if match := _HAN_DATE.search(text):
        digits = "".join(str(_DIGITS[char]) for char in match[1])
        return _iso(f"{digits}-{_han_number(match[2]):02}-{_han_number(match[3]):02}"), False
    if match := _ENGLISH.search(text):
        name, day, year = (match[1], match[2], match[3]) if match[1] else (match[5], match[4], match[6])
        return _iso(f"{year}-{_MONTHS.index(name.lower()) + 1:02}-{day:0>2}"), False
    return None, False


def _han_number(text: str) -> int:
    tens, _, ones = text.rpartition("十")
    if "十" not in text:
        return _DIGITS[text[-1]]
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _stated(soup: BeautifulSoup) -> Iterator[str]:
    named: dict[str, str] = {}
    for meta in soup.find_all("meta", limit=200):
        if isinstance(meta, Tag):
            key = str(meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
            named.setdefault(key, str(meta.get("content") or ""))
    yield from (named[key] for key in _META if named.get(key))
    for script in soup.find_all("script", type="application/ld+json", limit=20):
        yield from _linked_data(script.get_text())
    for element in soup.select("time[datetime], [itemprop=datePublished][datetime]", limit=3):
        yield str(element["datetime"])


def _linked_data(text: str) -> Iterator[str]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return
    todo: list[Any] = [value]
    while todo:
        each = todo.pop()
        if isinstance(each, list):
            todo.extend(each)
        elif isinstance(each, dict):
            if isinstance(each.get("datePublished"), str):
                yield each["datePublished"]
            todo.extend(each[key] for key in ("@graph", "mainEntity") if key in each)
