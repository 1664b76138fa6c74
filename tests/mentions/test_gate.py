"""The gate: short passages of every kind pass, pages of other worlds do not, whatever the packing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.mentions.gate import Gate
from tracker.vocab import load


@pytest.fixture(scope="module")
def gate() -> Gate:
    return Gate(load())


@pytest.mark.parametrize(
    "text",
    [
        "Jakarta sent police to the tin islands.",
        "The two states agreed on five lithium blocks.",
        "Clubs of buyers were tried in tin and in copper by producers.",
        "Seoul named silicon metal in its complaint.",
        "Codelco lowered its forecast for copper.",
        "The order covers lead batteries and scrap.",
        "Beijing ended its control-list measures against twelve firms.",
        "铜价大涨，沪市成交活跃。",
        "經濟部對矽鐵展開反傾銷調查。",
        "两家企业转让矿业股权。",
    ],
)
def test_short_passages_of_the_field_pass(gate: Gate, text: str) -> None:
    assert gate(text)
    assert gate(text.encode())
    assert gate(f"<html><body><p>{text}</p></body></html>")


@pytest.mark.parametrize(
    "text",
    [
        "She won a gold medal and her brother a silver one.",
        "The cake tin is on the kitchen shelf beside the copper pan.",
        "His album went platinum, and the lead singer wept.",
        "周末去银行办事，顺路看了一场电影。",
        "她把铅笔借给同学。",
    ],
)
def test_pages_of_other_worlds_stay_out(gate: Gate, text: str) -> None:
    assert not gate(text)


NAMES = st.sampled_from(["antimony", "gallium", "germanium", "锑", "稀土", "鎵", "rare earth", "出口管制"])


@settings(max_examples=100, deadline=None)
@given(before=st.text(max_size=60), after=st.text(max_size=60), name=NAMES)
def test_a_rare_name_passes_in_any_text(gate: Gate, before: str, after: str, name: str) -> None:
    assert gate(f"{before} {name} {after}")
    assert gate(f"{before} {name} {after}".encode("utf-8", "replace"))


@settings(max_examples=100, deadline=None)
@given(raw=st.binary(max_size=200))
def test_any_bytes_have_an_answer(gate: Gate, raw: bytes) -> None:
    assert gate(raw) in {True, False}
