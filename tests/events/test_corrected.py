"""Corrections laid over claims and events: twice is once, any order is one order, and no claim loses its id."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.making import NOON, article, claim, event
from tracker.events import corrected, values
from tracker.events.fold import tell
from tracker.events.heirs import heirs, overlap
from tracker.model import Correction, Evidence, Source, Telling
from tracker.vocab import load

WORDS = load()
STORY = article("China banned exports of antimony to the United States. Prices rose by a tenth on the day.")
TELLINGS = tuple(
    Telling(claim(STORY, **changes), Source("s", f"paper {number}", "press", "en", NOON, NOON))
    for number, changes in enumerate(({}, {"minerals": ("gallium",)}, {"targets": ("JP",)}))
)
IDS = tuple(each.claim.id for each in TELLINGS)
VALUES: dict[str, list[str]] = {
    "minerals": ["", '["gallium"]', '["antimony", "tungsten"]'],
    "targets": ['["JP"]', '["*"]'],
    "effective": ["", "2025", "2025-01-02"],
    "stage": ["announced", "ended"],
    "instrument": ["CN-MOFCOM 2024/46", ""],
    "certainty": ["asserted", "denied"],
}


def said(
    kind: Any = "set", subject: Any = "event", subject_id: str = IDS[0], minute: int = 0, **more: str
) -> Correction:
    at = NOON + timedelta(minutes=minute)
    return Correction(kind, subject, subject_id, "Ada", "why", at, **more)


@st.composite
def words(draw: st.DrawFn) -> Correction:
    subject = draw(st.sampled_from(["event", "claim"]))
    name = draw(st.sampled_from(IDS))
    minute = draw(st.integers(0, 5))
    if subject == "claim" and draw(st.booleans()):
        return said("reject", "claim", name, minute)
    field = draw(st.sampled_from(sorted(VALUES)))
    return said("set", subject, name, minute, field=field, value=draw(st.sampled_from(VALUES[field])))


@settings(max_examples=150, deadline=None)
@given(st.lists(words(), max_size=8), st.randoms())
def test_any_order_and_any_number_of_times_comes_to_the_same(spoken: list[Correction], chance: Any) -> None:
    told = corrected.tell(IDS[0], TELLINGS, spoken, WORDS)
    shuffled = [*spoken, *spoken]
    chance.shuffle(shuffled)
    assert corrected.tell(IDS[0], TELLINGS, shuffled, WORDS) == told
    if told:
        assert corrected.with_set(told, spoken, WORDS) == told
        assert set(told.claims) <= set(IDS)
        assert told.lead in told.claims
    for each in TELLINGS:
        once = corrected.telling(each, spoken)
        # What was said of a claim is said of the id it is stored under.
        again = corrected.telling(
            Telling(once.claim, each.source),
            [replace(s, subject_id=once.claim.id) for s in spoken if s.subject_id == each.claim.id],
        )
        assert again == once


def test_without_a_word_it_is_the_fold() -> None:
    assert corrected.tell("e", TELLINGS, (), WORDS) == tell("e", TELLINGS, WORDS)
    others = [said(subject_id="other", field="minerals", value='["gallium"]'), said("confirm", subject_id="e")]
    assert corrected.tell("e", TELLINGS, others, WORDS) == tell("e", TELLINGS, WORDS)


def test_the_later_word_wins_and_headline_day_and_weight_follow() -> None:
    before = event(IDS[0], told_officially=None)
    spoken = [
        said(minute=2, field="minerals", value='["gallium"]'),
        said(minute=1, field="minerals", value='["tungsten"]'),
        said(minute=3, field="effective", value="2025-02-01"),
        said(minute=4, field="stage", value="proposed"),
    ]
    after = corrected.with_set(before, spoken, WORDS)
    assert (after.minerals, after.date, after.stage) == (("gallium",), "2025-02-01", "proposed")
    assert after.corrected == ("effective", "minerals", "stage")
    assert "gallium" in after.headline
    assert "proposed" in after.headline
    assert after.significance < corrected.with_set(before, spawned(spoken, "in_force"), WORDS).significance


def spawned(spoken: list[Correction], stage: str) -> list[Correction]:
    return [replace(each, value=stage) if each.field == "stage" else each for each in spoken]


def test_a_claim_that_no_longer_asserts_tells_nothing() -> None:
    denied = [said("set", "claim", each, field="certainty", value="denied") for each in IDS]
    assert corrected.tell(IDS[0], TELLINGS, denied, WORDS) is None
    assert corrected.tell(IDS[0], TELLINGS, denied[1:], WORDS) == tell(IDS[0], TELLINGS[:1], WORDS)


def test_splits_and_rejections_name_claims() -> None:
    names = json.dumps([IDS[1]])
    split, later = said("split", minute=1, field="own", value=names), said("split", minute=2, field="new", value=names)
    assert corrected.set_apart(IDS[1], [later, split]) == "new"
    assert corrected.set_apart(IDS[0], [later, split]) is None
    assert corrected.rejected(IDS[1], [said("reject", value=names)])
    assert not corrected.rejected(IDS[0], [said("reject", value=names), said("merge", value=IDS[0])])


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        ("minerals", "Ga, germanium , 锑,ga", '["gallium", "germanium", "antimony"]'),
        ("minerals", "", ""),
        ("targets", "us, Japan, 中国", '["US", "JP", "CN"]'),
        ("targets", "*", '["*"]'),
        ("agencies", "CN-MOFCOM", '["cn-mofcom"]'),
        ("action", "Export licensing", "export_licensing"),
        ("stage", "in force", "in_force"),
        ("relation", "suspends", "suspends"),
        ("until", "2026-11-27", "2026-11-27"),
        ("until", " ", ""),
        ("effective", "2024", "2024"),
        ("instrument", "CN-MOFCOM 2024/46", "CN-MOFCOM 2024/46"),
        ("instrument", "EU 2024/1252", "EU 2024/1252"),
        ("affects", "CN-MOFCOM 2024/46#2", '["CN-MOFCOM 2024/46#2"]'),
        ("firms", "Some Unknown Smelter", '["Some Unknown Smelter"]'),
        ("certainty", "denied", "denied"),
    ],
)
def test_values_come_to_the_form_of_the_codebook(field: str, text: str, expected: str) -> None:
    assert values.read(field, text, WORDS) == expected


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("mineral", "gallium", "did you mean minerals"),
        ("minerals", "gallum", "did you mean gallium"),
        ("minerals", "gallium; DROP TABLE events", "no mineral is known"),
        ("actors", "Atlantis", "no country is known"),
        ("actors", "*", "no country is known"),
        ("agencies", "commerce ministry", "more than one agency"),
        ("action", "export_licencing", "did you mean export_licensing"),
        ("stage", "asleep", "known: proposed"),
        ("until", "2024-02-30", "is no date"),
        ("until", "20025-01-01", "is no date"),
        ("until", "27 November 2026", "is no date"),
        ("instrument", "No. 46", "normal form"),
        ("instrument", "CN-MOFCOM 2024/46#2", "normal form"),
        ("affects", "CN-MOFCOM 2024/46#", "normal form"),
        ("firms", "x" * 201, "at most"),
        ("action", "", "cannot be empty"),
    ],
)
def test_values_that_cannot_be_meant_are_refused_with_what_can(field: str, text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        values.read(field, text, WORDS)


@settings(deadline=None)
@given(st.sampled_from(sorted(corrected.OF_CLAIMS)), st.text(max_size=40))
def test_any_text_is_a_value_or_is_refused(field: str, text: str) -> None:
    try:
        value = values.read(field, text, WORDS)
    except ValueError:
        return
    if field in corrected.LISTS:
        assert values.read(field, ", ".join(corrected.unpacked(value)), WORDS) == value
    else:
        assert values.read(field, value, WORDS) == value


def test_every_official_number_of_the_register_is_in_normal_form() -> None:
    for number in (
        "CN-MOFCOM 2023/23",
        "US-EO 14272",
        "US-FR 2025-06836",
        "US-CFR 15/744",
        "CN-SC 736",
        "ZW-SI 2023/5",
    ):
        assert values.instrument(number) == number


def test_an_heir_stands_in_the_same_passage_and_does_the_same_kind_of_thing() -> None:
    old = claim(STORY)
    better = claim(STORY, minerals=("antimony", "gallium"))
    kin = claim(STORY, action="export_licensing")
    other = claim(STORY, action="talks")
    elsewhere = claim(STORY, "Prices rose by a tenth on the day.")
    assert heirs([old], [kin, better, other, elsewhere], WORDS) == {old.id: better.id}
    assert heirs([old], [other, kin], WORDS) == {old.id: kin.id}
    assert heirs([old], [other, elsewhere], WORDS) == {}


def test_heirs_are_one_to_one_and_the_best_overlap_goes_first() -> None:
    whole, part = claim(STORY), claim(STORY, "China banned exports of antimony")
    new = claim(STORY, firms=("Some Smelter",))
    assert heirs([part, whole], [new], WORDS) == {whole.id: new.id}
    second = claim(STORY, "China banned exports", firms=("Some Smelter",))
    assert heirs([part, whole], [second, new], WORDS) == {whole.id: new.id, part.id: second.id}


def test_a_passage_that_moved_in_a_revised_text_is_the_same_passage() -> None:
    old = Evidence("text", 0, 11, "China banne")
    assert overlap(old, Evidence("text", 5, 16, "China banne")) == 1.0
    assert overlap(old, Evidence("text", 5, 16, "Prices rose")) == 0.0
    assert overlap(old, Evidence("title", 0, 5, "China")) == pytest.approx(5 / 11)
