"""Annexes read: official forms beside the rows that they make, hard negatives, and texts that nobody would write."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.making import article
from tracker.annexes import codes, read
from tracker.annexes.places import Places
from tracker.annexes.substances import Substances
from tracker.model import Article, content_id
from tracker.vocab import load

VOCAB = load()
DATA = Path(__file__).parents[1] / "data" / "annexes"
TEXTS = {path.stem: path.read_text("utf-8") for path in sorted(DATA.glob("*.txt"))}


def notice(text: str, **changes: Any) -> Article:
    whole = {"title": text.split("\n")[0], "kind": "notice", "tier": "official", **changes}
    return article(text.rstrip("\n"), **whole)


def told(of: Article) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of an article as the fixtures write them: fields that are empty are left out."""
    items, firms = read(of, VOCAB)
    item_fields = ("number", "name", "name_zh", "control_codes", "hs_codes", "threshold", "minerals")
    firm_fields = ("number", "name", "name_zh", "country", "address")

    def plain(row: Any, fields: tuple[str, ...]) -> dict[str, Any]:
        filled = {name: value for name in fields if (value := getattr(row, name))}
        as_lists = {name: list(value) if isinstance(value, tuple) else value for name, value in filled.items()}
        return {**as_lists, "evidence": row.evidence.quote}

    return {
        "items": [plain(item, item_fields) for item in items],
        "firms": [plain(firm, firm_fields) for firm in firms],
    }


@pytest.mark.parametrize("name", TEXTS)
def test_annexes_read_as_written_beside_them(name: str) -> None:
    assert told(notice(TEXTS[name])) == json.loads((DATA / f"{name}.json").read_text("utf-8"))


@pytest.mark.parametrize("name", TEXTS)
def test_news_yields_nothing(name: str) -> None:
    assert read(notice(TEXTS[name], kind="news"), VOCAB) == ((), ())


def test_rows_know_their_article_its_act_and_their_place() -> None:
    of = notice(TEXTS["zh_items_by_paragraph"], instrument="CN-MOFCOM 2025/18")
    items, _ = read(of, VOCAB)
    assert [item.position for item in items] == list(range(1, len(items) + 1))
    assert {(item.article_id, item.instrument) for item in items} == {(of.id, "CN-MOFCOM 2025/18")}
    assert len({item.id for item in items}) == len(items)


def test_furniture_holds_no_rows() -> None:
    text = TEXTS["zh_items_table"].rstrip("\n")
    assert read(notice(text, furniture=((0, len(text)),)), VOCAB) == ((), ())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("参考海关商品编号：2617101000、2617109001", ("2617101000", "2617109001")),
        ("(HS 8112.92.10)", ("81129210",)),
        ("CN code ex 2804 61 and 8112 92 89", ("280461", "81129289")),
        ("ex 2804 61", ("280461",)),
        ("HTSUS subheading 8505.11.0070", ("8505110070",)),
        ("HS Code: 2805.30-1000", ("2805301000",)),
        ("税则号列：28258000；81110090", ("28258000", "81110090")),
        ("heading 9903.88.03", ()),
        ("heading 8505", ()),
        ("公告2025年第18号", ()),
        ("2617101000", ()),
        ("HS 20251009", ()),
        ("HS 7712.10", ()),
        ("HS 0012.10", ()),
        ("邮编：100731", ()),
        ("税号：914403001922038216", ()),
        ("HS 8112.92.1 million", ()),
    ],
)
def test_customs_codes_are_numbers_that_are_called_so(text: str, found: tuple[str, ...]) -> None:
    assert tuple(code for group in codes.groups(text) for code in group.codes) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1C902.a.1 金属钐", ("1C902.a.1",)),
        ("1C117.d. 钨相关材料", ("1C117.d",)),
        ("1. 1C909.b.氧化钬", ("1C909.b",)),
        ("3C004 and 3C001.a", ("3C004", "3C001.a")),
        ("A1C902, 1C9021, 1C902X, 1F902", ()),
    ],
)
def test_control_codes(text: str, found: tuple[str, ...]) -> None:
    assert codes.controls(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("氧化锑，纯度≥99.99%", "纯度≥99.99%"),
        ("粉末，纯度高于99.999%、粒径小于5微米", "纯度高于99.999%、粒径小于5微米"),
        ("with a purity of 99.9% or more", "purity of 99.9% or more"),
        ("containing more than 0.1 % by weight of scandium", "containing more than 0.1 % by weight"),
        ("氧化钪，含量≥0.1%", "含量≥0.1%"),
        ("gallium, not less than 99.99 percent pure", "not less than 99.99 percent pure"),
        ("价格上涨99.9%", ""),
        ("a duty of 25 percent", ""),
    ],
)
def test_thresholds_are_told_in_the_words_of_the_act(text: str, found: str) -> None:
    assert codes.threshold(text) == found


@pytest.mark.parametrize(
    ("name", "row", "found"),
    [
        ("三氧化二锑", "", ("antimony",)),
        ("金属铜", "", ("copper",)),
        ("铜陵特产", "", ()),
        ("tin ingots", "", ("tin",)),
        ("tin roof panels", "", ()),
        ("lead time", "", ()),
        ("Gallium arsenide wafers", "", ("gallium",)),
        ("钐钴永磁材料", "", ("rare-earth-magnets",)),
        ("重型机床", "", ()),
    ],
)
def test_names_of_goods_name_their_minerals(name: str, row: str, found: tuple[str, ...]) -> None:
    assert Substances(VOCAB).of(name, row) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("China", "CN"),
        ("CHINA, PEOPLE'S REPUBLIC OF", "CN"),
        ("一、美国实体", "US"),
        ("日本企业名单", "JP"),
        ("China and Japan discuss entities", None),
        ("The Chinese market", None),
        ("Beijing", None),
    ],
)
def test_headings_name_a_state(text: str, found: str | None) -> None:
    assert Places(VOCAB).of_heading(text) == found


PIECES = sorted({piece for text in TEXTS.values() for line in text.split("\n") for piece in (line, *line.split(" | "))})
LINES = st.one_of(
    st.sampled_from(PIECES),
    st.lists(st.sampled_from(PIECES), min_size=2, max_size=4).map(" | ".join),
    st.lists(st.sampled_from(PIECES), min_size=2, max_size=3).map("".join),
    st.text(alphabet="（）()1C902a.、；;:：|— ex8112 92海关商品编号HS纯度≥%公司Inc,\u3000İ𠀀\u2028\r\t", max_size=60),
    st.text(max_size=40),
)


@given(st.lists(LINES, max_size=14).map("\n".join), st.sampled_from(["管控名单", "Entity List", "notice"]))
def test_evidence_is_always_verbatim_and_nothing_raises(text: str, title: str) -> None:
    of = article(text, title=title, kind="notice", id=content_id(text))
    items, firms = read(of, VOCAB)
    for rows in (items, firms):
        last = 0
        for row in rows:
            assert of.text[row.evidence.start : row.evidence.end] == row.evidence.quote
            assert row.evidence.quote.strip()
            assert row.evidence.start >= last
            last = row.evidence.end
            assert row.name or row.name_zh
    assert all(code.isdigit() and 6 <= len(code) <= 10 for item in items for code in item.hs_codes)


HOSTILE = (
    "（",
    "a. ",
    "HS 8112.92、",
    "1、",
    "公司（A Inc）",
    "1C902.a ",
    "及和、",
    ",;",
    "纯度",
    "1 | ",
    " ",
    "a",
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_lines_are_read_in_their_stride(piece: str) -> None:
    # Each would take hours if reading were quadratic; the suite's own time limit is the test.
    text = "\n".join(
        ["商品名称 | 海关商品编号 | 管制编码", "列入管控名单：", *[piece * 9_000 + "x"] * 20, "1. 金属镓（HS 8112.92）"]
    )
    items, firms = read(article(text, title="管控名单", kind="notice"), VOCAB)
    assert len(items) + len(firms) <= 3_000
