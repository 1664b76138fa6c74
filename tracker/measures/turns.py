"""Makes turns: steps with their days worked out. Must not know events or states.

A step keeps its partial dates as the texts give them; a turn says from which day it counts and on which day its term or
pause ends. A month counts from its first day and ends on its last one, and the turn remembers that it was vague.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tracker.measures.names import measure_id as slug
from tracker.model import PartialDate, Step, StepKind

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Turn:
    """A step on its days: `first` is the day from which it counts, `last` the last day of its term or pause."""

    step: Step
    id: str
    first: date
    last: date | None
    by: str | None = None
    """The other act that caused it; None where the act itself did."""
    sure: bool = True
    """Whether the text itself gives the date; else it is the day of the telling, "at the latest"."""
    measure_id: str = ""

    @property
    def told_by_register(self) -> bool:
        """Whether the shipped register tells it, alone or with texts."""
        return bool(self.step.source)

    @property
    def kind(self) -> StepKind:
        """The step's kind."""
        return self.step.kind

    @property
    def order(self) -> tuple[date, date, str]:
        """Sort by what was known later, then by what starts later, then by id, so that nothing is left to chance."""
        return self.step.known, self.first, self.id


def turn(step: Step, measure_id: str, *, sure: bool = True) -> Turn:
    """Work out a step's days. An end before the start is no end. Raises ValueError if the step's date is no date."""
    first, last = first_day(step.date), last_day(step.until)
    if first is None:
        raise ValueError(f"step {step.kind} of {measure_id}: not a date: {step.date!r}")
    other = step.by if step.by and slug(step.by) != measure_id else None
    return Turn(step, step.id(measure_id), first, last if last and last >= first else None, other, sure, measure_id)


def agree(left: PartialDate, right: PartialDate) -> bool:
    """Say whether two dates can be one: "2024-12" agrees with "2024-12-03"."""
    return left.startswith(right) or right.startswith(left)


def first_day(partial: PartialDate | None) -> date | None:
    """Return the first day a partial date may mean; None for None and for what is no date."""
    try:
        return date.fromisoformat((partial + "-01-01")[:10]) if partial else None
    except ValueError:
        return None


def last_day(partial: PartialDate | None) -> date | None:
    """Return the last day a partial date may mean; None for None and for what is no date."""
    first = first_day(partial)
    if first is None or partial is None or len(partial) > len("2024-12"):
        return first
    if len(partial) == len("2024"):
        return date(first.year, 12, 31)
    return date(first.year + first.month // 12, first.month % 12 + 1, 1) - DAY if first.year < date.max.year else first
