"""What is told of texts: where a date comes from, copies, annexes, changes; and the lists that an act carries."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.site.conftest import Get
from tests.site.test_pages import words
from tracker.site import changes, dossiers, evidence
from tracker.site.dossiers import told_once

DIFF = "--- a\n+++ b\n@@ -3,2 +3,2 @@\n kept\n---dashes\n+++ plus\n\\ No newline at end of file\n@@ -9 +9 @@\n-x\n+y\n"


def test_diff_lines_are_told_apart() -> None:
    found = changes.change(DIFF)
    assert found is not None
    assert [(line.kind, line.text) for line in found.lines] == [
        ("place", "from line 3"), ("kept", "kept"), ("removed", "--dashes"), ("added", "++ plus"),
        ("place", "No newline at end of file"), ("place", "from line 9"), ("removed", "x"), ("added", "y"),
    ]  # fmt: skip


def test_no_diff_is_no_change() -> None:
    assert changes.change(None) is None
    assert changes.change("") is None


def test_long_diffs_say_how_much_is_left_out() -> None:
    found = changes.change("@@ -1 +1 @@\n" + "+line\n" * 1000)
    assert found is not None
    assert (len(found.lines), found.hidden) == (changes.MOST_LINES, 1001 - changes.MOST_LINES)


@given(st.text(max_size=200))
def test_any_text_can_stand_where_a_diff_should(text: str) -> None:
    found = changes.change(text)
    assert found is None or all(line.kind in {"added", "removed", "kept", "place"} for line in found.lines)


def item(article: str, name: str) -> dict[str, Any]:
    return {"article_id": article, "name": name}


def test_rows_told_by_notice_and_annex_alike_stand_once_but_twice_if_one_list_repeats_them() -> None:
    rows = [item("a", "Ga"), item("a", "Ga"), item("x", "Ga"), item("x", "Ga"), item("x", "Ge")]
    assert told_once(rows, ["name"]) == [item("a", "Ga"), item("a", "Ga"), item("x", "Ge")]


def claim(article: str, copy_of: str | None) -> dict[str, Any]:
    return {"article_id": article, "copy_of": copy_of, "quote": article, "field": "text", "start": 0, "end": 1}


def test_copies_stand_under_what_they_repeat() -> None:
    found = evidence.reports([claim("c", "o"), claim("o", None), claim("n", None), claim("d", "o")], {})
    assert [report.article["article_id"] for report in found] == ["o", "n"]
    assert [copy.article["article_id"] for copy in found[0].copies] == ["c", "d"]


def test_copies_of_an_article_that_is_not_here_stand_under_the_first() -> None:
    found = evidence.reports([claim("c", "o"), claim("d", "o"), claim("e", "p")], {})
    assert [(report.article["article_id"], len(report.copies)) for report in found] == [("c", 1), ("e", 0)]


def test_a_page_of_reports_takes_some_articles_with_some_of_their_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "COPIES", 1)
    tellers = [claim(*pair) for pair in (("a", None), ("c", "b"), ("b", None), ("d", "b"), ("e", "b"), ("f", None))]
    first, second = evidence.shown(tellers, 0, 2), evidence.shown(tellers, 2, 2)
    assert (first.articles, first.amount) == (("a", "b", "c"), 3)
    assert (second.articles, second.amount) == (("f",), 3)
    found = evidence.reports([row for row in tellers if row["article_id"] in first.articles], {}, first.further)
    copies = {each.article["article_id"]: (len(each.copies), each.further) for each in found}
    assert copies == {"a": (0, 0), "b": (1, 2)}


def test_an_event_that_many_tell_is_told_page_by_page(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dossiers, "REPORTS", 1)
    first, second = get("/event/e72").text, get("/event/e72?from=2").text
    told = int(first.partition("1 to 1 of ")[2].partition(" reports")[0])
    assert told >= 2
    for page in (first, second):
        assert page.partition("Denied or expected")[0].count('<article class="report">') == 1
    assert 'href="/event/e72?from=2#evidence" rel="next"' in first
    assert f"2 to 2 of {told} reports" in second
    assert 'href="/event/e72#evidence">From the first' in second
    assert 'rel="next"' not in get(f"/event/e72?from={told}").text
    for wrong in (told + 1, 0, -1, "x", "1000000"):
        assert get(f"/event/e72?from={wrong}").status_code == 400


@pytest.mark.parametrize(
    ("article", "said"),
    [
        ("a46", "Published 3 Dec 2024 stated in the text"),
        ("a72", "Published 9 Nov 2025 page metadata"),
        ("a23", "Published 3 Jul 2023 from the address"),
        ("n46", "Published 3 Dec 2024 told by the feed"),
        ("x23", "Published undated counted from the day it was read"),
        ("a46", "Language Chinese, Simplified"),
        ("n46", "Credits Reuters"),
        ("a46", "Gone since 5 Jan 2026, 10:00 UTC : the page is not there any more."),
        ("a46", "A page that is gone is not a repeal."),
        ("a46", "Looked at again 2 times"),
        ("a72", "Looked at again not yet next 1 Dec 2026"),
        ("n72b", "Repeats the text of Beijing pauses ban on gallium, germanium, antimony sales to US (Harbour Wire)"),
        ("n72", "Its text also at Port Courier 11 Nov 2025"),
        ("x23", "Annex of 商务部 海关总署公告2023年第23号"),
        ("a23", "Annexes 附件：镓、锗相关物项清单"),
        ("a46", "Revision 2, read 2 Jan 2026, 08:00 UTC: 1 line added, 1 removed"),
        ("nth", "4 lines added, 2 removed The wording is its publisher's and is not shown."),
    ],
)  # fmt: skip
def test_article_says_where_it_comes_from(get: Get, article: str, said: str) -> None:
    assert said in words(get(f"/article/{article}").text)


def test_changes_are_coloured_and_escaped(get: Get) -> None:
    page = get("/article/a46").text
    assert '<p class="removed"><del>自公布之日起实施。</del></p>' in page
    assert "<ins>自公布之日起正式实施。&lt;script&gt;" in page
    assert "<script" not in page


def test_other_addresses_are_links_only_if_they_lead_to_the_web(get: Get) -> None:
    page = get("/article/a46").text
    also = page[page.index("Also at") :]
    assert '<a href="https://other.example/46"' in also
    assert 'href="javascript' not in page
    assert "https://news.example/a46" not in also


def test_act_shows_its_controlled_items_once_with_their_evidence(get: Get) -> None:
    page = get("/measure/cn-mofcom-2023-23").text
    said = words(page)
    assert "Controlled items 2 rows in its notice and annexes" in said
    assert page.count("金属镓（单质）") == 1
    assert 'href="/article/a23#row-1"' in page
    assert 'href="/article/x23#row-2"' in page
    assert "Germanium &lt;b&gt;metal&lt;/b&gt;" in page
    assert "纯度≥99.99%" in page
    assert 'href="/tracker/items_by_hs?hs=811292"' in page
    assert "Controlled items" not in get("/measure/cn-mofcom-2025-61").text


def test_event_of_an_act_shows_what_the_act_lists(get: Get) -> None:
    assert "金属镓（单质）" in get("/event/e23").text
    said = words(get("/event/e46p1").text)
    assert "Listed firms and bodies 2" in said
    assert "例子光学公司" in said
    assert "Listed firms" not in get("/event/esz").text


def test_evidence_links_lead_to_rows_with_their_words(get: Get) -> None:
    page = get("/article/x23").text
    assert 'id="row-2"' in page
    assert '<summary>as printed</summary><span lang="zh">2 金属锗</span>' in page


def test_event_counts_origins_and_puts_copies_under_theirs(get: Get) -> None:
    page = get("/event/e72").text
    assert "told by official 1 authority and 1 independent source in English and Chinese" in words(page)
    report = page[page.index("Beijing pauses ban") :]
    copies = report[report.index('class="copies"') :]
    assert "Port Courier" in copies[: copies.index("</div>")]
    assert "credits Harbour Wire" in words(copies)
    assert page.count("<article") == 3


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("items_by_hs?hs=8112.92", "金属镓"),
        ("items_by_hs?hs=2805", "1C902.a"),
        ("items_by_code?code=1c902", "Samarium metal"),
        ("entities_by_name?name=EXAMPLE optics", "例子光学公司"),
        ("entities_by_name?name=样本", "样本航空公司"),
        ("changed_texts?days=9999", "商务部公告2024年第46号"),
        ("gaps?", "CN-MOFCOM 2025/63"),
        ("blind_now?", "challenge"),
        ("blind_lately?days=30", "wrong_shape"),
        ("delay_by_source?", "mofcom"),
        ("source_list?", "not asked yet"),
    ],
)
def test_new_questions_are_answered(get: Get, question: str, found: str) -> None:
    name, _, parameters = question.partition("?")
    assert found in get(f"/tracker/{name}.csv?{parameters}").text


def test_prefixes_do_not_find_what_only_contains_them(get: Get) -> None:
    assert get("/tracker/items_by_hs.json?hs=1129&_shape=array").json() == []
    assert get("/tracker/items_by_code.json?code=902&_shape=array").json() == []
    assert "no poll in 100 h" not in get("/tracker/blind_lately.csv?days=30").text
