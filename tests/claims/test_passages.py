"""Sentences and clauses: every offset true, nothing lost but furniture."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.claims.marks import article
from tracker.claims.passages import language_of, split

TEXTS = st.text(alphabet=st.characters(blacklist_categories=("Cs",)), max_size=400)


@given(TEXTS, st.sampled_from(["en", "zh"]))
def test_every_passage_stands_where_it_says(text: str, language: str) -> None:
    made, _ = article("", language=language)
    object.__setattr__(made, "text", text)
    object.__setattr__(made, "title", text[:40])
    last = 0
    for passage in split(made):
        assert made.part(passage.field)[passage.start : passage.end] == passage.text
        assert len(passage.plain) == len(passage.text)
        assert all(0 <= begin < end <= len(passage.text) for begin, end in passage.clauses)
        if passage.field == "text":
            assert passage.start >= last
            last = passage.end


@pytest.mark.parametrize(
    ("text", "language", "sentences"),
    [
        (
            "The U.S. ban held. It ends on Dec. 3, 2026. No. 46 stays.",
            "en",
            ["The U.S. ban held.", "It ends on Dec. 3, 2026.", "No. 46 stays."],
        ),
        (
            "Nickel rose 3.5 percent to $15.20. It fell later.",
            "en",
            ["Nickel rose 3.5 percent to $15.20.", "It fell later."],
        ),
        ("锑价上涨。出口须许可！为什么？", "zh", ["锑价上涨。", "出口须许可！", "为什么？"]),
        ("“暂停不是废止。”他说。", "zh", ["“暂停不是废止。”", "他说。"]),
        ("One line\nAnother line", "en", ["One line", "Another line"]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, language: str, sentences: list[str]) -> None:
    made, _ = article(text, language=language)
    assert [passage.text for passage in split(made) if passage.field == "text"] == sentences


def test_furniture_is_no_passage() -> None:
    made, _ = article("News.\nRead more: teaser.", furniture=((6, 24),))
    assert [passage.text for passage in split(made)] == ["News."]


def test_a_dateline_and_an_item_number_are_not_read() -> None:
    made, _ = article("KINSHASA, Sept 21 (ABC) - Exports stopped.\n(2) Quotas follow.")
    first, second = (passage for passage in split(made) if passage.field == "text")
    assert first.text[first.opens :] == "Exports stopped."
    assert second.text[second.opens :] == "Quotas follow."


def test_a_text_without_a_language_is_read_by_its_letters() -> None:
    made, _ = article("商务部今日发布公告。", language="und")
    assert language_of(made) == "zh"
