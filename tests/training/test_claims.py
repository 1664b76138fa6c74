"""The trainer of the coder's learned half: what it learns from, that it learns, and that it always learns the same."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tracker.claims import learned
from tracker.claims.learned import Limits
from tracker.claims.views import View
from tracker.mentions import Tagger
from tracker.training import claims
from tracker.training.claim_sentences import Coming, Example, Told, comings, examples, told
from tracker.training.claims import Table, fit, packed, taught
from tracker.vocab import load

README = Path(claims.__file__).parent / "README.md"
VOCAB = load()


@pytest.fixture(scope="module")
def passages() -> list[Told]:
    from tracker.training.corpus import read

    few = {passage.id for _, passage in zip(range(40), read("en", "check"), strict=False)}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(
            "tracker.training.claim_sentences.read", lambda lang, part: (p for p in read(lang, part) if p.id in few)
        )
        return told(Tagger(VOCAB), "en", "check")


@pytest.fixture(scope="module")
def taken(passages: list[Told]) -> tuple[list[Example], list[Coming]]:
    return (
        [each for one in passages for each in examples(one, VOCAB)],
        [each for one in passages for each in comings(one, VOCAB)],
    )


def test_every_claim_finds_its_sentence_and_its_stage(
    passages: list[Told], taken: tuple[list[Example], list[Coming]]
) -> None:
    found, come = taken
    marked = sum(len({claim.action for claim in one.case.claims}) for one in passages)
    assert sum(len(one.told) for one in found) >= 0.9 * marked
    assert {one.sort for one in come} == {"stage", "certainty"}
    assert sum(one.sort == "stage" for one in come) >= 0.8 * marked


def test_a_title_leaves_open_what_its_text_tells(taken: tuple[list[Example], list[Coming]]) -> None:
    titles = [one for one in taken[0] if any("mtitle" in view.features for view in one.seen)]
    assert any(one.open for one in titles)
    assert not any(one.open & one.told for one in titles)


def test_the_same_passages_teach_the_same_bytes(taken: tuple[list[Example], list[Coming]]) -> None:
    first, second = (packed(taught(*taken, VOCAB, Limits())) for _ in range(2))
    assert first == second
    judge = learned.unpacked(first)
    assert judge.limits == Limits()
    assert packed(judge) == first


def test_what_was_taught_is_known(taken: tuple[list[Example], list[Coming]]) -> None:
    judge = learned.unpacked(packed(taught(*taken, VOCAB, Limits())))
    family = {action.id: action.family for action in VOCAB.actions.values()}
    right = [
        judge.family(judge.scores(one.seen), name) > 0.5
        for one in taken[0]
        for name in {family[action] for action in one.told}
    ]
    wrong = [
        judge.family(judge.scores(one.seen), "diplomacy") > 0.5
        for one in taken[0]
        if "diplomacy" not in {family[action] for action in one.told | one.open}
    ]
    assert np.mean(right) > 0.9
    assert np.mean(wrong) < 0.1


def test_the_fit_parts_what_can_be_parted() -> None:
    seen = [(View(1.0, False, (word, "bias")),) for word in ("ban", "ban", "rain", "rain")]
    table = Table([(str(at), one) for at, one in enumerate(seen)])
    right = np.array([[1.0], [1.0], [0.0], [0.0]])
    weights = fit(table.numbers(seen), right, np.ones_like(right), pull=0.01)
    scores = table.numbers(seen) @ weights
    assert (scores[:2] > 1).all()
    assert (scores[2:] < -1).all()


def test_a_feature_of_one_passage_is_not_learned() -> None:
    seen = [("a", (View(1.0, False, ("once", "often")),)), ("b", (View(1.0, False, ("often",)),))]
    assert Table(seen).features == ["often"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_readme_tells_the_figures_of_the_packaged_weights(language: str) -> None:
    judge = learned.judge(language)
    assert judge is not None
    text = README.read_text("utf-8")
    assert judge.corpus[:12] in text
    for name, row in judge.figures.items():
        assert claims.told_as(language, name, row) in text
