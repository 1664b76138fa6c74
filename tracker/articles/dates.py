"""Makes the publication time of a page and says where it was found: metadata, visible text or address.

The order is that of who states it. What an office prints beside its title as the day of publication comes before the
metadata where the two name different days: the metadata are filled in by the site's machinery, and at MIIT they hold
the day a page was made anew. Then the metadata; the day of issue and other dates beside the title; the date beneath the
signature; at last the address. The visible text counts on official pages only, for the dates beside a newspaper's
headline may be anybody's. What bears no date stays undated; the day it was read is none.

Knows mark-up, lines and addresses; forms of dates are `tracker.moment`'s to know, zones the feed's to state.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bs4 import BeautifulSoup, Tag

from tracker.articles.furniture import tells
from tracker.model import DateSource
from tracker.moment import moment, placed, written

Dated = tuple[datetime, DateSource]

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

_OPEN = r"(?:^|[|｜•·]\s*)[【\[]?\s*"
_CLOSE = r"\s*[】\]]?\s*[:：|]?\s*"
_PUBLISHED = re.compile(
    r"(?:发\s*布|发\s*表|公\s*布|公\s*开|刊\s*发|发\s*稿|發\s*布|發\s*佈)\s*(?:时\s*间|日\s*期|時\s*間)" + _CLOSE + "|"
    rf"{_OPEN}(?:(?:日\s*期|时\s*间|時\s*間)|(?:first )?published(?: on)?|publication date|posted(?: on)?|release date"
    r"|date(?: of (?:release|publication|issue))?|publié(?:e)? le|date de publication|publicado(?: em| el)?"
    r"|fecha(?: de publicación)?|data(?: de publicação)?|tanggal(?: (?:terbit|rilis|publikasi))?|diterbitkan"
    rf"|掲載日|公開日|公表日|発表日|등록일|작성일|게시일|배포일시?|보도일시?){_CLOSE}",
    re.IGNORECASE,
)
_ISSUED = re.compile(r"(?:发\s*文|成\s*文|印\s*发|签\s*发|發\s*文)\s*日\s*期" + _CLOSE)
_CREDIT = re.compile(r"来源|來源|출처|\bsource\s*[:：]|\bfuente\s*[:：]|\bsumber\s*[:：]", re.IGNORECASE)
_PLACE = re.compile(r"(?:(?:Done at|Fait à|Hecho en|Feito em|Dated at) )?[^\W\d_][^\d,|]{1,30},\s*(?:le |el |em )?")
_CELLS = re.compile(r"\s*[|｜•·]\s*")
_LINE_ENDS = " \u3000。.,，()（）[]【】|-–—"
_REACH = 10
"""Characters between a label and its date: a bracket, a colon, a bar."""
_BEFORE, _AFTER = 4, 14
"""Lines above and below the title where a page prints its date."""

_IN_PATH = tuple(
    re.compile(pattern)
    for pattern in (
        r"/t((?:19|20)\d{2})(\d{2})(\d{2})_\d+",
        r"/((?:19|20)\d{2})/(\d{1,2})/(\d{1,2})(?=/|$)",
        r"/((?:19|20)\d{2})-(\d{2})[-/](\d{2})(?=/|$)",
        r"/((?:19|20)\d{2})(\d{2})/(\d{2})(?=/)",
        r"/((?:19|20)\d{2})(\d{2})(\d{2})(?=/)",
    )
)


def publication(
    soup: BeautifulSoup | None,
    lines: Sequence[str],
    titles: Sequence[str],
    text: str,
    *,
    url: str,
    zone: str,
    at: datetime,
    official: bool,
) -> Dated | None:
    """Return the time of publication (UTC) and where it was found, None for a page that bears no date.

    `lines` are all lines of the page as it shows them, `text` is the article's; `at` is when the page came.
    """
    head = _head(lines, titles, text) if official else []
    shown = _labelled(_PUBLISHED, head, zone, at)
    told = page_date(soup, zone, at) if soup else None
    if told and (shown is None or _day(shown, zone) == _day(told, zone)):
        return told, "meta"
    if official and (
        seen := shown or _labelled(_ISSUED, head, zone, at) or _bare(head, zone, at) or signature_date(text, zone, at)
    ):
        return seen, "text"
    stated = address_date(url, zone, at)
    return (stated, "url") if stated else None


def _day(when: datetime, zone: str) -> str:
    return when.astimezone(ZoneInfo(zone)).date().isoformat()


def page_date(soup: BeautifulSoup, zone: str, at: datetime) -> datetime | None:
    """Return the aware UTC time that the page's metadata state, `zone` for those without one; `at` is when it came."""
    for stated in _stated(soup):
        if found := moment(stated, zone, at):
            return found
    return None


def _head(lines: Sequence[str], titles: Sequence[str], text: str) -> list[str]:
    """Return the lines around the title in the order to look at them: below it, the text's first, then above it.

    Above the title many a site prints the day it is.
    """
    wanted = {title.casefold() for title in titles if title}
    place = next((n for n, line in enumerate(lines) if line.casefold() in wanted), None)
    opening = _until_story(text.split("\n", _AFTER)[:_AFTER])
    if place is None:
        return opening
    below = _until_story(lines[place + 1 : place + 1 + _AFTER])
    return [*below, *opening, *lines[max(0, place - _BEFORE) : place]]


def _until_story(lines: Sequence[str]) -> list[str]:
    return list(lines[: next((n for n, line in enumerate(lines) if tells(line)), len(lines))])


def _labelled(label: re.Pattern[str], head: Sequence[str], zone: str, at: datetime) -> datetime | None:
    """Return the date that stands behind a label, on its line or alone on the next."""
    for number, line in enumerate(head):
        for match in label.finditer(line):
            rest = line[match.end() :] or "".join(head[number + 1 : number + 2])
            found = written(rest)
            if found and found.start <= _REACH and (when := placed(found, zone, at)):
                return when
    return None


def _bare(head: Sequence[str], zone: str, at: datetime) -> datetime | None:
    """Return the date beside a source's name, or one that is a line of its own."""
    for line in head:
        if len(line) <= 120 and _CREDIT.search(line) and (found := moment(line, zone, at)):
            return found
    for line in head:
        for cell in _CELLS.split(line):
            if found := _alone(cell, zone, at, placed_too=False):
                return found
    return None


def signature_date(text: str, zone: str, at: datetime) -> datetime | None:
    """Return the date of a notice: the one its head states as issued, else the last line that is a date alone."""
    if found := _labelled(_ISSUED, text[:2000].split("\n"), zone, at):
        return found
    for line in reversed(text.split("\n")):
        if found := _alone(line, zone, at):
            return found
    return None


def _alone(line: str, zone: str, at: datetime, *, placed_too: bool = True) -> datetime | None:
    """Return the date of a line that is nothing else, or place and date as signatures: ``Jakarta, 14 Oktober 2026``."""
    if len(line) > 60 or not (found := written(line)):
        return None
    before, after = line[: found.start].strip(" \u3000（([【"), line[found.end :].strip(_LINE_ENDS)
    whole = not after and (not before or (placed_too and bool(_PLACE.fullmatch(before + " "))))
    return placed(found, zone, at) if whole else None


def address_date(url: str, zone: str, at: datetime) -> datetime | None:
    """Return the day that an address bears as a whole, such as ``/2026/03/02/`` or ``/202603/t20260302_123.html``."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return None
    for pattern in _IN_PATH:
        if (match := pattern.search(path)) and (found := moment("-".join(match.groups()), zone, at)):
            return found
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
