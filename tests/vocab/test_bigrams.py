"""Words for a full-text index: made of texts and of questions alike, and never grammar."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.vocab.bigrams import MOST_WORDS, expression, indexed, marked, plain, sought

HOSTILE = st.text(max_size=60) | st.sampled_from(
    ['"', '""', '"""', "*", "a*", "^a", "title:a", "-a", "+a", "a OR", "OR", "NOT", "NEAR(", "NEAR(a b, 3)", "(((",
     "{a b}:", "'; DROP TABLE search; --", "a AND", "\0", "\ud800", "a\0b", "“镝", "ﬁ", "ß" * 40, '"a" *', "☃"]
)  # fmt: skip


def finds(text: str, question: str) -> bool:
    """Ask SQLite itself."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE search USING fts5 (a, content = '', tokenize = 'unicode61 remove_diacritics 2')")
    db.execute("INSERT INTO search (rowid, a) VALUES (1, ?)", [indexed(text)])
    found = db.execute("SELECT rowid FROM search WHERE search MATCH ?", [expression(question)]).fetchall()
    db.close()
    return bool(found)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("中国稀土出口管制", "稀土"),
        ("中国稀土出口管制", "中国"),
        ("中国稀土出口管制", "管制"),
        ("中国稀土出口管制", "制"),
        ("對鎵實施出口管制", "镓"),
        ("镓价上涨", "鎵價"),
        ("年﨑", "﨑"),
        ("镝", "镝"),
        ("氧化镝和铽", "镝 铽"),
        ("商务部公告2024年第46号", "2024年第46号"),
        ("商务部公告2024年第46号", "46"),
        ("商务部公告2024年第46号", "商务部公告2024年第46号"),
        ("CN-MOFCOM 2024/46", "2024/46"),
        ("CN-MOFCOM 2024/46", "cn-mofcom 2024/46"),
        ("CN-MOFCOM 2024/46", "46 mofcom"),
        ("China’s rare-earth magnets", "china rare earth"),
        ("China’s rare-earth magnets", "magn"),
        ("China’s rare-earth magnets", '"rare earth" CHINA'),
        ("Société Générale d'Étain", "societe etain"),
        ("Societe", "société"),
        ("Ｇａｌｌｉｕｍ", "gallium"),
        ("MP材料公司", "MP材料"),
        ("对相关两用物项，实施出口管制并加强对美国出口", "两用物项实施出口管制"),
        ("レアアースの輸出", "レアアース"),
        ("희토류 수출 통제", "희토류"),
        ("Export AND import", "AND"),
    ],
)
def test_what_stands_in_a_text_is_found(text: str, question: str) -> None:
    assert finds(text, question)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("中国稀土出口", "土国"),
        ("中国稀土出口", '"中国出口"'),
        ("rare metals of the earth", '"rare earth"'),
        ("magnets", '"magn"'),
        ("magn etic exports", "magnets"),
        ("tinted glass", "ti glass"),
        ("2024/461", "2024/46"),
        ("gallium", "gallium germanium"),
        ("gallium", ""),
        ("gallium", '" *'),
    ],
)
def test_what_does_not_is_not(text: str, question: str) -> None:
    assert not finds(text, question)


@settings(max_examples=300, deadline=None)
@given(question=HOSTILE)
def test_no_question_is_grammar(question: str) -> None:
    assert not finds("", question)


@settings(deadline=None)
@given(text=st.text(max_size=80))
def test_letters_stay_where_they_are(text: str) -> None:
    assert len(plain(text)) == len(text)
    assert "".join(piece for piece, _ in marked(text, sought("镓 a 46 exports"))) == text


@settings(deadline=None)
@given(text=st.text(alphabet="镓锗中國出口ab1 -/é", min_size=1, max_size=30), data=st.data())
def test_any_part_of_a_run_is_found(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    runs = [run for run in text[start : start + 5].split() if not run.isascii()]
    for run in runs:
        if all("一" <= letter <= "鿿" for letter in run):
            assert finds(text, run)


def test_only_so_many_words_count() -> None:
    question = " ".join(f"w{number}" for number in range(MOST_WORDS + 5))
    assert expression(question).count(" AND ") == MOST_WORDS - 1
    assert len(sought(question)) == MOST_WORDS + 5
    assert len(expression("a" * 10_000 + " b" * 10_000)) < 200


def test_the_same_word_counts_once() -> None:
    assert expression("lithium lithium lithium cobalt").count('"lithium"') == 1


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("rare earth", ["rare", "earth"]),
        ('"rare earth"', ["rare-earth"]),
        ("稀土", ["稀土"]),
        ("鎵", ["镓"]),
        ("expo", ["expo"]),
        ('"expo"', []),
        ("are", []),
        ("mp", ["MP"]),
    ],
)
def test_what_was_looked_for_is_marked(question: str, found: list[str]) -> None:
    text = "China's rare-earth exports: 中国稀土出口，镓，MP材料"
    assert [piece for piece, is_found in marked(text, sought(question)) if is_found] == found
