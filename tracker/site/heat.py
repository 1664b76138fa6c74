"""Lays numbers out by mineral and issuing country, the largest first. Pure; the page tells it, charts draw it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

COLUMNS = 8
LINES = 25


@dataclass(frozen=True, slots=True)
class Cell:
    """One mineral and one country: the number, and `beside` what stands otherwise."""

    country: str
    number: int
    beside: int


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
    lines = tuple(
        Line(
            each,
            each in wholes,
            tuple(Cell(country, *numbers.get((each, country), (0, 0))) for country in shown),
        )
        for each in minerals[:LINES]
    )
    return Heat(shown, lines, len(countries) - len(shown), len(minerals) - len(lines))
