"""Trains the judge of minerals: logistic regression over the features of :mod:`tracker.mentions.mineral_context`.

Run as ``python -m tracker.training.minerals``; two minutes. Learns from the corpus's *fit* part, passages alone and
several of a kind as one article; says what rules alone, model alone and both reach on *check*. Nothing comes from the
gold.
"""

from __future__ import annotations

import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

from tracker.mentions import Tagger, mineral_model, minerals
from tracker.mentions.mineral_context import Context
from tracker.mentions.spans import Found, Reading
from tracker.model import Article, content_id
from tracker.training.corpus import Passage, read
from tracker.vocab import load

PACKAGE = Path(mineral_model.__file__).parent / "weights"
LANGUAGES = ("en", "zh")
EPOCHS = 15
RATE = 0.15
SEEN = 2
"""Names in short passages that a feature must stand with, to be learned at all."""

SPARSE = 1e-3
"""How strongly a weight is drawn to nothing; what ends there is not written."""

Parts = list[tuple[Reading, Sequence[Found]]]


@dataclass(frozen=True, slots=True)
class Example:
    """One name of a substance in its surroundings, and whether it was marked."""

    features: tuple[str, ...]
    meant: bool
    weight: float = 1.0


def article_of(passage: Passage) -> Article:
    """Return a passage as the article that its feed would have given."""
    official = passage.header.get("kind") == "notice"
    return Article(
        id=content_id("corpus", passage.id),
        url="",
        title=passage.title,
        text=passage.text,
        language=passage.lang,
        kind="notice" if official else "news",
        publisher=passage.header.get("publisher", ""),
        country=passage.header.get("country", ""),
        tier="official" if official else "press",
        publish="evidence",
        published=datetime.fromisoformat(passage.header["published"]),
        fetched=datetime(2026, 1, 1, tzinfo=UTC),
        sha256="",
        furniture=passage.furniture,
    )


def candidates(tagger: Tagger, passage: Passage) -> Parts:
    """Return what the judge is asked about a passage, by running the tagger up to it."""
    asked: list[Parts] = []

    def record(parts: Parts) -> list[list[Found]]:
        asked.append(list(parts))
        return [list(found) for _, found in parts]

    with patch.object(minerals, "judge", record):
        tagger.tag(article_of(passage))
    return asked[0]


def examples(tagger: Tagger, passage: Passage, weight: float = 1.0) -> Iterator[Example]:
    """Yield each substance named in a passage; overlap with a marked mineral makes it meant."""
    parts = candidates(tagger, passage)
    context = Context(parts)
    for number, (reading, found) in enumerate(parts):
        field = ("title", "text")[number]
        marked = [(mark.start, mark.end) for mark in passage.marks if mark.kind == "mineral" and mark.field == field]
        for one in found:
            if one.kind == "mineral" and not one.blocks:
                meant = any(start < one.end and one.start < end for start, end in marked)
                yield Example(tuple(minerals.told(context, number, reading, one)), meant, weight)


def joined(passages: Sequence[Passage], size: int, dice: random.Random) -> Iterator[Passage]:
    """Yield passages of one kind put together as longer articles: noise with noise, the field with the field."""
    noise = [one for one in passages if one.header.get("kind") == "noise"]
    field = [one for one in passages if one.header.get("kind") != "noise"]
    for group in (noise, field):
        shuffled = dice.sample(group, len(group))
        for at in range(0, len(shuffled) - size + 1, size):
            yield _one(shuffled[at : at + size])


def _one(passages: Sequence[Passage]) -> Passage:
    text, marks = "", []
    for each in passages:
        marks += [replace(m, start=m.start + len(text), end=m.end + len(text)) for m in each.marks if m.field == "text"]
        text += each.text + "\n"
    first = passages[0]
    titled = [mark for mark in first.marks if mark.field == "title"]
    return replace(first, text=text, marks=tuple(titled + marks), furniture=(), claims=())


def fit(examples: Sequence[Example], dice: random.Random) -> dict[str, float]:
    """Return the weights: logistic regression by AdaGrad with an L1 pull."""
    seen = Counter(feature for each in examples if each.weight == 1 for feature in each.features)
    rows = [([f for f in each.features if seen[f] >= SEEN], each.meant, each.weight) for each in examples]
    weights: dict[str, float] = defaultdict(float)
    grown: dict[str, float] = defaultdict(lambda: 1.0)
    share = sum(meant for _, meant, _ in rows) / len(rows)
    for _ in range(EPOCHS):
        dice.shuffle(rows)
        for features, meant, weight in rows:
            total = sum(weights[f] for f in features)
            balance = 1.0 if meant else min(2.0, share / (1 - share))
            pull = (meant - _probable(total)) * weight * balance
            for feature in features:
                grown[feature] += pull * pull
                step = RATE / math.sqrt(grown[feature])
                moved = weights[feature] + step * pull
                shrink = step * SPARSE * (0 if feature == "bias" else 10)
                weights[feature] = math.copysign(max(0.0, abs(moved) - shrink), moved)
    return {feature: weight for feature, weight in weights.items() if abs(weight) >= 0.02}


def _probable(total: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def gathered(tagger: Tagger, language: str, dice: random.Random) -> list[Example]:
    """Return the examples of a language's fit part, in short passages and in long articles."""
    passages = list(read(language, "fit"))
    found = [each for passage in passages for each in examples(tagger, passage)]
    for size in (3, 6):
        found += [each for passage in joined(passages, size, dice) for each in examples(tagger, passage, 0.5)]
    return found


def written(weights: dict[str, float]) -> str:
    """Return the weights as text: a feature and its weight in hundredths, a line each, the weightiest first."""
    rows = sorted(weights.items(), key=lambda row: (-abs(row[1]), row[0]))
    return "".join(f"{feature}\t{round(weight * 100)}\n" for feature, weight in rows)


def main(arguments: Sequence[str]) -> None:
    """Fit both languages and write the weights into the package."""
    tagger = Tagger(load())
    PACKAGE.mkdir(exist_ok=True)
    for language in arguments or LANGUAGES:
        dice = random.Random(4)
        found = gathered(tagger, language, dice)
        weights = fit(found, dice)
        (PACKAGE / f"minerals-{language}.txt").write_text(written(weights), "utf-8")
        meant = sum(each.meant for each in found)
        sys.stdout.write(f"{language}: {len(found)} examples, {meant} meant, {len(weights)} weights\n")


if __name__ == "__main__":
    main(sys.argv[1:])
