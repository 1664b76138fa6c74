"""Pages that hold no article: where they lead, what they say of themselves, and articles that only look like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.articles.making import URL, article, entry, feed, issue, page
from tracker.articles import read
from tracker.articles.page import read_page
from tracker.articles.stubs import stub

STORY = "<p>The quarry on the hill will close in June, its owner said on Monday, after two years of losses.</p>" * 8
NEW = "https://gazette.example/new"


@pytest.mark.parametrize(
    ("head", "there"),
    [
        ("<script>window.location.href='/new'</script>", NEW),
        ('<script>location = "https:\\/\\/gazette.example\\/new";</script>', NEW),
        ("<script>if(1){top.location.replace('../../new');}</script>", NEW),
        ("<script>document.location.assign( '//gazette.example/new' )</script>", NEW),
        ('<meta http-equiv="refresh" content="0;url=/new">', NEW),
        ("<meta http-equiv=Refresh content=\"3; URL='/new'\">", NEW),
    ],
)
def test_a_stub_tells_where_the_page_has_gone(head: str, there: str) -> None:
    found = issue(read(entry(), feed(), page(f"<html><head>{head}</head><body>Moved.</body></html>")))
    assert (found.kind, found.reason) == ("moved", there)


@pytest.mark.parametrize(
    "head",
    [
        "<script>var here = location.href;</script>",
        "<script>location.href = '/story/' + id;</script>",
        "<script>location.href = 'javascript:void(0)';</script>",
        f"<script>location.replace('{URL}#top');</script>",
        '<meta http-equiv="refresh" content="600;url=/new">',
        '<meta http-equiv="refresh" content="5">',
        "<script>location.href='https://[';</script>",
    ],
)
def test_what_leads_nowhere_else_is_no_move(head: str) -> None:
    found = issue(read(entry(), feed(), page(f"<html><head>{head}</head><body></body></html>")))
    assert found.kind == "no_text"


def test_a_page_with_a_story_stays_an_article() -> None:
    html = f"<html><head><script>location.href='/new'</script><title>404</title></head><body>{STORY}</body></html>"
    assert article(read(entry(), feed(), page(html))).text.count("quarry") == 8


@pytest.mark.parametrize(
    "title",
    [
        "404",
        "404 Not Found",
        "Error 404 - Page not found",
        "Page Not Found | Harbour Gazette",
        "Oops! That page can’t be found.",
        "The page you requested could not be found",
        "404_页面不存在",
        "您访问的页面不存在",
        "对不起，您所访问的页面已被删除",
        "该文章已下架",
        "找不到页面",
        "頁面不存在",
        "Página no encontrada",
        "Page introuvable",
        "Halaman tidak ditemukan",
        "ページが見つかりません",
        "페이지를 찾을 수 없습니다",
    ],
)
def test_a_404_in_disguise_is_told(title: str) -> None:
    html = f"<html><head><title>{title}</title></head><body><p>Home News Sport</p></body></html>"
    assert issue(read(entry(), feed(), page(html))).kind == "not_found"


@pytest.mark.parametrize(
    "title",
    [
        "404 jobs go at the quarry",
        "Body not found in the harbour",
        "Missing miners found",
        "样本矿已下架仓库",
        "Error",
        "Room 404 reopens",
    ],
)
def test_a_headline_is_no_404(title: str) -> None:
    found = read_page(f"<html><head><title>{title}</title></head><body><p>Short.</p></body></html>", URL, None)
    assert stub(found, URL) is None


@pytest.mark.parametrize(
    "body",
    [
        "<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>",
        "<p>Please enable JavaScript to view this page.</p>",
        "<p>请启用JavaScript后继续访问</p>",
        "<p>JavaScript is disabled in your browser.</p>",
    ],
)
def test_a_shell_has_the_wrong_shape(body: str) -> None:
    found = issue(read(entry(), feed(), page(f"<html><head><title>News</title></head><body>{body}</body></html>")))
    assert found.kind == "wrong_shape"


def test_an_article_in_a_page_that_asks_for_scripts_is_read() -> None:
    html = f"<html><body><noscript>Enable JavaScript for comments.</noscript><article>{STORY}</article></body></html>"
    assert "quarry" in article(read(entry(), feed(), page(html))).text


@given(st.text(alphabet="<>/='\";() locatinhrefmu0123:.\\", max_size=200))
def test_no_script_makes_it_raise(noise: str) -> None:
    found = read_page(f"<html><head><script>location.href={noise}</script>{noise}</head></html>", URL, None)
    told = stub(found, URL)
    assert told is None or told[0] in {"moved", "not_found", "wrong_shape"}
