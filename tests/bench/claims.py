"""Claims by the rules alone, by the model alone, and by both, side by side; and what both cost beside tagging.

Run by hand: ``.venv/bin/python tests/bench/claims.py [GOLD.jsonl…]`` (a minute). The corpus's *test* part is coded
passage by passage, whole articles of the corpus apart from short passages; of the gold, every fifth case was held back
when the rules were written. The model learned from *fit* and *check*, from nothing that is shown here.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from tracker import claims, scorecard
from tracker.claims import learned
from tracker.mentions import Tagger
from tracker.model import Article, Mention
from tracker.pipeline.score import article_of
from tracker.scorecard import Case
from tracker.training.claim_sentences import THIN
from tracker.training.claims import alone
from tracker.training.corpus import read
from tracker.vocab import Vocab, load

GOLD = Path(__file__).parents[1] / "data" / "gold"
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Tagged:
    """A case as the coder gets it; `mentions` is None where the gate keeps it out."""

    case: Case
    article: Article
    mentions: tuple[Mention, ...] | None


def tagged(tagger: Tagger, line: str) -> Tagged:
    """Return one case, tagged."""
    case = scorecard.read_case(line)
    article = article_of(case)
    kept = tagger.gate(f"{article.title}\n{article.text}")
    return Tagged(case, article, tagger.tag(article) if kept else None)


def groups(tagger: Tagger, files: Sequence[Path]) -> dict[str, list[Tagged]]:
    """Return the cases by what is to be shown of them."""
    found: dict[str, list[Tagged]] = {}
    for passage in read(part="test"):
        if not passage.id.startswith(THIN):
            kind = "articles" if "-articles-" in passage.id else "passages"
            one = tagged(tagger, json.dumps(passage.case()))
            found.setdefault(f"{passage.lang} {kind}", []).append(one)
    for path in files:
        for number, line in enumerate(path.read_text("utf-8").splitlines()):
            one = tagged(tagger, line)
            names = [f"{one.case.lang} gold", f"{one.case.lang} gold, {'read' if number % 5 else 'held back'}"]
            names += ["notices of the gold"] if one.case.kind == "notice" else []
            for name in names:
                found.setdefault(name, []).append(one)
    return found


def figures(cases: Sequence[Tagged], vocab: Vocab) -> str:
    """Return one line of figures: found, and of what was found what is right."""
    predicted = {}
    for one in cases:
        coded = claims.code(one.article, one.mentions, vocab) if one.mentions is not None else ()
        predicted[one.case.id] = scorecard.Prediction(one.mentions or (), coded)
    families = {action.id: action.family for action in vocab.actions.values()}
    card = scorecard.score([one.case for one in cases], predicted, families, gold_sha256="", seconds=0.0)
    row, fields = card["claims"]["all"], card["claims"]["all"]["fields"]
    values = [*(row["detection"][name] for name in ("p", "r", "f1"))]
    values += [fields[name]["score"] for name in ("action", "stage", "certainty")]
    left = [not any(c.certainty == "asserted" for c in predicted[one.case.id].claims) for one in cases if _noise(one)]
    noise = f"{sum(left)}/{len(left)}" if left else ""
    return " | ".join([*(f"{value:.2f}" for value in values), f"{row['over_coding']:.2f}", noise])


def _noise(one: Tagged) -> bool:
    return one.case.kind == "noise"


def seconds(work: Callable[[Tagged], object], cases: Sequence[Tagged]) -> float:
    """Return the least processor time of some rounds over the cases."""
    took = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        for one in cases:
            work(one)
        took.append(time.process_time() - begun)
    return min(took)


def cost(tagger: Tagger, cases: Sequence[Tagged], vocab: Vocab) -> str:
    """Return what tagging and coding take for one article, in milliseconds, without and with the model."""
    kept = [one for one in cases if one.mentions is not None]
    tagging = seconds(lambda one: tagger.tag(one.article), kept)
    both = seconds(lambda one: claims.code(one.article, one.mentions or (), vocab), kept)
    with patch.object(learned, "judge", lambda language: None):
        rules = seconds(lambda one: claims.code(one.article, one.mentions or (), vocab), kept)
    each = 1000 / len(kept)
    shares = f"{rules / tagging:.0%} and {both / tagging:.0%} of tagging"
    return f"tagging {tagging * each:.1f} ms, rules {rules * each:.1f} ms, both {both * each:.1f} ms ({shares})"


def main() -> None:
    """Print the table and the cost."""
    vocab = load()
    tagger = Tagger(vocab)
    found = groups(tagger, [Path(name) for name in sys.argv[1:]] or sorted(GOLD.glob("*.jsonl")))
    print("| | | P | R | F1 | action | stage | certainty | over-coding | noise left alone |\n|" + "---|" * 10)
    for name, cases in sorted(found.items()):
        with patch.object(learned, "judge", lambda language: None):
            print(f"| {name} | rules | {figures(cases, vocab)} |")
        with patch.object(learned, "revised", alone):
            print(f"| | model | {figures(cases, vocab)} |")
        print(f"| | both | {figures(cases, vocab)} |", flush=True)
    for name in ("en gold", "zh gold"):
        if name in found:
            print(f"\n{name}, an article: {cost(tagger, found[name], vocab)}")


if __name__ == "__main__":
    main()
