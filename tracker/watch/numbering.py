"""Makes the list of acts that must exist but were not seen: by holes in a yearly numbering, and by citation.

Knows normal forms of official numbers (``CN-MOFCOM 2025/55``) and which offices count without holes; knows no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

CONSECUTIVE = {
    "CN-MOFCOM": "announcements (公告) are numbered through each year from 1, joint ones too where the ministry leads; "
    "orders (令) bear numbers of their own, small ones, which may hide a hole among the first",
    "CN-GACC": "announcements (公告) of the customs administration are numbered through each year from 1",
}
"""Series in which a number between two others must exist, with the reason to think so.

Others have no holes to us: Federal Register numbers and Union acts run through all matters, of which we follow few, and
the ministries whose documents we find by search show us some of them. Of those only citations tell.
"""
HIGHEST = 999
"""No yearly series of these offices comes near: what is higher was misread."""
FEW_SEEN = 3

_NUMBER = re.compile(r"(?P<series>[A-Z]{2}(?:-[A-Z0-9]+)*) (?:(?P<year>\d{4})[/-])?(?P<number>\d{1,6})")


@dataclass(frozen=True, slots=True)
class Gap:
    """An act not seen. `why` is ``skipped``: numbers on both sides of it were seen; or ``cited``: `cited_by` names it.

    `times` counts its citations.
    """

    instrument: str
    series: str
    why: Literal["skipped", "cited"]
    cited_by: str | None = None
    times: int = 0


def gaps(seen: Iterable[str], cited: Mapping[str, tuple[int, str]]) -> tuple[Gap, ...]:
    """Return the acts that were not seen, skipped ones first, in order of series, year and number.

    `seen` are numbers of notices that we have; `cited` maps each number that articles cite to how often and by which
    article first. `series` of a gap is issuer and year (``CN-MOFCOM 2025``), or the issuer where numbers bear no year.

    A hole in a consecutive series is told number by number, unless it is wider than all that was seen of that year: of
    such a series we see single acts, and a list of all the others would say only that. An act that is skipped and
    cited is told twice, once for each reason. Ids in no known form are passed over.
    """
    known = {parts for each in seen if (parts := _parts(each))}
    skipped = sorted(each for run in _runs(known) for each in run)
    missing = sorted((parts, each) for each in cited if (parts := _parts(each)) and parts not in known)
    return (
        *(Gap(f"{issuer} {year}/{number}", f"{issuer} {year}", "skipped") for issuer, year, number in skipped),
        *(Gap(name, _series(parts), "cited", cited[name][1], cited[name][0]) for parts, name in missing),
    )


_Parts = tuple[str, int, int]
"""Issuer, year or 0, number."""


def _parts(instrument: str) -> _Parts | None:
    match = _NUMBER.fullmatch(instrument)
    return (match["series"], int(match["year"] or 0), int(match["number"])) if match else None


def _series(parts: _Parts) -> str:
    return f"{parts[0]} {parts[1]}" if parts[1] else parts[0]


def _runs(known: Iterable[_Parts]) -> Iterator[list[_Parts]]:
    """Yield the holes between neighbours of each consecutive series, those that are not too wide."""
    years: dict[tuple[str, int], list[int]] = {}
    for issuer, year, number in known:
        if issuer in CONSECUTIVE and year and number <= HIGHEST:
            years.setdefault((issuer, year), []).append(number)
    for (issuer, year), numbers in years.items():
        numbers.sort()
        for low, high in pairwise(numbers):
            if high - low - 1 <= max(FEW_SEEN, len(numbers)):
                yield [(issuer, year, number) for number in range(low + 1, high)]
