"""Scores the gold cases that were read while the rules were written beside every fifth one, which was not.

Run by hand: ``.venv/bin/python tests/bench/held_back.py [GOLD.jsonl…]``. The difference is the honest measure of how
much the rules know of the phenomenon and how much of the cases.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tracker import config, pipeline, vocab

GOLD = Path(__file__).parents[1] / "data" / "gold"
KINDS = ("mineral", "country", "firm", "agency", "instrument", "quantity")
FIELDS = ("action", "stage", "certainty", "actors", "targets", "minerals", "instrument", "effective", "until")


def split(files: list[Path], folder: Path) -> tuple[list[Path], list[Path]]:
    """Write each file twice: without every fifth line from the first on, and only those."""
    read, held = [], []
    for path in files:
        lines = path.read_text("utf-8").splitlines(keepends=True)
        for name, kept, chosen in (("read", read, lambda n: n % 5), ("held", held, lambda n: not n % 5)):
            part = folder / f"{name}-{path.name}"
            part.write_text("".join(line for n, line in enumerate(lines) if chosen(n)), "utf-8")
            kept.append(part)
    return read, held


def rows(card: Any) -> dict[str, tuple[float, int]]:
    """Return the figures that matter, each with the number of gold items behind it."""
    found = {}
    for lang in ("en", "zh"):
        for kind in KINDS:
            span = card["mentions"][lang][kind]["span"]
            found[f"{lang} {kind}"] = (span["f1"], span["n"])
        detection = card["claims"][lang]["detection"]
        found[f"{lang} claims detected"] = (detection["f1"], detection["n"])
    for name in FIELDS:
        field = card["claims"]["all"]["fields"][name]
        found[f"claims: {name}"] = (field["score"], field["n"])
    found["events, B-cubed"] = (card["events"]["f1"], card["events"]["n"])
    found["noise without claims"] = (card["noise"]["no_claim"], card["noise"]["n"])
    return found


def main() -> None:
    """Print both columns side by side."""
    files = [Path(name) for name in sys.argv[1:]] or sorted(GOLD.glob("*.jsonl"))
    reader = pipeline.Reader(vocab.load(), config.english_model({}))
    with TemporaryDirectory() as folder:
        halves = split(files, Path(folder))
        read, held = (rows(pipeline.score_files(half, reader, lambda: datetime.now(UTC)).card) for half in halves)
    print(f"| {'F1 or accuracy':<22} | read (n)     | held back (n) |\n|---|---|---|")
    for name, (value, count) in read.items():
        print(f"| {name:<22} | {value:.3f} ({count:>3}) | {held[name][0]:.3f} ({held[name][1]:>3})   |")


if __name__ == "__main__":
    main()
