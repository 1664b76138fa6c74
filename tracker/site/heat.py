"""Lays numbers out by mineral and issuing country, with a shade for each: a table that is its own picture. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import log

COLUMNS = 8
LINES = 25
SHADES = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """One mineral and one country: the number, `beside` what stands otherwise, and a shade (0: nothing) up to 5."""

    country: str
    number: int
    beside: int
    shade: int


@dataclass(frozen=True, slots=True)
class Line:
    """The cells of one mineral; `whole` tells a group that counts all its members."""

    mineral: str
    whole: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Heat:
    """The table, and how many countries and minerals with numbers found no room in it."""

    countries: tuple[str, ...]
    lines: tuple[Line, ...]
    more_countries: int
    more_minerals: int


Numbers = Mapping[tuple[str, str], tuple[int, int]]
"""For a mineral and a country the number, and the number beside it."""


def build(numbers: Numbers, wholes: Collection[str]) -> Heat:
    """Lay numbers out, the largest first; `wholes` are groups, which stand below the single minerals."""
    across: dict[str, int] = defaultdict(int)
    down: dict[str, int] = defaultdict(int)
    for (mineral, country), (number, beside) in numbers.items():
        across[country] += 0 if mineral in wholes else number * 1000 + beside
        down[mineral] += number * 1000 + beside
    countries = sorted(across, key=lambda each: (-across[each], each))
    minerals = sorted(down, key=lambda each: (each in wholes, -down[each], each))
    shown = tuple(countries[:COLUMNS])
    most = max((numbers.get((m, c), (0, 0))[0] for m in minerals[:LINES] for c in shown), default=0)
    lines = tuple(
        Line(
            each,
            each in wholes,
            tuple(_cell(country, *numbers.get((each, country), (0, 0)), most) for country in shown),
        )
        for each in minerals[:LINES]
    )
    return Heat(shown, lines, len(countries) - len(shown), len(minerals) - len(lines))


def _cell(country: str, number: int, beside: int, most: int) -> Cell:
    # By the logarithm: a few cells have hundreds, and the others must not all look alike.
    shade = 1 + int((SHADES - 1) * log(number) / log(most)) if number > 1 else number
    return Cell(country, number, beside, shade)
