"""The corpus is well formed, large and varied enough, and never a copy of the gold."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from tracker.training.corpus import PARTS, CorpusError, Passage, read, read_file
from tracker.vocab import load

GOLD = Path(__file__).parents[1] / "data" / "gold"


@pytest.fixture(scope="module")
def passages() -> list[Passage]:
    return list(read())


def test_there_are_enough_passages_of_each_language(passages: list[Passage]) -> None:
    count = Counter(passage.lang for passage in passages)
    assert count["en"] >= 2_000
    assert count["zh"] >= 1_200
    assert len({passage.id for passage in passages}) == len(passages)


@pytest.mark.parametrize(("lang", "least"), [("en", 60), ("zh", 35)])
def test_every_action_is_told_often_enough(lang: str, least: int, passages: list[Passage]) -> None:
    count = Counter(claim["action"] for p in passages if p.lang == lang for claim in p.claims)
    thin = {action: count[action] for action in load().actions if count[action] < least // 2}
    assert thin == {}


def test_marks_are_where_they_say_and_their_ids_are_of_the_vocabulary(passages: list[Passage]) -> None:
    vocab = load()
    for passage in passages:
        for mark in passage.marks:
            text = passage.title if mark.field == "title" else passage.text
            assert text[mark.start : mark.end].strip() == text[mark.start : mark.end] != ""
            if mark.kind in {"mineral", "country"}:
                assert mark.id in vocab.terms(mark.kind), f"{passage.id}: {mark.kind} {mark.id}"


def test_each_passage_has_one_part_and_the_parts_are_of_their_size(passages: list[Passage]) -> None:
    count = Counter(passage.part for passage in passages)
    assert set(count) == set(PARTS)
    assert 0.55 < count["fit"] / len(passages) < 0.65


def test_no_passage_repeats_a_sentence_of_the_gold(passages: list[Passage]) -> None:
    gold: set[str] = set()
    for path in GOLD.glob("*.jsonl"):
        for line in path.read_text("utf-8").splitlines():
            gold |= set(_runs(json.loads(line)["text"]))
    shared = {passage.id: run for passage in passages for run in _runs(passage.text) if run in gold}
    assert shared == {}


def _runs(text: str) -> list[str]:
    """Return runs of twelve words, or of twenty-four characters where words are not divided."""
    if re.search("[\u4e00-\u9fff]", text):
        plain = re.sub(r"\W", "", text)
        return [plain[at : at + 24] for at in range(len(plain) - 23)]
    words = re.findall(r"\w+", text.lower())
    return [" ".join(words[at : at + 12]) for at in range(len(words) - 11)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("=== a\nlang: en\ntitle: x\ntext:\n[[tin|mineral:tin] is broken [[\nclaims: []\n", "broken mark-up"),
        ('=== a\nlang: en\ntitle: x\ntext:\nTin.\nclaims: [{"evidence": "Lead."}]\n', "evidence is not in the text"),
        ("=== a\nlang: en\ntitle: x\ntext:\nTin.\nclaims: [\n", "a.case: a"),
    ],
)
def test_a_passage_that_is_not_well_formed_is_named(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "a.case"
    path.write_text(text)
    with pytest.raises(CorpusError, match=re.escape(said)):
        list(read_file(path))
