"""Makes the public sheet of quality: the figures of all cases, of those read and those held back, floors, examples.

The sheet is what the site shows. It must not know files, clocks or who predicted; it computes no score of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from tracker.scorecard.cases import Case, Prediction
from tracker.scorecard.examples import examples
from tracker.scorecard.matching import Families
from tracker.scorecard.report import by_kind, score

EXAMPLES = 3
"""Errors of one kind and language that are shown with their text."""


def sheet(
    cases: Sequence[Case],
    predictions: Mapping[str, Prediction],
    families: Families,
    *,
    held: Collection[str],
    floors: Mapping[str, float],
    gold_sha256: str,
) -> dict[str, Any]:
    """Return the sheet, ready for ``json.dumps``.

    `held` are the ids of cases that nobody read while the rules were written; `floors` map a figure's path within a
    card, as in ``mentions.en.mineral.span.f1``, to what it may not fall below. A card has the keys of
    :func:`tracker.scorecard.score` but the time taken, which is not the texts' doing. `held` is None if it has no case.
    """

    def card(some: Sequence[Case]) -> dict[str, Any]:
        made = score(some, predictions, families, gold_sha256=gold_sha256, seconds=0)
        return {name: value for name, value in made.items() if name not in {"seconds", "gold_sha256"}}

    apart = [case for case in cases if case.id in held]
    return {
        "gold_sha256": gold_sha256,
        "all": card(cases),
        "read": card([case for case in cases if case.id not in held]) if apart else None,
        "held": card(apart) if apart else None,
        "floors": dict(floors),
        "by_kind": by_kind(cases, predictions, families),
        "misses": examples(cases, predictions, families, each=EXAMPLES, held=held),
    }
