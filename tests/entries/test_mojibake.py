"""Ruins of a wrong charset are known as such; titles that merely ask, exclaim or bear accents are not."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.entries.making import answer, feed, only_issue, read
from tracker.entries.mojibake import is_ruin, ruined

NOTICE = "商务部公告2025年第18号 关于部分中重稀土"
ACCENTS = "Décret sur la géologie, São Paulo, Größe, “nickel” – côté"


@pytest.mark.parametrize(
    "title",
    [
        "???2025??18?",
        "??",
        "???: ??? MP Materials ???????????",
        NOTICE.encode().decode("cp1252", "replace").replace("\ufffd", "\x81"),
        NOTICE.encode().decode("latin-1"),
        NOTICE.encode().decode("gb18030", "replace"),
        NOTICE.encode("gb18030").decode("utf-8", "replace"),
        "锟斤拷锟斤拷锟斤拷2025",
        "DÃ©cret sur la gÃ©ologie",
        "Ð ÐµÐ´ÐºÐ¾Ð·ÐµÐ¼ÐµÐ»ÑŒÐ½Ñ‹Ðµ",
    ],
)
def test_a_ruin_is_known(title: str) -> None:
    assert is_ruin(title)


@pytest.mark.parametrize(
    "title",
    [
        "Who will win???",
        "Who will win????????",
        "Huh?? Oh? Gallium",
        "Coût à “zéro” ?",
        "Why???",
        "What? Where? When?",
        "Gallium: who needs it?",
        "",
        "2025",
        NOTICE,
        ACCENTS,
        "LIBERTÉ, ÉGALITÉ",
        "SÃO PAULO",
        "Редкоземельные металлы: кто победит??",
        "희토류 비축 확대",
        "レアアースの輸出管理について",
        "Điều chỉnh xuất khẩu đất hiếm",
        "One lost \ufffd sign in an otherwise sound title",
        "联通移动电信三大运营商公布业绩",
    ],
)
def test_a_sound_title_is_no_ruin(title: str) -> None:
    assert not is_ruin(title)


def test_only_a_list_of_mostly_ruins_is_one() -> None:
    assert ruined(["???2025??", "????", NOTICE]) == 2
    assert ruined(["???2025??", NOTICE, NOTICE]) == 0
    assert ruined(["????", NOTICE, "", " "]) == 0
    assert ruined([]) == 0


@pytest.mark.parametrize("kind", ["feed", "listing", "api"])
def test_each_kind_of_source_tells_of_it(kind: str) -> None:
    # feedparser mends UTF-8 that is shown as Latin-1 by itself; nobody can mend question marks.
    title = NOTICE.encode("ascii", "replace").decode() if kind == "feed" else NOTICE.encode().decode("latin-1")
    sound = f"<p>{'Notices of the ministry. ' * 20}</p>"
    bodies = {
        "feed": f"<rss version='2.0'><channel><item><title>{title}</title></item></channel></rss>",
        "listing": f"{sound}<ul class=txtList_01><li><a href=/zcfb/a/art_1.html>{title}</a></ul>",
        "api": json.dumps({"results": [{"title": title, "html_url": "/1"}]}),
    }
    issue = only_issue(read(feed(kind), answer(bodies[kind], charset="utf-8")))
    assert issue.kind == "mojibake"
    assert issue.reason.startswith("1 of 1 titles are ruins of another charset")


def test_a_page_that_is_one_ruin_is_refused_and_one_in_another_charset_is_read() -> None:
    row = f"<ul class=txtList_01><li><a href=/zcfb/a/art_1.html>{NOTICE * 3}</a></ul>"
    twice = read(feed("listing"), answer(row.encode().decode("latin-1"), charset="utf-8"))
    assert only_issue(twice).kind == "mojibake"
    entries, issues = read(feed("listing"), answer(row.encode("gb18030"), charset="iso-8859-1"))
    assert [entry.title for entry in entries] == [NOTICE * 3]
    assert issues == []


HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)


@given(st.text(HAN, min_size=4, max_size=40))
def test_chinese_read_as_latin_is_always_a_ruin(text: str) -> None:
    assert is_ruin(text.encode().decode("latin-1"))
    assert is_ruin("?" * len(text))


@given(st.text(max_size=60))
def test_nothing_raises_and_no_ascii_without_questions_is_a_ruin(text: str) -> None:
    is_ruin(text)
    assert not is_ruin("".join(char for char in text if char.isascii() and char != "?"))
