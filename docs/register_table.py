"""Writes the table of acts in docs/register.md from the register itself.

Run ``python docs/register_table.py`` after a change to an act; a test fails while they differ.
"""

from __future__ import annotations

from pathlib import Path

from tracker.model import Measure
from tracker.vocab import register

PAGE = Path(__file__).with_name("register.md")
MARK = "<!-- the table below is written by docs/register_table.py -->\n"


def page() -> str:
    """Return the page with a fresh table: what stands above the mark is kept."""
    above, mark, _ = PAGE.read_text("utf-8").partition(MARK)
    if not mark:
        raise ValueError(f"{PAGE.name} has lost its line {MARK.strip()!r}")
    rows = "".join(row(measure) for measure in register.load())
    return (
        f"{above}{MARK}\n| act | what it is | made known | takes effect | confidence |\n|---|---|---|---|---|\n{rows}"
    )


def row(measure: Measure) -> str:
    """Return one act's line."""
    known = min(step.date for step in measure.steps if step.kind in {"proposed", "announced"})
    starts = sorted({step.date for step in measure.steps if step.kind == "effective"})
    return f"| `{measure.instrument}` | {measure.name} | {known} | {', '.join(starts)} | {measure.confidence} |\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
