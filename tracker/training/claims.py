"""Trains the learned half of the coder: linear scores over the views of :mod:`tracker.claims.views`.

Run as ``python -m tracker.training.claims``; some minutes. Learns from the corpus's *fit* part which family of action a
sentence tells, which action of it, and how far and how surely; chooses the coder's limits on *check* with the scorecard
itself; then learns from both parts with these limits. Nothing comes from the gold, and nothing from the files whose
claims are thin.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields, replace
from io import BytesIO
from pathlib import Path
from typing import get_args
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from tracker import scorecard
from tracker.claims import code, learned, views
from tracker.claims.cues import Hit
from tracker.claims.learned import Judge, Limits
from tracker.claims.passages import Passage as Sentence
from tracker.claims.scene import Scene
from tracker.mentions import Tagger
from tracker.model import Certainty, Stage
from tracker.training.claim_sentences import THIN, Coming, Example, Seen, Told, comings, examples, told
from tracker.training.corpus import HERE, Part
from tracker.vocab import Vocab, load

PACKAGE = Path(learned.__file__).parent / "weights"
LANGUAGES = ("en", "zh")
LEARNED = ("fit", "check")
STAGES: tuple[Stage, ...] = get_args(Stage)
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)
SEEN = 2
"""Passages that a feature must stand in, to be learned at all."""

ROUNDS = 250
SHARED = 0.2
"""How much the families have in common: what tells a claim of any family at all."""

GAIN = 3.0
"""Weight of a sentence that makes a claim of the family against one that does not."""

PULL = {"family": 0.15, "action": 0.2, "stage": 0.3, "certainty": 0.3}
"""How strongly the weights of each sort are drawn to nothing."""

GRID: dict[str, tuple[float, ...]] = {
    "add": (0.7, 0.65, 0.6, 0.55, 0.5),
    "beside": (1.0, 0.9, 0.8, 0.7, 0.6),
    "bare": (1.0, 0.9, 0.8, 0.7, 0.6, 0.5),
    "notice": (1.0, 0.9, 0.8, 0.7),
}
"""The limits that are tried, in this order, from the wary to the bold. The others stand in the class. The rules' own
hits fall only where the model is all but certain: bolder would pay on passages as short as the corpus has, but not in
long articles. What overrules the rules in action and certainty cross-validation did not tell from its neighbours; for
the stage it takes the most at which the model is still of use.
"""

WORTHWHILE = 0.001
"""What a bolder limit must gain to be chosen."""

Floats = NDArray[np.float64]


class Table:
    """The features that are learned, and sentences as rows of numbers over them."""

    def __init__(self, seen: Sequence[tuple[str, Seen]]) -> None:
        """Take the features that stand in enough passages, in the order of the alphabet."""
        groups: dict[str, set[str]] = {}
        for group, one in seen:
            for view in one:
                for feature in view.features:
                    groups.setdefault(feature, set()).add(group)
        self.features = sorted(feature for feature, where in groups.items() if len(where) >= SEEN)
        self.rows = {feature: row for row, feature in enumerate(self.features)}

    def numbers(self, seen: Sequence[Seen]) -> NDArray[np.float32]:
        """Return one row for each sentence, one column for each feature."""
        made = np.zeros((len(seen), len(self.features)), np.float32)
        for at, one in enumerate(seen):
            for view in one:
                share = view.scale / len(view.features) ** 0.5 if view.even and view.features else view.scale
                made[at, [self.rows[each] for each in view.features if each in self.rows]] += share
        return made


def fit(
    numbers: NDArray[np.float32], right: Floats, counts: Floats, pull: float, shared: float = 0.0, gain: float = 1.0
) -> Floats:
    """Return weights (features x outputs) of logistic regressions with an L2 pull, by Nesterov's method.

    `right` is 0 or 1, `counts` 0 where nothing is known. With `shared` the outputs draw on a common part. Worked out
    over the inner products of the rows, which are far fewer than the features; in double precision, so that no order of
    summing shows in the halves that are written.
    """
    exact = numbers.astype(np.float64)
    inner = exact @ exact.T
    size = right.shape[1]
    joint = np.eye(size) + shared
    steep = float(np.linalg.norm(inner, 2)) * (1 + shared * size) * max(1.0, gain) / 4 + pull
    counted = counts * (1 + (gain - 1) * right)
    now = ahead = np.zeros_like(right)
    pace = 1.0
    for _ in range(ROUNDS):
        likely = 1 / (1 + np.exp(-np.clip(inner @ ahead @ joint, -30, 30)))
        nxt = ahead - ((likely - right) * counted + pull * ahead) / steep
        faster = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = nxt + (pace - 1) / faster * (nxt - now)
        now, pace = nxt, faster
    weights: Floats = exact.T @ (now @ joint)
    return weights


def taught(found: Sequence[Example], come: Sequence[Coming], vocab: Vocab, limits: Limits) -> Judge:
    """Return the judge that these sentences and claims teach."""
    families = {action.id: action.family for action in vocab.actions.values()}
    names = sorted(set(families.values()))
    table = Table([*((one.group, one.seen) for one in found), *((one.group, one.seen) for one in come)])
    numbers = table.numbers([one.seen for one in found])
    by_family = fit(numbers, *_family_answers(found, families, names), PULL["family"], SHARED, GAIN)
    telling = [at for at, one in enumerate(found) if one.told]
    by_action = fit(numbers[telling], *_action_answers([found[at] for at in telling], families), PULL["action"])
    columns = [by_family, by_action]
    outputs = [f"family:{name}" for name in names] + [f"action:{name}" for name in families]
    for sort, values in (("stage", STAGES), ("certainty", CERTAINTIES)):
        asked = [one for one in come if one.sort == sort]
        answers = np.array([[float(one.value == value) for value in values] for one in asked])
        columns.append(fit(table.numbers([one.seen for one in asked]), answers, np.ones_like(answers), PULL[sort]))
        outputs += [f"{sort}:{value}" for value in values]
    weights = np.hstack(columns).astype(np.float32)
    return Judge(table.rows, weights, {name: at for at, name in enumerate(outputs)}, families, limits, corpus_hash())


def _family_answers(
    found: Sequence[Example], families: Mapping[str, str], names: Sequence[str]
) -> tuple[Floats, Floats]:
    right = np.array([[float(any(families[a] == name for a in one.told)) for name in names] for one in found])
    unknown = np.array([[float(any(families[a] == name for a in one.open)) for name in names] for one in found])
    return right, np.maximum(right, 1 - unknown)


def _action_answers(found: Sequence[Example], families: Mapping[str, str]) -> tuple[Floats, Floats]:
    """Return which action it is; only the actions of a family that the sentence tells are asked about."""
    right = np.array([[float(action in one.told) for action in families] for one in found])
    told = [{families[action] for action in one.told} for one in found]
    counts = np.array([[float(family in known) for family in families.values()] for known in told])
    return right, counts


def corpus_hash() -> str:
    """Return the SHA-256 over the corpus files that are learned from, by name and content."""
    digest = hashlib.sha256()
    for path in sorted(HERE.glob("*.case")):
        if not path.name.startswith(THIN):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def tally(judge: Judge | None, asked: Sequence[Told], vocab: Vocab) -> dict[str, float]:
    """Return the scorecard's claim figures where this judge sits beside the rules; without one, the rules alone."""
    predicted = {}
    with patch.object(learned, "judge", lambda language: judge):
        for one in asked:
            claims = code(one.article, one.mentions, vocab)
            predicted[one.case.id] = scorecard.Prediction(one.mentions, claims)
    families = {action.id: action.family for action in vocab.actions.values()}
    card = scorecard.score([one.case for one in asked], predicted, families, gold_sha256="", seconds=0.0)
    figures = card["claims"]["all"]
    found = {name: figures["detection"][name] for name in ("p", "r", "f1", "n")}
    found |= {name: figures["fields"][name]["score"] for name in ("action", "stage", "certainty")}
    return found | {"over_coding": figures["over_coding"]}


def alone(
    scene: Scene, sentence: Sentence, hits: Sequence[Hit] | None, fired: Sequence[Hit], told: Collection[str] | None
) -> list[Hit]:
    """Stand in for :func:`tracker.claims.learned.revised` where the model alone says what a sentence tells."""
    judge = learned.judge(scene.language)
    seen = views.read(scene, sentence, fired, hits)
    return learned.added(judge, judge.scores(seen), scene, sentence, fired, (), told) if judge else []


def worth(figures: Mapping[str, float]) -> float:
    """Return one figure to choose by: claims found, then actions, stages and certainties right; over-coding costs."""
    right = sum(figures[name] for name in ("action", "stage", "certainty"))
    return figures["f1"] * (1 + 0.3 * right) - 5 * max(0.0, figures["over_coding"] - 1.1)


def chosen(judge: Judge, asked: Sequence[Told], vocab: Vocab) -> Limits:
    """Return the limits that are worth most on the asked passages, found one after another, twice round."""
    judge = replace(judge, limits=replace(Limits(), **{name: values[0] for name, values in GRID.items()}))
    for name, values in [*GRID.items()] * 2:
        best = -1.0
        for value in values:
            tried = replace(judge, limits=replace(judge.limits, **{name: value}))
            if (now := worth(tally(tried, asked, vocab))) > best + WORTHWHILE:
                judge, best = tried, now
    return judge.limits


def packed(judge: Judge) -> bytes:
    """Return a judge as bytes that :func:`tracker.claims.learned.unpacked` reads; the same judge, the same bytes."""
    page = {
        "outputs": list(judge.outputs),
        "families": dict(judge.families),
        "limits": {field.name: getattr(judge.limits, field.name) for field in fields(Limits)},
        "corpus": judge.corpus,
        "figures": {name: dict(row) for name, row in judge.figures.items()},
    }
    out = BytesIO()
    np.savez_compressed(
        out,
        page=np.frombuffer(json.dumps(page).encode(), np.uint8),
        features=np.frombuffer("\n".join(judge.rows).encode(), np.uint8),
        weights=judge.weights.astype(np.float16),
    )
    return out.getvalue()


def main(arguments: Sequence[str]) -> None:
    """Fit both languages, choose their limits, measure, and write the weights into the package."""
    vocab = load()
    tagger = Tagger(vocab)
    PACKAGE.mkdir(exist_ok=True)
    for language in arguments or LANGUAGES:
        parts = {part: told(tagger, language, part) for part in get_args(Part)}
        found = {part: [each for one in parts[part] for each in examples(one, vocab)] for part in LEARNED}
        come = {part: [each for one in parts[part] for each in comings(one, vocab)] for part in LEARNED}
        first = learned.unpacked(packed(taught(found["fit"], come["fit"], vocab, Limits())))
        first = replace(first, limits=chosen(first, parts["check"], vocab))
        both = taught(found["fit"] + found["check"], come["fit"] + come["check"], vocab, first.limits)
        both = learned.unpacked(packed(both))
        figures = {
            f"{part} {who}": row
            for part, judge in (("check", first), ("test", both))
            for who, row in compared(judge, parts[part], vocab).items()
        }
        (PACKAGE / f"claims-{language}.npz").write_bytes(packed(replace(both, figures=figures)))
        sys.stdout.write(f"{language}: {len(found['fit'])} sentences, {len(both.rows)} features, {first.limits}\n")
        sys.stdout.writelines(f"{told_as(language, name, row)}\n" for name, row in figures.items())


def told_as(language: str, name: str, row: Mapping[str, float]) -> str:
    """Return a row of figures as the README's table has it."""
    names = ("p", "r", "f1", "action", "stage", "certainty", "over_coding")
    return f"| {language} {name} | {' | '.join(f'{row[each]:.2f}' for each in names)} |"


def compared(judge: Judge, asked: Sequence[Told], vocab: Vocab) -> dict[str, dict[str, float]]:
    """Return the figures of the rules alone, the model alone, and both."""
    with patch.object(learned, "revised", alone):
        model = tally(judge, asked, vocab)
    return {"rules": tally(None, asked, vocab), "model": model, "both": tally(judge, asked, vocab)}


if __name__ == "__main__":
    main(sys.argv[1:])
