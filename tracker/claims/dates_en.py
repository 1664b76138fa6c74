"""English date expressions: "3 December 2024", "Dec. 3", "on Tuesday", "last August", "for 90 days", "by 2028".

Makes :class:`tracker.claims.dates.When`; knows English words for time and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from tracker.claims.anchors import Anchored
from tracker.claims.dates import Role, When, add_months, day, first_day, near_year, tidy
from tracker.model import PartialDate

_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ],
        1,
    )
    for name in names.split()
}
_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November"
    r"|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_ABROAD = {
    "januari janvier": 1, "februari février fevrier": 2, "maret mars": 3, "avril": 4, "mei mai": 5, "juni juin": 6,
    "juli juillet": 7, "agustus août aout": 8, "septembre": 9, "oktober octobre": 10, "novembre": 11,
    "desember décembre decembre": 12,
}  # fmt: skip
"""Months as Indonesian and French acts write them, which English texts quote."""
_MONTHS |= {name: number for names, number in _ABROAD.items() for name in names.split()}
_FOREIGN = "|".join(sorted((name for names in _ABROAD for name in names.split()), key=len, reverse=True))
_ONES = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
_TEENS = [
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]
_ORDINALS = {word: number for number, word in enumerate([*_ONES, *_TEENS, "twentieth"], 1)}
_ORDINALS |= {f"twenty-{word}": 20 + number for number, word in enumerate(_ONES, 1)}
_ORDINALS |= {"thirtieth": 30, "thirty-first": 31}
_SPELLED = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_NUMBER = rf"(?P<day>\d{{1,2}}(?:st|nd|rd|th)?\b|{_SPELLED})"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_TURN = (
    r"(?P<turn>last year|this year|next year|of last year|of this year|of next year"
    r"|the year before)"
)
_TAIL = rf"(?:,?\s+(?:of\s+)?{_YEAR}|,?\s+(?:of\s+)?{_TURN})?"
_PART = r"(?:(?P<part>early|mid|late|the end of|the start of|end)[\s-]+)?"

_RULE = r"(?:quotas?|ceilings?|ban|embargo|restrictions?|curbs?|controls?|halt|cut-?off|prohibition)"
"""What a year before it dates: "China's 2010 embargo"."""
_FORMS = tuple(
    re.compile(form, re.IGNORECASE if spelled else 0)
    for form, spelled in (
        (rf"\b{_NUMBER}\s+(?:of\s+)?{_MONTH}{_TAIL}", False),
        (rf"\b{_MONTH}\s+{_NUMBER}{_TAIL}", False),
        (r"\b(?P<iso>(?:19|20)\d\d-\d\d(?:-\d\d)?)\b", False),
        (r"(?<![\d.])(?P<dotted>\d{1,2}\.\d{1,2}\.(?:(?:19|20)\d\d|\d\d(?!\d|\.\d)))", False),
        (rf"\b(?P<day>\d{{1,2}})(?:er)?\s+(?P<month>{_FOREIGN})(?:\s+{_YEAR})?", True),
        (rf"\b{_PART}(?:(?P<rel>[Ll]ast|[Nn]ext|[Tt]his)\s+)?{_MONTH}(?:’s|'s)?{_TAIL}(?!\.?\s*\d)", False),
        (r"\b(?P<week>(?:on |last |this |next )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b", False),
        (r"\b(?P<feast>New Year['’]s (?:Day|Eve))\b", True),
        (r"\b(?P<plain>today|yesterday|tomorrow|this morning|tonight)\b", True),
        (r"\b(?P<period>(?:earlier |later )?(?:last|this|next) (?:month|year|week))\b", True),
        (r"(?<=\bthis year and )(?P<period>next)\b", True),
        (
            (
                r"\b(?P<same>(?:on |in )?the same (?:day|date|month))\b|\b(?P<shift>(?:(?:a|one|two|three"
                r"|four|five|six|seven|ten) (?:days?|weeks?)) (?:earlier|later|before|after))\b"
            ),
            True,
        ),
        (
            (
                r"\b(?P<close>(?:by |before |until |to )?(?:the )?end of (?:the year|this year|next year"
                r"|(?:19|20)\d\d)|before the year is (?:out|over))"
            ),
            True,
        ),
        (
            r"(?:\b(?:in|since|from|between|by|until|of|for|through|after|before|to|during|the years?"
            r"|and|end of|early|late|mid)"
            rf"[\s-]+)(?P<lone>{_YEAR})(?![-/]\d)",
            True,
        ),
        (rf"(?:['’]s|(?<!\bof )\bthe|\bits)\s(?P<lone>{_YEAR})(?=\s(?:[\w-]+\s){{0,3}}?{_RULE}\b)", False),
    )
)
_NEAR = Anchored((form, (form,)) for form in _FORMS)
_BEFORE = (
    (
        "effective",
        (
            r"(?:put off|postpon\w+|delay\w*|pushed back|deferr?\w*)\b(?:(?!\bfrom\b)[^,;]){0,60}?,? "
            r"(?:until|till|to)\s+(?:the\s+)?$"
            r"|(?:not|n['’]t) (?:start|begin|apply|take effect|come into force|enter into force)\w*(?:[^,;]{0,20})? "
            r"(?:until|till|before)\s+(?:the\s+)?$"
            r"|(?:retroactive(?:ly)?|backdated|dates? back) to\s+(?:the\s+)?$"
        ),
    ),
    ("span", r"(?:between|from)\s+(?:early |late )?$"),
    (
        "until",
        (
            r"(?:until|till|through|expir\w+(?: on| in)?|lapses?(?: on| in)?|ends?(?: on| in)?|runs? (?:to|until"
            r"|through)|up to|not later than|no later than|beyond|by|before|prolonged (?:it )?to"
            r"|extended (?:it )?to|to)\s+(?:the\s+)?(?:end of\s+)?$"
        ),
    ),
    (
        "effective",
        (
            r"(?:since|from|(?:since|from) the (?:[\w-]+ ){1,3}of"
            r"|starting(?: on| in)?|beginning(?: on| in)?|begins?(?: on| in)?|began(?: on"
            r"| in)?|effective(?: as of| from| on)?|(?:implemented|in place)(?: since| from| on| in)?"
            r"|comes? into operation(?: on)?|as (?:of|from)|takes? effect(?:\b.{0,50})?(?: on| in| from)?"
            r"|took effect(?: on| in)?"
            r"|in force (?:since|from|on)|enters? into force on|entered into force on|on or after"
            r"|appl(?:y|ies|ied)(?: from| on| since| as of)|dates? from|comes? into force on"
            r"|came into force (?:on|in)|start(?:s|ed)?(?: on| in)?|with effect from"
            r"|go(?:es)? into effect on|retroactive(?:ly)? from)\s+(?:the\s+)?"
            r"(?:\d{1,2}:\d\d [ap]\.m\. [\w ]*on )?(?:early |late |mid-?)?$"
        ),
    ),
)
_ROLES = tuple((role, re.compile(rf"\b(?:{form})", re.IGNORECASE)) for role, form in _BEFORE)
_SINCE = re.compile(
    (
        r"\b(?:since|began(?: on| in)?|started(?: on| in)?|took effect(?: on"
        r"| in)?)\s+(?:the\s+)?(?:early |late )?$"
    ),
    re.IGNORECASE,
)
_PLACED = re.compile(
    r"\b(?:in|by|from|since|until|till|of|through|next|this|last|before|after|early|late|mid|end|to|for)[\s-]+$",
    re.IGNORECASE,
)
_DATES = re.compile(r"\b(?:on|from|since|until|till|dated|of|by|before|after)\s+$", re.IGNORECASE)
"""What a date with a year of two digits needs before it: versions and codes look alike."""
_AND = re.compile(r"^\s*(?:and|to|-|–)\s*$")
_WEEKDAYS = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
_SMALL = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
    "eighteen": 18,
}
_COUNT = r"(?:(?P<half>half a)|(?P<count>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen))"
_UNIT = r"(?P<unit>day|week|month|year)s?"
_FURTHER = r"(?:(?:a (?:further|period of)|an additional|another|up to|the next|some|about) )"
_DURATION = re.compile(
    rf"\b(?:(?:for|by|lasts?|lasting) {_FURTHER}?|(?:another|a further|an additional) ){_COUNT}[\s-]{_UNIT}\b"
    rf"(?![\s-]*(?:earlier|before|later|old|ago)\b)"
)
_LONG = re.compile(
    rf"\b{_COUNT}-{_UNIT}\s+(?:(?:pause|suspension|ban|halt|stop|freeze|extension|moratorium|embargo|truce|waiver)\b)"
)
"""A length that stands before its noun: "a 90-day pause"."""
_FROM_THEN = re.compile(r"^,? (?:from|starting|beginning|as (?:of|from))(?: on)? (?:the )?$")


def find(text: str, told: date | None, before: PartialDate | None = None) -> tuple[When, ...]:
    """Return the dates of one sentence. `before` is the last date of the text so far, for "the same day"."""
    found: list[When] = []
    latest = before
    for match in _matches(text):
        when = _read(match, text, told, latest, found)
        if when is not None:
            found.append(when)
            latest = when.value
    return tuple(_spans(text, found))


@lru_cache(maxsize=256)
def _matches(text: str) -> tuple[re.Match[str], ...]:
    """Return what looks like a date; of those that overlap the first and longest."""
    every = [match for form in _NEAR(text) for match in form.finditer(text)]
    kept: list[re.Match[str]] = []
    for match in sorted(every, key=lambda each: (each.start(), -each.end())):
        if not any(match.start() < other.end() and other.start() < match.end() for other in kept):
            kept.append(match)
    return tuple(kept)


def _read(
    match: re.Match[str], text: str, told: date | None, latest: PartialDate | None, found: list[When]
) -> When | None:
    groups = {key: value for key, value in match.groupdict().items() if value}
    start = match.start("lone") if "lone" in groups else match.start()
    start += len(text[start : match.end()]) - len(text[start : match.end()].lstrip())
    role = _role(text, start)
    since = bool(_SINCE.search(text[:start]))
    ahead = _looks_ahead(text[:start], role) and not (text[:start] == "From " and _HAS.match(text, match.end()))
    if "month" in groups and "day" not in groups and not _PLACED.search(text[:start]):
        groups["bare"] = "an adjective: its October rules"
    if "dotted" in groups and len(groups["dotted"].rpartition(".")[2]) == 2 and not _DATES.search(text[:start]):
        return None
    value = _value(groups, told, latest, role, since, ahead, found)
    if value is None:
        return None
    if "close" in groups and re.match(r"by|before|until|to", match.group(), re.IGNORECASE):
        role = "until"
    return When(start, match.end(), value, role, bool(groups.get("year") or groups.keys() & {"iso", "dotted"}))


def _role(text: str, start: int) -> Role:
    head = text[max(0, start - 60) : start]
    for role, form in _ROLES:
        if form.search(head):
            if role == "span":
                return "span" if re.search(r"between\s+\S*\s*$", head, re.IGNORECASE) else "effective"
            return role  # type: ignore[return-value]
    return "day"


_WILL = re.compile(
    r"\b(?:will|would|shall|may|might|could|can|plans?|planned|expects?|expected|due|set|scheduled|about|is|are|means?"
    r"|intends?|hopes?|decided|agreed|pledged|promised) to\b|\b(?:will|would|shall|may|might|could|won['’]t)\b",
    re.IGNORECASE,
)
_DID = re.compile(
    r"\b(?:was|were|had|did|been|since|said|says|told|wrote|(?!need|speed|feed|seed)[a-z]+ed|began"
    r"|took|gave|came|went)\b"
)
_FROM_NOW = re.compile(
    r"\b(?:(?:[Ff]rom|[Ss]tarting|[Bb]eginning|starts?|begins?)(?: on)?|takes? effect\b.{0,60}"
    r"|comes? into force\b.{0,40})\s+$"
)


_HAS = re.compile(r"[^;]{0,60}?\b(?:has|have|had|was|were)\b")


def _looks_ahead(head: str, role: Role) -> bool:
    """Say whether a date without year or week lies in the future: behind "will" with nothing done since."""
    will = [match.end() for match in _WILL.finditer(head)]
    done = [match.start() for match in _DID.finditer(head)]
    if will and (not done or done[-1] < will[-1]):
        return True
    coming = list(_FROM_NOW.finditer(head))
    return role == "effective" and bool(coming) and (not done or done[-1] < coming[-1].start())


def _value(
    groups: dict[str, str],
    told: date | None,
    latest: PartialDate | None,
    role: Role,
    since: bool,
    ahead: bool,
    found: list[When],
) -> PartialDate | None:
    if "iso" in groups:
        parts = [int(part) for part in groups["iso"].split("-")]
        return day(*parts)
    if "dotted" in groups:
        number, month, year = (int(part) for part in groups["dotted"].split("."))
        return day(year if year > 99 else 2000 + year, month, number)
    if "lone" in groups:
        return groups["year"]
    if "month" in groups:
        return _month_day(groups, told, role, since, ahead, found)
    if "feast" in groups:
        return _new_year(groups["feast"], told, ahead, since) if told else None
    if "same" in groups:
        return latest if "month" not in groups["same"] else (latest[:7] if latest else None)
    if "shift" in groups:
        return _shifted(groups["shift"], latest)
    if "close" in groups:
        return _close(groups["close"], told)
    return _relative(groups, told, ahead) if told else None


def _month_day(
    groups: dict[str, str], told: date | None, role: Role, since: bool, ahead: bool, found: list[When]
) -> PartialDate | None:
    month = _MONTHS[groups["month"].rstrip(".").lower()]
    number = _number(groups["day"]) if "day" in groups else None
    if "year" in groups:
        return day(int(groups["year"]), month, number)
    if told is None:
        return None
    turn = groups.get("turn", "").lower()
    if turn:
        shift = -1 if "last" in turn else 1 if "next" in turn else 0
        if "before" in turn:
            anchor = first_day(found[-1].value).year if found else told.year
            return day(anchor - 1, month, number)
        return day(told.year + shift, month, number)
    rel = groups.get("rel", "").lower()
    if rel == "last":
        return day(told.year if month < told.month else told.year - 1, month, number)
    if rel == "next":
        return day(told.year if month > told.month else told.year + 1, month, number)
    if rel == "this":
        return day(told.year, month, number)
    anchors = [when for when in found if when.exact and when.role != "until"]
    if anchors and role != "until":
        start = first_day(anchors[-1].value)
        year = start.year if (month, number or 31) >= (start.month, 1) else start.year + 1
        if date(year, month, 1) <= told.replace(day=1) or role == "effective":
            return day(year, month, number)
    if ahead and role == "day" and not groups.get("bare"):
        return day(told.year + ((month, number or 31) < (told.month, told.day)), month, number)
    chosen = near_year(told, month, number, role, since)
    return day(chosen, month, number) if chosen else None


def _new_year(words: str, told: date, ahead: bool, since: bool) -> PartialDate | None:
    """Return the New Year that is nearest; of what has lasted the last one, of what is to come the next."""
    late = told.month > 9 and not since
    if words.lower().endswith("eve"):
        return day(told.year - (not ahead and not late), 12, 31)
    return day(told.year + (ahead or late), 1, 1)


def _number(word: str) -> int:
    return _ORDINALS.get(word.lower()) or int(re.sub(r"\D", "", word))


def _shifted(words: str, latest: PartialDate | None) -> PartialDate | None:
    if not latest or len(latest) < 10:
        return None
    count, unit, direction = words.split()
    days = _SMALL[count.lower()] * (7 if unit.startswith("week") else 1)
    moved = first_day(latest) + timedelta(days=-days if direction in {"earlier", "before"} else days)
    return moved.isoformat()


def _close(words: str, told: date | None) -> PartialDate | None:
    year = re.search(r"\d{4}", words)
    if year:
        return f"{year.group()}-12-31"
    if told is None:
        return None
    return f"{told.year + ('next' in words)}-12-31"


def _relative(groups: dict[str, str], told: date, ahead: bool) -> PartialDate | None:
    if "plain" in groups:
        shift = {"yesterday": -1, "tomorrow": 1}.get(groups["plain"].lower(), 0)
        return (told + timedelta(days=shift)).isoformat()
    if "week" in groups:
        return _weekday(groups["week"].lower(), told, ahead)
    words = groups["period"].lower()
    words = "next year" if words == "next" else words
    shift = -1 if "last" in words else 1 if "next" in words else 0
    if "week" in words:
        return (told + timedelta(days=7 * shift)).isoformat()[:7]
    if "year" in words:
        return str(told.year + shift)
    return add_months(told, shift).isoformat()[:7]


def _weekday(words: str, told: date, ahead: bool = False) -> PartialDate:
    """A bare weekday is the latest one up to the day of the article, of a start the next; "last" is never today."""
    wanted = next(index for index, name in enumerate(_WEEKDAYS) if words.split()[-1].startswith(name))
    back = (told.weekday() - wanted) % 7
    if words.startswith("next") or (ahead and not words.startswith("last")):
        return (told + timedelta(days=(wanted - told.weekday()) % 7 or 7)).isoformat()
    if words.startswith("last") and back == 0:
        back = 7
    return (told - timedelta(days=back)).isoformat()


def _spans(text: str, found: list[When]) -> tuple[When, ...]:
    """Give the second date of "from A to B" and "between A and B" its part."""
    kept = list(tidy(found))
    for index in range(1, len(kept)):
        left, right = kept[index - 1], kept[index]
        joint = text[left.end : right.start]
        years = left.role == "day" and len(left.value) == len(right.value) == 4 and right.role == "until"
        if (left.role == "span" or years) and _AND.match(joint):
            kept[index] = When(right.start, right.end, right.value, "span", right.exact)
            kept[index - 1] = When(left.start, left.end, left.value, "span", left.exact)
    return tuple(kept)


def until_after(text: str, start: PartialDate | None) -> PartialDate | None:
    """Return the end of a stated duration ("for 90 days", "a four-month ban") that begins on `start`."""
    match = _DURATION.search(text) or _LONG.search(text)
    return _after(match, start) if match and start else None


def term(text: str, dates: Sequence[When]) -> tuple[When, PartialDate] | None:
    """Return the start and the end of "for one year from 10 November 2025"; None where nothing is said so.

    The dates are those of the text, at their places in it.
    """
    for match in _DURATION.finditer(text):
        start = next((when for when in dates if _FROM_THEN.match(text[match.end() : when.start])), None)
        if start and (end := _after(match, start.value)):
            return start, end
    return None


def _after(match: re.Match[str], start: PartialDate) -> PartialDate | None:
    count, unit = match.group("count") or "", match.group("unit")
    begin = first_day(start)
    if match.group("half"):
        return add_months(begin, 6).isoformat()[: max(len(start), 7)] if unit == "year" else None
    amount = _SMALL.get(count) or int(count)
    if unit in {"day", "week"}:
        days = amount * (7 if unit == "week" else 1)
        return (begin + timedelta(days=days)).isoformat() if len(start) == 10 else None
    return add_months(begin, amount * (12 if unit == "year" else 1)).isoformat()[: max(len(start), 7)]
