"""Expressions that are tried only where their letters stand find what they would find anyway."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.claims import antecedents, deadlines, notices, relations, stages
from tracker.claims.anchors import Strings, Words

ROOMS = (antecedents, deadlines, notices, relations, stages)
PIECES = (
    "suspended", "is paused until", "the pause", "will", "may", "said it would", "Comments are due", "a 30-day comment",
    "dual-use", "It", "takes effect on", "no longer", "extends", "draft", "暂停", "恢复实施", "征求意见", "为期30日",
    "不", "公告", "将", "拟议", "两用物项", ",", "。", "Export", "ENDED",
)  # fmt: skip


@cache
def watched() -> tuple[Words, ...]:
    tables = [value for room in ROOMS for value in vars(room).values()]
    every = [each for table in tables for each in (table.values() if isinstance(table, dict) else [table])]
    return tuple(each for each in every if isinstance(each, Words))


@given(st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join))
def test_words_are_found_as_by_the_expression_alone(text: str) -> None:
    assert len(watched()) > 30
    for words in watched():
        alone = words._pattern
        assert _span(words.search(text)) == _span(alone.search(text))
        assert _span(words.match(text)) == _span(alone.match(text))
        assert words.sub(_blank, text) == alone.sub(_blank, text)


def test_a_text_without_the_letters_is_not_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    words = Words("quotas? for (?:tin|zinc)")
    assert words.search("the quota for zinc")
    monkeypatch.setattr(words, "_pattern", None)
    assert words.search("the quota for lead") is None


def test_no_strings_find_nothing() -> None:
    assert Strings({})("anything") == 0


def _span(match: re.Match[str] | None) -> tuple[int, int] | None:
    return match.span() if match else None


def _blank(match: re.Match[str]) -> str:
    return "·" * len(match.group())
