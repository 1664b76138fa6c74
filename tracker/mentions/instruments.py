"""Official numbers of acts, in all printed forms, brought to their normal form (``CN-MOFCOM 2024/46``).

Makes instrument spans from one article's title and text together, because a bare "No. 46" takes its issuer and year
from wherever the article gives them. Knows no vocabulary; `state_at` tells it which state a passage speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from tracker.mentions import chinese_numbers, english_numbers, titles
from tracker.mentions.spans import Found, Reading

StateAt = Callable[[int], str]
Known = dict[str, set[int]]
"""The years that an article gives to each number."""

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)(?=年|[\s,.;)）]|$)")


@dataclass(frozen=True, slots=True)
class Cited:
    """One printed number before its year or issuer is settled. `issuer` is empty where the text does not say."""

    start: int
    end: int
    issuer: str
    number: str
    year: int | None
    score: float = 1.0
    relative: bool = False
    """Whether the year is that of the passage (当年第50号公告) and not the article's."""


def find(
    readings: Sequence[Reading], year: int | None, states: Sequence[StateAt], publisher: str = ""
) -> list[list[Found]]:
    """Return the instruments of each reading.

    `year` is the year of the article, if it bears a date; `publisher` is the code of the authority whose own text it is
    (``KZ-MINCOM``), if it is one's: an act that names no issuer is its.
    """
    found: list[list[Found]] = []
    cited: list[list[Cited]] = []
    for reading, state_at in zip(readings, states, strict=True):
        found.append([*titles.find(reading, state_at), *english_numbers.full(reading, state_at, year, publisher)])
        here = [Cited(*each) for each in english_numbers.announcements(reading)]
        if reading.han:
            found[-1] += chinese_numbers.full(reading, year, state_at, publisher)
            here += [Cited(*each) for each in chinese_numbers.announcements(reading, year)]
        cited.append(_disjoint(here))
    known: Known = {}
    for each in chain(*cited):
        if each.year and not each.relative:
            known.setdefault(each.number, set()).add(each.year)
    issuers = {each.issuer for each in chain(*cited) if each.issuer}
    for at, (reading, here) in enumerate(zip(readings, cited, strict=True)):
        found[at] += _settle(reading, here, known, issuers, year, publisher)
    return found


def _disjoint(cited: list[Cited]) -> list[Cited]:
    """Keep the longest of overlapping readings of one number."""
    kept: list[Cited] = []
    for one in sorted(cited, key=lambda each: (each.start, each.start - each.end)):
        if kept and one.start < kept[-1].end:
            if one.end - one.start > kept[-1].end - kept[-1].start:
                kept[-1] = one
        else:
            kept.append(one)
    return kept


def _settle(
    reading: Reading,
    cited: list[Cited],
    known: Known,
    issuers: set[str],
    year: int | None,
    publisher: str = "",
) -> Iterator[Found]:
    """Give each number its issuer and year: its own, its list's, its other mention's, its sentence's, the article's."""
    before: Cited | None = None
    for one in cited:
        near = before is not None and one.start - before.end <= 4
        issuer = one.issuer or (before.issuer if near and before else "")
        issuer = issuer or _only(issuers) or (publisher if publisher[:3] == "CN-" else "") or "CN-MOFCOM"
        stated = one.year or _year_after(reading, one)
        if not stated and near and before and not one.issuer:
            stated = before.year
        if not stated and one.relative:
            stated = _year_before(reading, one, year)
        stated = stated or _known(known.get(one.number, set()), before, one, year)
        stated = stated or _year_before(reading, one, year) or year
        before = replace(one, issuer=issuer, year=stated)
        if issuer == "CN-SC" and one.year is None:
            yield Found(one.start, one.end, "instrument", f"CN-SC {one.number}", "rule", one.score)
        elif stated:
            yield Found(one.start, one.end, "instrument", f"{issuer} {stated}/{one.number}", "rule", one.score)


def _known(years: set[int], before: Cited | None, one: Cited, year: int | None) -> int | None:
    """Choose among the years that the article gives the number elsewhere: its neighbour's, then the article's own.

    None if it gives none: then the year that its sentence speaks of is likelier than the article's, for a story of this
    year recalls the acts of earlier ones ("the October 2025 package, Nos. 55 to 58").
    """
    neighbour = before.year if before and one.start - before.end < 160 else None
    if neighbour and before and int(one.number) == int(before.number) + 1:
        return neighbour  # No. 55, No. 56, No. 57: one run of one day
    for likely in (neighbour, year):
        if likely in years:
            return likely
    return max(years, default=None)


def _only(issuers: set[str]) -> str:
    """Return the issuer of the article's other numbers where there is but one; the decrees of a cabinet aside."""
    others = issuers - {"CN-SC"}
    return next(iter(others)) if len(others) == 1 else ""


def _year_after(reading: Reading, one: Cited) -> int | None:
    """Read the year out of a date that belongs to the number ("No. 18 of 4 April 2025", "No. 46 (3 December 2024)")."""
    match = re.match(
        r"(?:,? (?:of|dated|issued on|on)|,? ?\() ?(?:\d{1,2} )?(?:[A-Z][a-z]+\.?)(?: \d{1,2})?,? ((?:19|20)\d\d)",
        reading.text[one.end : one.end + 40],
    )
    return int(match[1]) if match else None


def _year_before(reading: Reading, one: Cited, year: int | None) -> int | None:
    """Return the last year that the sentence names before the number and that is not to come ("until 2026")."""
    begin, _ = reading.sentence(one.start, one.end)
    years = [int(each) for each in _YEAR.findall(reading.flat[begin : one.start])]
    return next((each for each in reversed(years) if year is None or each <= year), None)
