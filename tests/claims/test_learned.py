"""The learned half of the coder adds, drops and settles by its limits, and is packaged small."""

from __future__ import annotations

from dataclasses import replace
from importlib import resources
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.claims.marks import article
from tracker.claims import code, coder, learned, passages, views
from tracker.claims.anchors import Near, needed
from tracker.claims.cues import Cue, Hit, lay, row
from tracker.claims.grounds import Ground
from tracker.claims.learned import Heard, Judge, Limits
from tracker.claims.scene import Scene, ordered
from tracker.vocab import load

VOCAB = load()
NEAR = Near(coder.CUES_EN, coder.WEAK_EN)
FAMILIES = {"talks": "diplomacy", "agreement": "diplomacy", "project": "industry", "price_move": "industry"}
OUTPUTS = (
    "family:diplomacy", "family:industry", "action:talks", "action:agreement", "action:project", "action:price_move",
    "stage:announced", "stage:occurred", "certainty:asserted", "certainty:denied",
)  # fmt: skip
BARE = "A [[lithium|mineral:lithium]] plant is what the valley has been waiting for all these years."


def judge(said: dict[str, float], **limits: float) -> Judge:
    """Build a judge that gives every sentence the same logits; an output that is not named is most unlikely."""
    weights = np.array([[said.get(name, -9.0) for name in OUTPUTS]], np.float32)
    wary = Limits(add=0.5, bare=0.5, beside=0.5, notice=0.5, keep=0.1)
    return Judge({"bias": 0}, weights, {name: at for at, name in enumerate(OUTPUTS)}, FAMILIES, replace(wary, **limits))


def told(text: str, known: Judge | None, **more: Any) -> list[tuple[str, str, str]]:
    made, mentions = article(text, **more)
    with patch.object(learned, "judge", lambda language: known):
        return [(claim.action, claim.stage, claim.rule) for claim in code(made, mentions, VOCAB)]


def scene(text: str, **more: Any) -> tuple[Scene, passages.Passage]:
    made, mentions = article(text, **more)
    language = passages.language_of(made)
    return Scene(made, VOCAB, language, made.published.date(), ordered(mentions)), passages.split(made)[0]


def test_a_sentence_that_no_rule_reads_is_told_by_the_model() -> None:
    known = judge({"family:industry": 3.0, "action:project": 2.0, "action:price_move": 1.0})
    assert told(BARE, None) == []
    assert told(BARE, known) == [("project", "occurred", "en:learned:project")]


@pytest.mark.parametrize("limits", [{"add": 0.99}, {"notice": 0.99}])
def test_what_is_not_likely_enough_is_not_added(limits: dict[str, float]) -> None:
    known = judge({"family:industry": 3.0, "action:project": 2.0}, **limits)
    assert told(BARE, known, kind="notice" if "notice" in limits else "news") == []


def test_a_less_likely_reading_beside_another_must_be_surer() -> None:
    said = {"family:industry": 3.0, "action:project": 2.0, "family:diplomacy": 2.0, "action:talks": 1.0}
    assert {action for action, _, _ in told(BARE, judge(said))} == {"project", "talks"}
    assert {action for action, _, _ in told(BARE, judge(said, beside=0.95))} == {"project"}


def test_a_weak_hit_of_the_rules_falls_and_a_likely_one_stands() -> None:
    text = "[[Lithium|mineral:lithium]] prices rose 4 percent to [[$11,000 a tonne|quantity:11000 USD/t]] on Monday."
    assert [action for action, _, _ in told(text, None)] == ["price_move"]
    assert told(text, judge({})) == []
    assert [rule for _, _, rule in told(text, judge({"family:industry": -1.0, "action:price_move": 1.0}))] == [
        "en:price"
    ]


def test_the_model_settles_the_action_within_a_family_by_its_margin() -> None:
    text = "[[Lithium|mineral:lithium]] prices rose 4 percent to [[$11,000 a tonne|quantity:11000 USD/t]] on Monday."
    said = {"family:industry": 3.0, "action:project": 3.0, "action:price_move": 1.0}
    assert [action for action, _, _ in told(text, judge(said, action=1.0))] == ["project"]
    assert [action for action, _, _ in told(text, judge(said, action=5.0))] == ["price_move"]


def test_a_question_and_a_label_are_not_asked_about() -> None:
    known = judge({"family:industry": 3.0, "action:project": 2.0})
    assert (
        told("What does the valley expect of a [[lithium|mineral:lithium]] plant after all these years?", known) == []
    )
    assert told("[[Lithium|mineral:lithium]] plant, valley", known) == []
    assert told(f"They met.\n{BARE}", known), "a sentence below the first line"
    assert told(f"They met.\n{BARE.removesuffix('.')}", known) == [], "a heading below the first line"


def test_in_a_notice_the_model_adds_nothing_that_gives_way_to_the_rules() -> None:
    said = {"family:industry": 3.0, "action:project": 3.0, "family:diplomacy": 3.0, "action:talks": 3.0}
    strike = "A strike has halted output at the [[lithium|mineral:lithium]] mine since all these years."
    outputs = (*OUTPUTS, "family:supply", "action:supply_disruption")
    known = Judge(
        {"bias": 0},
        np.array([[said.get(name, -9.0) for name in outputs]], np.float32),
        {name: at for at, name in enumerate(outputs)},
        FAMILIES | {"supply_disruption": "supply"},
        Limits(add=0.5, bare=0.5, beside=0.5, notice=0.5, keep=0.0),
    )
    news = {action for action, _, _ in told(strike, known)}
    assert {"supply_disruption", "project"} <= news
    assert "project" not in {action for action, _, _ in told(strike, known, kind="notice")}


def test_stage_and_certainty_change_only_where_the_model_is_surer() -> None:
    here, _ = scene(BARE)
    hit = Heard(Cue("learned:project", "project", ()), 0, 0, (0, 9), np.zeros(len(OUTPUTS), np.float32))
    said = {"stage:announced": 3.0, "stage:occurred": 0.0, "certainty:denied": 3.0, "certainty:asserted": 0.0}
    rules, sure = Ground("occurred", "default: nothing was read"), Ground("asserted", "a rule")
    known = judge(said, stage=1.0, read=9.0, certainty=5.0)
    known = replace(known, rows={"bias-stage": 0})
    with patch.object(learned, "judge", lambda language: known):
        come = learned.come(hit, rules, sure, here, ())  # type: ignore[arg-type]
        assert (come.value, come.rule) == ("announced", learned.RULE)
        assert learned.certain(hit, sure, here, ()) is sure  # type: ignore[arg-type]
        read = Ground("occurred", "words of an end")
        assert learned.come(hit, read, sure, here, ()) is read  # type: ignore[arg-type]
        plain = Hit(hit.cue, 0, 0, (0, 9))
        assert learned.come(plain, rules, sure, here, ()) is rules  # type: ignore[arg-type]


def test_in_an_authoritys_own_text_the_model_adds_no_trade_control_and_puts_none_in_force() -> None:
    families = FAMILIES | {"export_quota": learned.LAW}
    outputs = (*OUTPUTS, f"family:{learned.LAW}", "action:export_quota", "stage:in_force")
    said = {f"family:{learned.LAW}": 5.0, "action:export_quota": 5.0, "family:industry": 3.0, "action:project": 3.0}
    weights = np.array([[said.get(name, -9.0) for name in outputs]], np.float32)
    limits = Limits(add=0.5, bare=0.5, beside=0.5, notice=0.5)
    known = Judge({"bias": 0}, weights, {name: at for at, name in enumerate(outputs)}, families, limits)
    assert "export_quota" in {action for action, _, _ in told(BARE, known)}
    assert told(BARE, known, kind="notice") == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_packaged_weights_are_whole_and_small(language: str) -> None:
    known = learned.judge(language)
    assert known is not None
    assert set(known.families) == set(VOCAB.actions)
    assert known.weights.shape == (len(known.rows), len(known.outputs))
    assert len(known.corpus) == 64
    packed = resources.files("tracker.claims").joinpath("weights", f"claims-{language}.npz").read_bytes()
    assert len(packed) < 1_500_000


def test_names_are_seen_as_kinds_and_words_by_their_roots() -> None:
    here, sentence = scene("[[Guinea|country:GN]] banned exports of [[bauxite|mineral:bauxite]] in 2024.")
    seen = {feature for view in views.read(here, sentence, (), None) for feature in view.features}
    assert {"1STATE", "1MIN", "2of MIN", "1yyyy", "sbann", "sexport", "mMIN", "hunread"} <= seen
    assert not any("guinea" in feature or "bauxite" in feature for feature in seen)


def test_both_scripts_of_chinese_look_the_same() -> None:
    simple, traditional = (
        scene(text, language="zh")
        for text in ("几内亚禁止[[铝土矿|mineral:bauxite]]出口。", "幾內亞禁止[[鋁土礦|mineral:bauxite]]出口。")
    )
    assert views.read(*simple, (), ()) == views.read(*traditional, (), ())


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    known = learned.judge("en")
    made, mentions = article(f"x{text}".replace("[[", "").replace("]]", ""))
    assert known is not None
    for sentence in passages.split(made):
        here = Scene(made, VOCAB, passages.language_of(made), None, mentions)
        assert np.isfinite(known.scores(views.read(here, sentence, (), ()))).all()


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        (r"\bban(?:s|ned)?\b", ["ban"]),
        (r"\b(?:quota|ceiling)s? on\b", ["quota ceiling"]),
        (r"\b(?:cut|raise)(?= the)[^.]{0,20}\bduty\b", ["duty", "cut raise"]),
        (r"\b(?:cut the duty|raise (?:a|one) duty)\b", ["cut the duty raise ", "cut the duty  duty"]),
        (r"[家名]\d+", []),
        (r"\b(?:cap|curb)s? on the quota", [" on the quota", "cap curb"]),
        (r"[$€]\d+(?:[.,]\d+)?", ["$ €"]),
        (r"(?:export|\d+)s?", []),
        (r"配额|总量(?:控制)?", ["配额 总量"]),
    ],
)
def test_what_an_expression_needs(pattern: str, needs: list[str]) -> None:
    assert [" ".join(each) for each in needed(row("n", "talks", pattern).words[0])] == needs


@given(
    st.lists(
        st.sampled_from(["exports", "banned", "quota", "of", "licence", "seized", "price", "rose", ","]), max_size=12
    )
)
def test_looking_for_letters_first_hides_no_cue(words: list[str]) -> None:
    text = " ".join(words)
    for at, table in enumerate((coder.CUES_EN, coder.WEAK_EN)):
        assert list(NEAR.lay(at, text, (0, len(text)))) == lay(table, text, (0, len(text)))
