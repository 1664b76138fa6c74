"""What training puts in the slots: names of the right script, labels that still stand where their names stand."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.training.corpus import read
from tracker.training.names import invented_chinese, invented_english, invented_person
from tracker.training.train import Names, as_headline, pieces, swapped, varied, with_speaker


@pytest.fixture(scope="module", params=["en", "zh"])
def names(request: pytest.FixtureRequest) -> tuple[str, Names]:
    return request.param, Names(request.param, list(read(request.param, "test")))


@given(st.integers(0, 10_000))
def test_invented_names_are_of_their_script_and_repeat_for_one_seed(seed: int) -> None:
    english, chinese = invented_english(random.Random(seed)), invented_chinese(random.Random(seed))
    assert english[0].isupper()
    assert english.isascii()
    assert any(char >= "\u4e00" for char in chinese)
    assert english == invented_english(random.Random(seed))
    assert invented_person("en", random.Random(seed)).count(" ") == 1


def test_labels_stand_on_what_they_name_whatever_is_put_in_the_slots(names: tuple[str, Names]) -> None:
    lang, pool = names
    chance = random.Random(3)
    for passage in list(read(lang, "test"))[:150]:
        for piece in pieces(passage):
            text, spans = piece
            other, moved = swapped(piece, pool, chance)
            assert [label for *_, label in moved] == [label for *_, label in sorted(spans)]
            kept = [(start, end) for start, end, _ in moved]
            assert all(other[start:end].strip() for start, end in kept)
            assert text[: min(s for s, *_ in spans)] == other[: min(s for s, *_ in moved)] if spans else text == other


def test_a_speaker_adds_a_firm_and_never_a_person(names: tuple[str, Names]) -> None:
    lang, pool = names
    chance = random.Random(5)
    for _ in range(60):
        text, spans = with_speaker(("Tin rose.", ((0, 3, "MINERAL"),)), lang, pool, chance)
        assert text.startswith("Tin rose.")
        assert {label for *_, label in spans} <= {"MINERAL", "FIRM"}
        assert varied((text, spans), lang, pool, chance)[0]


def test_a_headline_keeps_its_spans() -> None:
    text, spans = as_headline(("antimony from Oman", ((0, 8, "MINERAL"),)), random.Random(1))
    assert text.lower() == "antimony from oman"
    assert text[:8][0] == "A"
    assert spans == ((0, 8, "MINERAL"),)
