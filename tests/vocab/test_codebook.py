"""The codebook as shipped holds together, its cues are the words of its examples, and faults in it are named."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from tests.vocab.test_reading import BOOK, TALKS, faults, world
from tracker.model import Certainty, Stage
from tracker.vocab import Codebook, Example, VocabError, codebook, examples, fold, load
from tracker.vocab.reading import read, read_all_examples

LANGUAGES = ("en", "zh")


@pytest.fixture(scope="module")
def book() -> Codebook:
    return codebook()


def says(phrase: str, text: str, lang: str) -> bool:
    folded = fold(text).casefold()
    if lang == "zh":
        return phrase.casefold() in folded
    return bool(re.search(rf"(?<!\w){re.escape(phrase.casefold())}(?!\w)", folded))


def test_the_words_are_the_models(book: Codebook) -> None:
    assert tuple(book.stages) == get_args(Stage)
    assert tuple(book.certainties) == get_args(Certainty)
    assert all(each.name and each.definition for each in (*book.stages.values(), *book.certainties.values()))
    assert re.fullmatch(r"\d+", book.version)


def test_every_action_is_told_whole(book: Codebook) -> None:
    assert len(book.actions) == 27
    assert [each.family for each in book.actions.values()] == sorted(
        (each.family for each in book.actions.values()), key=list(book.families).index
    )
    for action in book.actions.values():
        assert action.definition.endswith(".")
        assert action.not_this.endswith(".")
        assert re.search(r"[\u4e00-\u9fff]", action.name_zh)
        assert set(action.stages) <= book.stages.keys()
        assert "proposed" in action.stages
        for lang in LANGUAGES:
            assert 8 <= len(action.phrases[lang]) <= 25, (action.id, lang)


def test_codes_elsewhere_are_given_or_their_absence_is_explained(book: Codebook) -> None:
    for action in book.actions.values():
        for other in (action.mast, action.oecd):
            assert other.codes or other.note.endswith("."), action.id
    assert book.actions["export_prohibition"].mast.codes == ("P31",)
    assert book.actions["export_quota"].mast.codes == ("P32",)
    assert book.actions["export_licensing"].mast.codes == ("P33",)
    assert book.actions["export_tax"].mast.codes == ("P42",)
    used = {code for each in book.actions.values() for code in (*each.mast.codes, *each.oecd.codes)}
    assert used == book.mast.codes.keys() | book.oecd.codes.keys()


def test_the_whole_vocabulary_holds_the_same_actions(book: Codebook) -> None:
    assert load().actions == book.actions


def test_cues_lead_to_their_actions() -> None:
    cues = load().cues("en")
    assert cues["export ban"] == ("export_prohibition",)
    assert cues["section 232"] == ("trade_investigation",)
    assert set(cues["anti-smuggling campaign"]) == {"enforcement_campaign"}
    assert set(load().cues("zh")["入股"]) == {"public_finance", "corporate_deal"}
    assert load().cues("fr") == {}
    assert all(each == each.casefold() for lang in LANGUAGES for each in load().cues(lang))


def test_a_cue_that_every_action_has_is_none() -> None:
    for lang in LANGUAGES:
        assert all(len(actions) <= 3 for actions in load().cues(lang).values())


def test_every_example_says_a_cue_of_its_action(book: Codebook) -> None:
    silent = [
        each.id
        for each in examples()
        if not each.counter
        and not any(says(cue, each.text, each.lang) for cue in book.actions[each.of].phrases[each.lang])
    ]
    assert silent == []


def test_there_are_examples_enough_and_each_is_told_once() -> None:
    counted = Counter((each.of, each.lang, each.counter) for each in examples())
    for action in codebook().actions:
        for lang in LANGUAGES:
            assert counted[action, lang, False] >= 3
            assert counted[action, lang, True] >= 2
    assert len({each.id for each in examples()}) == len(examples())
    stages = {(each.stage, each.certainty) for each in examples() if each.action}
    assert {stage for stage, _ in stages} == set(get_args(Stage))
    assert {certainty for _, certainty in stages} == set(get_args(Certainty))


def test_no_text_means_two_things() -> None:
    meant: dict[str, Example] = {}
    for each in examples():
        first = meant.setdefault(each.text, each)
        assert (first.action, first.stage, first.minerals) == (each.action, each.stage, each.minerals), each.id


def test_examples_speak_of_things_the_vocabulary_has() -> None:
    words = load()
    for each in examples():
        assert set(each.minerals) <= words.minerals.keys(), each.id
        assert {*each.actors, *each.targets, *each.via} <= words.countries.keys() | {"EU", "*"}, each.id
        assert date.fromisoformat(each.told)
        assert each.action or not (each.stage or each.certainty or each.actors or each.minerals)


@pytest.mark.parametrize(
    ("actions", "expected"),
    [
        ("Talks: {}", "Talks: the id should be lower case words joined by underscores"),
        ("talks: 1", "talks: should be a mapping"),
        ("talks: {name: Talks}", "talks: has no family"),
        ("talks: {family: peace}", "talks.family: 'peace' is not one of: diplomacy"),
        ("talks: {polarity: bad}", "talks.polarity: 'bad' is not one of: restricting, easing, supporting, neutral"),
        ("talks: {life: long}", "talks.life: 'long' is not one of: once"),
        ("talks: {cues: {en: [talks, Talks]}}", "talks.cues.en: a cue is given twice"),
        ("talks: {cues: {zh: [談判]}}", "talks.cues.zh: '談判' should be written as texts are compared: '谈判'"),
        ("talks: {cues: {fr: [mot]}}", "talks.cues: 'fr' is not one of: en, zh"),
        ("talks: {cues: [a]}", "talks.cues: should be a mapping"),
        ("talks: {mast: {codes: [P99]}}", "talks.mast: 'P99' is not one of: P31"),
        ("talks: {}", "talks.oecd: has neither codes nor a note that says why there are none"),
        (
            "talks: {nmae: Talks}",
            "talks: unknown key 'nmae'; known are cues, definition, family, life, mast, name, not_this, oecd, "
            "polarity, zh",
        ),
    ],
)
def test_each_fault_of_the_book_is_named(tmp_path: Path, actions: str, expected: str) -> None:
    assert f"codebook.yaml: {expected}" in faults(world(tmp_path, codebook=BOOK.replace("ACTIONS", actions)))


def test_an_unknown_part_of_the_book_is_named(tmp_path: Path) -> None:
    text = BOOK.replace("ACTIONS", TALKS) + "famlies: {}\n"
    assert faults(world(tmp_path, codebook=text))[0].startswith(
        "codebook.yaml: famlies: unknown part; known are actions,"
    )


GOOD = "told: '2025-11-20'\nactions: {talks: {examples: {en: [{stage: occurred, text: They met.}]}}}"


def with_examples(folder: Path, text: str) -> Path:
    certain = "certainties: {asserted: {name: A, definition: It is so.}}\n"
    return world(folder, codebook=certain + BOOK.replace("ACTIONS", TALKS) + "---\n" + text)


def test_examples_are_read_apart_from_the_book(tmp_path: Path) -> None:
    (example,) = read_all_examples(with_examples(tmp_path, GOOD))
    assert (example.id, example.action, example.certainty) == ("talks-en-1", "talks", "asserted")
    assert set(read(with_examples(tmp_path, "told: [")).actions) == {"talks"}


@pytest.mark.parametrize(
    ("example", "expected"),
    [
        (
            "examples: {en: [{stage: in_force, text: T.}]}",
            "talks-en-1.stage: 'in_force' is not one of: proposed, occurred",
        ),
        ("examples: {en: [{stage: occurred}]}", "talks-en-1: has no text"),
        ("examples: {en: [They met.]}", "talks-en-1: should be a mapping"),
        ("examples: {en: [{stage: occurred, text: T., who: CN}]}", "talks-en-1: unknown key 'who'; known are action,"),
        ("examples: {en: [{stage: occurred, text: T., actors: NO}]}", "talks-en-1.actors: should be text, not False"),
        (
            "examples: {zh: [{stage: occurred, certainty: sure, text: T.}]}",
            "talks-zh-1.certainty: 'sure' is not one of",
        ),
        (
            "counter_examples: {en: [{action: talks, text: T.}]}",
            "talks-en-not-1.action: a counter-example names the other",
        ),
        ("examples: {en: [{also: peace, stage: occurred, text: T.}]}", "talks-en-1.also: there is no other action"),
        ("counter_examples: {en: [{action: peace, text: T.}]}", "talks-en-not-1.action: there is no action 'peace'"),
    ],
)
def test_each_fault_of_the_examples_is_named(tmp_path: Path, example: str, expected: str) -> None:
    folder = with_examples(tmp_path, f"told: '2025-11-20'\nactions: {{talks: {{{example}}}}}")
    with pytest.raises(VocabError) as caught:
        read_all_examples(folder)
    assert any(each.startswith(f"codebook.yaml: {expected}") for each in caught.value.faults), caught.value.faults


def test_examples_of_no_action_are_refused(tmp_path: Path) -> None:
    with pytest.raises(VocabError, match=r"codebook.yaml: peace: there is no such action"):
        read_all_examples(with_examples(tmp_path, "actions: {peace: {}}"))


def test_a_book_without_a_second_document_has_no_examples(tmp_path: Path) -> None:
    assert read_all_examples(world(tmp_path)) == ()
