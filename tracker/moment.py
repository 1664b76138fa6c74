"""Makes an aware UTC time of a date as publishers write it: in figures, in Han numerals, by era, with a month's name.

A day without a time is set at noon of its zone: its UTC calendar day is then the day that was written, which midnight
in Beijing would not be. Nothing is guessed: an unreadable, ancient or future date is None, and so is one whose day and
month could be changed for one another. Knows forms and zones; must not know where a date stands nor what happened then,
and never asks what time it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

LONGEST = 200
"""Characters of a text that are looked at for a date: more than any date is long, also with words around it."""
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(days=2)
"""How far in the future a date may lie: clocks and zones are stated wrongly, news of next week is not published."""

_MONTH_LINES = (
    "january jan januari januar jaenner janvier janv enero ene janeiro gennaio gen",
    "february feb februari februar pebruari fevrier fevr febrero fevereiro fev febbraio",
    "march mar maret mars marzo marco maerz marz maart mrt mac",
    "april apr avril avr abril abr aprile",
    "may mei mai mayo maio maj maggio mag",
    "june jun juni juin junio junho giugno giu",
    "july jul juli juillet juil julio julho julai luglio lug",
    "august aug agustus augustus augusti agu aout agosto ago ogos",
    "september sep sept septembre septiembre setiembre setembro set settembre",
    "october oct oktober okt octobre octubre outubro out ottobre ott",
    "november nov nopember nop novembre noviembre novembro",
    "december dec desember des decembre diciembre dic dezembro dez dezember disember dis dicembre",
)
_MONTHS = {name: number for number, line in enumerate(_MONTH_LINES, 1) for name in line.split()}
"""Months in ten languages, without accents, whole and as they are shortened."""

_HAN_DIGITS = {"0": 0, "○": 0, "◯": 0, "O": 0, **{sign: n for n, sign in enumerate("零一二三四五六七八九")}, "〇": 0}
"""Digits of years as they are set; many an office types a circle or the letter O for the nought."""
_ERAS = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988}

# All forms are sought in folded text: full-width figures, signs and spaces are there the plain ones.
_YEAR_FIRST = re.compile(
    r"(?<!\d)(?<!\d\.)(\d{4})\s{0,2}(?:[-/.]|[年년](?:\((?:令和|平成)[^()]{1,4}\))?)\s{0,2}"
    r"(\d{1,2})\s{0,2}[-/.月월]\s{0,2}(\d{1,2})(?!\d)(?:\s?[日일]|\.(?!\d))?"
)
_RUN = re.compile(r"^\s*(\d{4})(\d{2})(\d{2})(?=\s*$|T?\d{6}Z?\s*$)")
_HAN = re.compile(
    rf"([{''.join(_HAN_DIGITS)}]{{4}})年([一二三四五六七八九十]{{1,3}})月([一二三四五六七八九十廿卅]{{1,4}})日"
)
_ERA = re.compile(
    r"(?:(令和|平成)|(?<![A-Za-z0-9])([RH]))\s?(\d{1,2}|元)\s?[年./]\s?(\d{1,2})\s?[月./]\s?(\d{1,2})(?!\d)日?"
)
_WORD = r"((?:[^\W\d_]|[\u0300-\u036f]){3,12})"
_DAY_MONTH = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|[.°ºªoa])?[\s-]{{1,3}}(?:de\s+|of\s+)?{_WORD}\.?,?[\s-]{{1,3}}"
    r"(?:del?\s+)?(\d{4})(?!\d)",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    rf"(?<!\w){_WORD}\.?\s{{1,3}}(\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}(\d{{4}})(?!\d)", re.IGNORECASE
)
_DAY_FIRST = re.compile(r"(?<![\d./-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?![\d/-])")

_WEEKDAY = re.compile(r"\s?\([^()]{1,9}\)|\s?(?:星期|周|週)[一二三四五六日天]")
_HALF = r"(?:(上午|凌晨|午前|오전|下午|午后|午後|晚上|오후)\s?)?"
_LATER = {"下午", "午后", "午後", "晚上", "오후", "p"}
_OFFSET = r"(Z|(?:UTC|GMT)[+-]\d{1,2}(?::?\d{2})?(?!\d)|(?:UTC|GMT)|[+-](?:0\d|1[0-4]):?\d{2})(?!\w)"
_HOURS = (
    rf"{_HALF}(\d{{1,2}})[:时時h](\d{{2}})(?!\d)(?:[:分](\d{{2}})(?!\d))?(?:[.,]\d+)?[分秒]?"
    rf"(?:\s?{_OFFSET}|\s?([ap])\.?m\b\.?)?"
)
_BEHIND = re.compile(
    rf"(?:{_WEEKDAY.pattern})?"
    rf"(?:[T-]|[\s,|]{{1,3}}(?:at\s|à\s|pukul\s|a las\s|às\s)?|(?=[上下午凌晚오]|\d{{1,2}}[时時])){_HOURS}",
    re.IGNORECASE,
)
_ANYWHERE = re.compile(rf"(?<![\d:.\w+-]){_HOURS}", re.IGNORECASE)
_RUN_TIME = re.compile(r"T?()(\d{2})(\d{2})(\d{2})(Z?)()\s*$")
_TIMED_FORMAT = re.compile(r"%[HIcXRT]")


@dataclass(frozen=True, slots=True)
class Written:
    """A date found in a text, with its offsets; `local` is naive where no offset from UTC is written."""

    start: int
    end: int
    local: datetime
    timed: bool


def moment(value: object, zone: str, at: datetime, date_format: str | None = None) -> datetime | None:
    """Return the UTC time that `value` states: text in any form seen at the sources, or a Unix time in s or ms.

    `zone` is an IANA name for values that state none; `at` is when the answer came, the bound for the future. With
    `date_format` (strptime) no other form counts. A time that stands apart from its date counts if it is the only one.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float) or (isinstance(value, str) and re.fullmatch(r"\s*(?:\d{10}|\d{13})\s*", value)):
        return _sane(_unix(value), at)
    if not isinstance(value, str):
        return None
    text = unicodedata.normalize("NFKC", value[:LONGEST])
    found = _stated(text, date_format) if date_format else _with_time_apart(text, written(text))
    return placed(found, zone, at) if found else None


def placed(found: Written, zone: str, at: datetime) -> datetime | None:
    """Return it as UTC: `zone` for one without offset, noon for a day without a time, though not after `at`.

    None before 1990 and later than two days from `at`.
    """
    home = ZoneInfo(zone)
    aware = found.local if found.local.tzinfo else found.local.replace(tzinfo=home)
    if not found.timed:
        aware = aware.replace(hour=12, minute=0, second=0)
        if aware > at and aware.date() == at.astimezone(home).date():
            aware = at
    return _sane(aware, at)


def written(text: str) -> Written | None:
    """Return the first date in `text` that can be only one day, with the time behind it if there is one."""
    text = _folded(text[:LONGEST])
    found = min(_days(text), key=lambda each: each[0].start(), default=None)
    if found is None:
        return None
    match, day = found
    pattern = _RUN_TIME if match.re is _RUN else _BEHIND
    clock = pattern.match(text, match.end())
    timed = _with_time(day, clock) if clock else None
    if clock and timed:
        return Written(match.start(), clock.end(), timed, timed=True)
    weekday = _WEEKDAY.match(text, match.end())
    return Written(match.start(), weekday.end() if weekday else match.end(), day, timed=False)


def _folded(text: str) -> str:
    """Return the text with compatible characters made plain where one stands for one, so that offsets stay."""
    if unicodedata.is_normalized("NFKC", text):
        return text
    return "".join(plain if len(plain := unicodedata.normalize("NFKC", char)) == 1 else char for char in text)


def _sane(when: datetime | None, at: datetime) -> datetime | None:
    return when.astimezone(UTC) if when and EARLIEST <= when <= at + _AHEAD else None


def _unix(number: float | str) -> datetime | None:
    try:
        seconds = float(number)
        return datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return None


def _stated(text: str, date_format: str) -> Written | None:
    for candidate in (
        text.strip(),
        text.strip("[]()【】〔〕 "),
    ):  # lists love brackets, with which no format is bothered
        try:
            local = datetime.strptime(candidate, date_format)  # noqa: DTZ007 - the zone is put on by the caller
        except ValueError:
            continue
        return Written(0, len(text), local, timed=bool(_TIMED_FORMAT.search(date_format)))
    return None


def _with_time_apart(text: str, found: Written | None) -> Written | None:
    if found is None or found.timed:
        return found
    clocks = [match for match in _ANYWHERE.finditer(text) if not found.start <= match.start() < found.end]
    local = _with_time(found.local, clocks[0]) if len(clocks) == 1 else None
    return Written(found.start, found.end, local, timed=True) if local else found


def _days(text: str) -> Iterator[tuple[re.Match[str], datetime]]:
    """Yield the first possible day of each form."""
    for pattern, order in _FORMS:
        for match in pattern.finditer(text):
            if day := _day(*order(match)):
                yield match, day
                break


def _day(year: int, month: int, day: int) -> datetime | None:
    try:
        return datetime(year, month, day)  # noqa: DTZ001 - the zone is put on by the caller
    except ValueError:
        return None


def _with_time(day: datetime, clock: re.Match[str]) -> datetime | None:
    """Return the day at the time of a match of half, hour, minute, second, offset and half in letters."""
    before, hour, minute, second, offset, after = clock.groups()
    half = before or (after or "").lower()
    hours = int(hour) % 12 + 12 * (half in _LATER) if half else int(hour)
    try:
        return day.replace(hour=hours, minute=int(minute), second=int(second or 0), tzinfo=_zone(offset or ""))
    except ValueError:
        return None


def _zone(offset: str) -> tzinfo | None:
    """Return the zone of ``Z``, ``GMT``, ``+08:00``, ``-0500`` or ``UTC+8``, None where nothing is written."""
    if not offset:
        return None
    figures = offset.upper().lstrip("UTCGMZ")
    digits = figures[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "")
    ahead = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    return timezone(-ahead if figures[:1] == "-" else ahead)


def _figures(match: re.Match[str]) -> tuple[int, int, int]:
    return int(match[1]), int(match[2]), int(match[3])


def _han(match: re.Match[str]) -> tuple[int, int, int]:
    year = int("".join(str(_HAN_DIGITS[char]) for char in match[1]))
    return year, _han_number(match[2]), _han_number(match[3])


def _han_number(text: str) -> int:
    """Return a number below 100 written in Han numerals, 七, 十一, 廿二, 三十; 0 for what is none."""
    whole = text.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = whole.rpartition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in tens:
        return 0
    return (_HAN_DIGITS[tens] if tens else 1) * 10 * bool(ten) + (_HAN_DIGITS[ones] if ones else 0)


def _era(match: re.Match[str]) -> tuple[int, int, int]:
    era, letter, year, month, day = match.groups()
    return _ERAS[era or letter] + (1 if year == "元" else int(year)), int(month), int(day)


def _day_month(match: re.Match[str]) -> tuple[int, int, int]:
    return int(match[3]), _month(match[2]), int(match[1])


def _month_day(match: re.Match[str]) -> tuple[int, int, int]:
    return int(match[3]), _month(match[1]), int(match[2])


def _month(name: str) -> int:
    """Return the month's number, 0 for a word that is no month's name."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(char))
    return _MONTHS.get(bare, 0)


def _day_first(match: re.Match[str]) -> tuple[int, int, int]:
    """Return year, month, day of ``14/10/2026``, ``10/14/2026`` or ``4.3.2026``; zeros where two readings are open.

    With points the day comes first wherever it is written so; with strokes that depends on who writes.
    """
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if match[2] == "." or first > 12 or first == second:
        return year, second, first
    return (year, first, second) if second > 12 else (0, 0, 0)


_Order = Callable[[re.Match[str]], tuple[int, int, int]]
_FORMS: tuple[tuple[re.Pattern[str], _Order], ...] = (
    (_YEAR_FIRST, _figures),
    (_RUN, _figures),
    (_HAN, _han),
    (_ERA, _era),
    (_DAY_MONTH, _day_month),
    (_MONTH_DAY, _month_day),
    (_DAY_FIRST, _day_first),
)
