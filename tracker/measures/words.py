"""Makes the sentence that stands beside a state and says why. Must not decide anything."""

from __future__ import annotations

from datetime import date

from tracker.measures.turns import Turn
from tracker.model import Day, PartialDate


def proposed(turn: Turn) -> str:
    """Say that something is proposed and no more."""
    return f"Proposed {_on(turn)}; not decided, so not in force."


def announced(turn: Turn, start: Turn | None) -> str:
    """Say when it was announced and when it is to start."""
    coming = f"takes effect {_day(start.step.date, start.first)}" if start else "no day of effect is known"
    return f"Announced {_on(turn)}; {coming}."


def in_force(turn: Turn, term: Turn | None) -> str:
    """Say since when it is in force, and until when by its text."""
    back = "Back in force after a pause since" if turn.kind == "resumed" else "In force since"
    if not turn.sure:
        back = "In force; the text gives no start, so at the latest since"
    until = f", until {term.last} by its text" if term and term.last else ""
    moved = f" as moved by {term.by}" if term and term.kind == "amended" and term.by else ""
    return f"{back} {_day(turn.step.date, turn.first)}{_by(turn)}{until}{moved}."


def suspended(turn: Turn) -> str:
    """Say from when until when it is paused, and by which act."""
    until = f" until {_day(turn.step.until, turn.last)}" if turn.step.until and turn.last else "; no end is given"
    return f"Suspended from {_day(turn.step.date, turn.first)}{until}{_by(turn)}."


def pause_ended(turn: Turn) -> str:
    """Say that a pause has run out and that nobody has said what follows."""
    return (
        f"The pause{_by(turn)} ran out on {turn.last} by its own text; no later text says what follows, "
        "so a person must look."
    )


def ended(turn: Turn) -> str:
    """Say when it was ended."""
    return f"Ended {_on(turn)}{_by(turn)}."


def term_ended(turn: Turn) -> str:
    """Say that a term has run out by its own text."""
    return f"Its term ran out on {turn.last} by its own text{_by(turn)}; no later text is known."


def only_changed(turn: Turn) -> str:
    """Say that only a change to the act is known."""
    return f"Changed {_on(turn)}{_by(turn)}; its own text is not known here, so no more is said."


def reported(told: Day) -> str:
    """Say that only unofficial sources tell of it."""
    return f"Reported by unofficial sources since {told}; no official text is known, so no legal state is given."


def _on(turn: Turn) -> str:
    if not turn.sure:
        return f"by {turn.first}"
    vague = len(turn.step.date) < len("2024-12-03")
    return f"in {turn.step.date}" if vague else f"on {turn.step.date}"


def _day(given: PartialDate | None, counted: date | None) -> str:
    """Give the day, and say so where the text gives less than a day."""
    if given and len(given) < len("2024-12-03"):
        return f"{counted} (the text says {given})"
    return str(counted)


def _by(turn: Turn) -> str:
    return f" by {turn.by}" if turn.by else ""
