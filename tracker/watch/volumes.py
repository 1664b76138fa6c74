"""Makes an alarm of a week in which a source told far less or far more than it uses to. Knows counts only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, exp, floor, lgamma, log
from typing import Literal

FALSE_ALARMS = 0.001
"""Chance that a week of a source whose habits have not changed raises a drop, and the same for a spike: with 60
sources, a false alarm every eight weeks or so."""
FEWEST_WEEKS = 4
MOST_WEEKS = 26
"""Weeks of history used: half a year; habits older than that are not habits."""
GUESS = 4.0
"""How much a stated volume weighs: as four entries counted, so its error is half of it."""
FEW, MANY, AT_LEAST = 0.5, 2.0, 5
"""A drop is to half of what was expected or less, a spike to twice or more and by five entries: what is smaller may be
true but is no alarm."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """A week out of the ordinary: entries counted, entries expected, and how unlikely that is if nothing changed."""

    kind: Literal["volume_drop", "volume_spike"]
    count: int
    expected: float
    odds: float

    @property
    def reason(self) -> str:
        """Say it in one line."""
        often = f"one week in {1 / self.odds:,.0f}" if self.odds > 1e-6 else "hardly ever"
        return f"{self.count} entries in a week where about {self.expected:.3g} were to be expected: by chance {often}"


def volume(weeks: Sequence[int | None], expect_weekly: float | None = None) -> Alarm | None:
    """Return the alarm that the newest week deserves, if any.

    `weeks` are entries a week, oldest first, newest last; None for a week in which we were blind: it neither counts as
    history nor is judged. With four weeks of history the source is measured by itself; with less, by `expect_weekly`
    too, which is a guess and is taken to be right within a factor of two or so; without either nothing can be said.

    The test asks how likely so few (so many) entries are if the weeks are drawn from one habit: a Poisson process
    whose mean is known only as well as the history tells, so a negative binomial. Where the history itself scatters
    more than Poisson, as with notices that come in batches, counts are divided by that scatter first. A source that is
    normally quiet cannot fall below chance, and so raises no alarm when it says nothing.
    """
    if not weeks or weeks[-1] is None:
        return None
    count = weeks[-1]
    known = [each for each in weeks[:-1] if each is not None][-MOST_WEEKS:]
    if len(known) >= FEWEST_WEEKS:
        # Jeffreys' prior of half an event: a source never heard of is not expected to be silent for ever.
        shape, weight = 0.5, 0.0
    elif expect_weekly and expect_weekly > 0:
        shape, weight = GUESS, GUESS / expect_weekly
    else:
        return None
    scatter = _scatter(known)
    expected = (shape + sum(known)) / (weight + len(known))
    shape, weight = shape + sum(known) / scatter, weight + len(known)
    fewer = _at_most(ceil(count / scatter), shape, weight)
    more = max(0.0, 1 - _at_most(floor(count / scatter) - 1, shape, weight))
    if fewer < FALSE_ALARMS and count <= expected * FEW:
        return Alarm("volume_drop", count, expected, fewer)
    if more < FALSE_ALARMS and count >= max(expected * MANY, expected + AT_LEAST):
        return Alarm("volume_spike", count, expected, more)
    return None


def _scatter(known: Sequence[int]) -> float:
    """Return the variance of the weeks over their mean, at least 1; 1 for too few weeks to tell."""
    mean = sum(known) / len(known) if known else 0.0
    if len(known) < FEWEST_WEEKS or not mean:
        return 1.0
    variance = sum((each - mean) ** 2 for each in known) / (len(known) - 1)
    return max(1.0, variance / mean)


def _at_most(count: int, shape: float, weight: float) -> float:
    """Return the chance of `count` or fewer in the next week: the sum of a negative binomial's terms."""
    if count < 0:
        return 0.0
    stay, step = log(weight / (weight + 1)), log(1 / (weight + 1))
    chance = 0.0
    for k in range(count + 1):
        chance += exp(lgamma(shape + k) - lgamma(shape) - lgamma(k + 1) + shape * stay + k * step)
        if k > shape / weight and chance > 1 - FALSE_ALARMS / 1000:
            break
    return min(chance, 1.0)
