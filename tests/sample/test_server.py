"""The sample web over real sockets: it answers, it says "unchanged", it fails on purpose, and it lets nobody out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPResponse
from typing import NamedTuple
from xml.etree import ElementTree

import pytest

from tracker.sample import SampleWeb, serve
from tracker.sample.content import Outlet
from tracker.sample.indexes import API_PATH, PER_PAGE
from tracker.sample.server import feed_path

pytestmark = pytest.mark.net

FAILING = "/broken-gazette/feed.xml"
ATOM = "{http://www.w3.org/2005/Atom}"


class Got(NamedTuple):
    status: int
    headers: HTTPResponse
    body: bytes


def get(web: SampleWeb, target: str, method: str = "GET", **headers: str) -> Got:
    connection = HTTPConnection("127.0.0.1", web.port, timeout=5)
    try:
        names = {key.replace("_", "-"): value for key, value in headers.items()}
        connection.request(method, target, headers=names)
        answer = connection.getresponse()
        return Got(answer.status, answer, answer.read())
    finally:
        connection.close()


@pytest.fixture(scope="module")
def web() -> Iterator[SampleWeb]:
    with serve(0) as running:
        yield running


def outlet(web: SampleWeb, name: str) -> Outlet:
    return next(each for each in web.outlets if each.id == name)


def test_every_page_and_every_feed_answers(web: SampleWeb) -> None:
    for address in web.addresses:
        answer = get(web, address)
        assert answer.status == (503 if address == FAILING else 200), address
        assert answer.body, address
    for each in web.outlets:
        assert feed_path(each) in web.addresses
        assert {f"/{each.id}/{page.path}" for page in each.pages} <= set(web.addresses)


def test_every_paragraph_and_its_furniture_stand_on_the_page(web: SampleWeb) -> None:
    for each in web.outlets:
        for page in each.pages:
            html = get(web, f"/{each.id}/{page.path}").body.decode(each.encoding)
            text = re.sub(r"<[^>]+>", "", html)
            for line in (*page.paragraphs, *each.before, *each.after):
                plain = re.sub(r"&(?:amp|lt|gt|quot|#x27);", "", line)
                assert re.sub(r"[&<>\"']", "", plain) in re.sub(r"&(?:amp|lt|gt|quot|#x27);", "", text), page.slug


def test_the_gb18030_outlet_really_sends_gb18030(web: SampleWeb) -> None:
    shangbao = outlet(web, "nanhai-shangbao")
    for address in (feed_path(shangbao), *(f"/{shangbao.id}/{page.path}" for page in shangbao.pages)):
        answer = get(web, address)
        assert b"charset=gb18030" in answer.body
        assert "南海商报" in answer.body.decode("gb18030")
        with pytest.raises(UnicodeDecodeError):
            answer.body.decode("utf-8")


def test_feeds_hold_their_pages_newest_first(web: SampleWeb) -> None:
    for each in web.outlets:
        if each.fault or each.kind not in {"rss", "atom"}:
            continue
        root = ElementTree.fromstring(get(web, feed_path(each)).body)  # noqa: S314 (our own feed)
        links = (
            [item.findtext("link") for item in root.iter("item")]
            if each.kind == "rss"
            else [link.get("href") for link in root.iterfind(f"{ATOM}entry/{ATOM}link")]
        )
        assert links == [f"{web.base}/{each.id}/{page.path}" for page in each.pages]
        times = [page.published for page in each.pages]
        assert times == sorted(times, reverse=True)


def test_the_ministry_lists_its_notices_as_the_real_one_does(web: SampleWeb) -> None:
    ministry = outlet(web, "mofcom")
    html = get(web, feed_path(ministry)).body.decode()
    rows = re.findall(r'<li><a href="([^"]+)" title="([^"]+)"[^>]*>[^<]*</a><span>\[(\d{4}-\d\d-\d\d)\]</span>', html)
    assert len(rows) == len(ministry.pages)
    assert all(re.search(r"/art/\d{4}/art_[0-9a-f]{32}\.html$", address) for address, _, _ in rows)
    assert html.count('<li><a href="/mofcom/') > len(rows), "links to other columns stand among the rows"
    notice = next(page for page in ministry.pages if page.slug == "2024-46")
    page = get(web, f"/mofcom/{notice.path}").body.decode()
    assert f'<meta name="ArticleTitle" content="{notice.title}">' in page
    assert '<meta name="PubDate" content="2024-12-03' in page
    assert "<p>【发布文号】商务部公告2024年第46号</p>\n<p>【发文日期】2024年12月03日</p>" in page


def test_the_api_is_paged_and_ends(web: SampleWeb) -> None:
    register = outlet(web, "federal-register")
    address, numbers, asked = f"/federal-register/{API_PATH}?order=newest&per_page=20", [], 0
    while address:
        answer = json.loads(get(web, address).body)
        asked += 1
        assert answer["count"] == len(register.pages)
        assert len(answer["results"]) <= PER_PAGE
        numbers += [document["document_number"] for document in answer["results"]]
        address = answer.get("next_page_url", "").removeprefix(web.base)
    assert asked > 1
    assert numbers == [page.number for page in register.pages]
    assert {"2025-06836", "2025-19813"} <= set(numbers)


def test_what_has_not_changed_answers_304(web: SampleWeb) -> None:
    for address in ("/", *(feed_path(each) for each in web.outlets if each.fault != "unavailable")):
        first = get(web, address)
        etag, modified = first.headers.getheader("ETag"), first.headers.getheader("Last-Modified")
        assert etag
        assert modified
        for headers in ({"If_None_Match": etag}, {"If_None_Match": f'"x", W/{etag}'}, {"If_Modified_Since": modified}):
            again = get(web, address, **headers)
            assert (again.status, again.body) == (304, b"")
            assert again.headers.getheader("ETag") == etag


def test_what_has_changed_or_is_asked_badly_answers_in_full(web: SampleWeb) -> None:
    long_ago = "Sun, 01 Jan 2017 00:00:00 GMT"
    address = "/mofcom/zcfb/blgg/gg/index.html"
    later = get(web, address).headers.getheader("Last-Modified")
    assert get(web, address, If_Modified_Since=long_ago).status == 200
    assert get(web, address, If_Modified_Since="yesterday or so").status == 200
    assert get(web, address, If_None_Match='"other"', If_Modified_Since=str(later)).status == 200


def test_validators_differ_between_pages_and_dates_are_the_pages_own(web: SampleWeb) -> None:
    pages = [(each.id, page) for each in web.outlets for page in each.pages]
    answers = [get(web, f"/{name}/{page.path}").headers for name, page in pages]
    assert len({answer.getheader("ETag") for answer in answers}) == len(pages)
    for (_, page), answer in zip(pages, answers, strict=True):
        told = parsedate_to_datetime(str(answer.getheader("Last-Modified")))
        assert told == page.published.replace(microsecond=0)


def test_the_failing_feeds_fail(web: SampleWeb) -> None:
    failing = get(web, FAILING, If_None_Match="*")
    assert failing.status == 503
    assert failing.headers.getheader("Retry-After") == "3600"
    moved = get(web, "/moved-bulletin/feed.xml")
    assert moved.status == 200
    assert moved.body.startswith(b"<!DOCTYPE html>")


def test_no_page_names_an_outside_host(web: SampleWeb) -> None:
    encodings = {each.id: each.encoding for each in web.outlets}
    for address in web.addresses:
        text = get(web, address).body.decode(encodings.get(address.split("/")[1], "utf-8"))
        text = text.replace('xmlns="http://www.w3.org/2005/Atom"', "").replace(web.base, "")
        assert "://" not in text, address
        assert not re.search(r"""(?:href|src)=["']//""", text), address


@pytest.mark.parametrize(
    "target",
    [
        "/../feeds.yaml",
        "/mofcom/../../feeds.yaml",
        "/mofcom/..%2f..%2ffeeds.yaml",
        "/%2e%2e/server.py",
        "/outlets/mofcom.yaml",
        "/pages/mofcom/2024-46.txt",
        "//etc/passwd",
        "/..\\feeds.yaml",
        "http://[/",
        "/mofcom/\x00",
        "/federal-register/api/v1/documents.json?page=99",
        "/no-such-page",
    ],
)
def test_nothing_else_is_reached(web: SampleWeb, target: str) -> None:
    connection = HTTPConnection("127.0.0.1", web.port, timeout=5)
    connection._validate_path = lambda url: None  # type: ignore[attr-defined]  # the client refuses what we must try
    try:
        connection.request("GET", target, headers={"Host": "127.0.0.1"})
        assert connection.getresponse().status in {400, 404}
    finally:
        connection.close()


def test_head_has_no_body(web: SampleWeb) -> None:
    answer = get(web, "/", method="HEAD")
    assert (answer.status, answer.body) == (200, b"")
    assert int(answer.headers.getheader("Content-Length", "0")) > 0


def test_the_front_page_leads_a_newcomer_to_every_outlet(web: SampleWeb) -> None:
    html = get(web, "/").body.decode()
    for each in web.outlets:
        assert each.name in html
        assert f'href="{feed_path(each)}"' in html
        assert all(f'href="/{each.id}/{page.path}"' in html for page in each.pages)


def test_a_taken_port_is_told_in_one_clear_line(web: SampleWeb) -> None:
    with pytest.raises(OSError, match=rf"port {web.port} on 127\.0\.0\.1 is taken by another program"):
        serve(web.port)


def test_a_closed_web_frees_its_port() -> None:
    first = serve(0)
    first.close()
    first.close()
    with serve(first.port) as second:
        assert second.port == first.port
        assert get(second, "/").status == 200
    with pytest.raises(ConnectionRefusedError):
        get(second, "/")
