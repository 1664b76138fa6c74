"""Every list is also a feed, a table and JSON of the same filter: valid, stable, and safe to open."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.site.conftest import Get
from tracker.site import feeds, files

HOSTILE = "]]> <script>alert(1)</script> & \x00\x08\x0b\ufffe\ud800 \U0001f600 镓 \"'"
TEXT = st.text(max_size=60) | st.just(HOSTILE)
ATOM = "{http://www.w3.org/2005/Atom}"


def feed_of(get: Get, address: str) -> Any:
    answer = get(address)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    found = feedparser.parse(answer.content)
    assert not found.bozo
    return found


def written(**more: str) -> str:
    fields = {"name": "event/x", "title": "t", "updated": "2026-01-01T00:00:00Z", "published": "2026-01-01T00:00:00Z",
              "link": "https://site.example/event/x", "author": "a", "content": "<p>c</p>"}  # fmt: skip
    about = feeds.Feed("events", "All", "2026-01-02T00:00:00Z", "https://s.example/", "https://s.example/a", "b", "")
    return feeds.atom(about, [feeds.Entry(**{**fields, **more})])  # type: ignore[arg-type]


class Tags(HTMLParser):
    """Collects what a reader would run of a feed's content."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [tag, *(name for name, _ in attrs)]


@given(title=TEXT, author=TEXT, quote=TEXT, label=TEXT)
def test_no_text_breaks_a_feed(title: str, author: str, quote: str, label: str) -> None:
    content = feeds.content([("What", label)], quote, "zh", author, "https://news.example/?a=1&b=<")
    text = written(title=title, author=author, content=content)
    entry = ElementTree.fromstring(text.encode()).find(f"{ATOM}entry")  # noqa: S314  # our own text
    assert entry is not None
    kept = (entry.findtext(f"{ATOM}title") or "").replace("\r", "\n")
    assert kept == feeds._ILLEGAL.sub("", title).replace("\r\n", "\n").replace("\r", "\n")
    html = entry.findtext(f"{ATOM}content") or ""
    assert set(Tags(html).found) <= {"ul", "li", "b", "blockquote", "lang", "p", "a", "href"}


def test_hostile_words_stay_words() -> None:
    found = feedparser.parse(written(title=HOSTILE, author=HOSTILE).encode())
    assert not found.bozo
    assert found.entries[0].title.startswith("]]> <script>alert(1)</script> &")
    assert "\U0001f600 镓" in found.entries[0].title


def test_ids_are_for_ever() -> None:
    # Readers know entries by these: if this test fails, every subscriber is told everything anew.
    assert feeds.urn("event/e72") == "urn:uuid:d7c448e1-257a-56c3-bec3-e2fd90048b18"
    assert feeds.urn("events?mineral=antimony") == "urn:uuid:b119a935-1c1c-539a-b362-3cf3f796e3c7"


def test_an_empty_feed_is_a_feed(get: Get) -> None:
    found = feed_of(get, "/events.atom?family=diplomacy")
    assert found.entries == []
    assert found.feed.updated.endswith("T00:00:00Z")


def test_event_feed_tells_the_facts_and_the_passage(get: Get) -> None:
    found = feed_of(get, "/events.atom?mineral=antimony&official=1")
    assert found.feed.title == "Critical minerals: antimony; told by an authority"
    assert [entry.id for entry in found.entries] == [feeds.urn("event/e72"), feeds.urn("event/e46p2")]
    entry = found.entries[0]
    assert entry.title.startswith("China suspends its export ban")
    assert entry.author == "商务部"
    assert entry.link == "http://localhost/event/e72"
    # First told by the authority on the 9th, last by a paper on the 11th.
    assert (entry.published[:10], entry.updated[:10]) == ("2025-11-09", "2025-11-11")
    html = entry.content[0].value
    assert "Export ban, suspended" in html
    assert "China → United States" in html
    assert '<blockquote lang="zh">自即日起至2026年11月27日' in html
    assert 'href="https://news.example/a72"' in html
    assert {tag.label for tag in entry.tags} >= {"Export ban", "Antimony"}


def test_what_outlets_write_is_run_by_no_reader(get: Get) -> None:
    raw = ElementTree.fromstring(get("/events.atom?action=price_move").content)  # noqa: S314  # our own text
    html = raw.findtext(f"{ATOM}entry/{ATOM}content") or ""
    assert "&lt;img src=x onerror" in html
    assert not {"img", "script", "onerror"} & set(Tags(html).found)
    assert "javascript:" not in get("/events.atom").text
    assert "javascript:" not in get("/events.csv").text
    assert "javascript:" not in get("/events.json").text


def test_what_we_learned_of_last_comes_first(get: Get) -> None:
    published = [entry.published for entry in feed_of(get, "/events.atom").entries]
    assert published == sorted(published, reverse=True)
    assert len(published) == 14


@pytest.mark.parametrize("name", ["events", "measures"])
def test_feeds_go_on_page_by_page(get: Get, name: str) -> None:
    whole = [entry.id for entry in feed_of(get, f"/{name}.atom?rows=200").entries]
    paged, address = [], f"/{name}.atom?rows=3"
    while address:
        found = feed_of(get, address)
        links = {link.rel: link.href for link in found.feed.links}
        assert links["first"] == f"http://localhost/{name}.atom"
        paged += [entry.id for entry in found.entries]
        address = links.get("next", "").removeprefix("http://localhost")
    assert paged == whole
    assert len(set(whole)) == len(whole) > 6


def test_feed_keeps_its_id_whatever_page_and_order(get: Get) -> None:
    ids = {
        feed_of(get, f"/events.atom?mineral=antimony{more}").feed.id
        for more in ("", "&rows=1", "&sort=date", "&mineral=antimony", "&utm_source=x")
    }
    assert len(ids) == 1
    assert feed_of(get, "/events.atom?mineral=gallium").feed.id not in ids


def test_measure_feed_tells_each_change_of_state_once(get: Get) -> None:
    found = feed_of(get, "/measures.atom?mineral=antimony&on=2026-11-28&known=2026-11-28")
    told = [(entry.updated[:10], entry.title) for entry in found.entries]
    act = "MOFCOM No. 46/2024, paragraph 2, export ban"
    assert told == [
        ("2026-11-28", f"{act}: pause ended, unconfirmed – look"),
        ("2025-11-09", f"{act}: suspended until 27 Nov 2026"),
        ("2024-12-03", f"{act}: in force"),
    ]
    assert "第二款暂停实施" in found.entries[1].content[0].value
    assert found.entries[1].author == "商务部"


def test_measure_feed_looks_back(get: Get) -> None:
    found = feed_of(get, "/measures.atom?mineral=antimony&on=2025-01-01&known=2025-01-01")
    assert [entry.title[-8:] for entry in found.entries] == ["in force"]


def test_measure_feed_takes_the_filters_of_the_register(get: Get) -> None:
    found = feed_of(get, "/measures.atom?state=suspended&country=CN&words=rare")
    assert {entry.link for entry in found.entries} == {"http://localhost/measure/cn-mofcom-2025-61"}


@pytest.mark.parametrize(
    ("path", "where"),
    [
        ("/mineral/antimony.atom", "/events.atom?mineral=antimony"),
        ("/country/CN.csv?official=1", "/events.csv?country=CN&official=1"),
        ("/agency/cn-mofcom.json", "/events.json?agency=cn-mofcom"),
        ("/firm/youngsun-and-essen.atom", "/events.atom?firm=youngsun-and-essen"),
        ("/firm/a%26b%0d%0aX:y.atom", "/events.atom?firm=a%26b%0D%0AX%3Ay"),
    ],
)
def test_things_have_feeds_too(get: Get, path: str, where: str) -> None:
    answer = get(path)
    assert (answer.status_code, answer.headers["location"]) == (302, where)


@pytest.mark.parametrize(
    ("path", "feed"),
    [
        ("/events?mineral=antimony&official=1", "/events.atom?mineral=antimony&amp;official=1"),
        ("/measures?state=suspended", "/measures.atom?state=suspended"),
        ("/country/CN", "/events.atom?country=CN"),
        ("/mineral/antimony", "/measures.atom?mineral=antimony"),
    ],
)
def test_pages_name_their_feed_in_the_head_and_to_the_eye(get: Get, path: str, feed: str) -> None:
    page = get(path).text
    head, body = page.split("<body", 1)
    assert re.search(
        rf'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="{re.escape(feed)}">', head
    )
    for form in (".csv", ".json", ".atom"):
        assert f'href="{feed.replace(".atom", form)}"' in body
    assert 'href="/tracker' in body


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/events.atom", "application/atom+xml"), ("/events.csv", "text/csv"), ("/events.json", "application/json"),
        ("/measures.atom", "application/atom+xml"), ("/measures.csv", "text/csv"),
        ("/measures.json", "application/json"),
    ],
)  # fmt: skip
def test_files_are_named_cached_and_asked_for_cheaply(get: Get, site: Any, loop: Any, path: str, kind: str) -> None:
    first = get(path)
    assert first.headers["content-type"] == f"{kind}; charset=utf-8"
    assert first.headers["cache-control"] == "max-age=5"
    assert first.headers["x-content-type-options"] == "nosniff"
    assert path.rpartition(".")[2] in first.headers["content-disposition"]
    tag = first.headers["etag"]
    again = loop.run_until_complete(site.client.get(path, headers={"If-None-Match": f'"x", W/{tag}'}))
    assert (again.status_code, again.text, again.headers["etag"]) == (304, "", tag)
    other = loop.run_until_complete(site.client.get(path, headers={"If-None-Match": '"x"'}))
    assert other.status_code == 200


@pytest.mark.parametrize("path", ["/events.csv?rows=5", "/measures.csv?rows=3"])
def test_tables_go_on_by_their_header(get: Get, path: str) -> None:
    seen: list[tuple[str, str]] = []
    while path:
        answer = get(path)
        rows = list(csv.DictReader(io.StringIO(answer.text)))
        assert rows
        seen += [(row.get("event_id", row.get("measure_id", "")), row.get("scope_id", "")) for row in rows]
        onward = re.fullmatch(r'<http://localhost([^>]+)>; rel="next"', answer.headers.get("link", ""))
        path = onward[1] if onward else ""
    assert len(set(seen)) == len(seen) > 8


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"), ("＝1", "'＝1"),
        ("\r\n=1", "'\r\n=1"), ("a=1", "a=1"), (-1.5, -1.5), (None, None), (("=a", "b"), "'=a b"), ("", ""),
    ],
)  # fmt: skip
def test_no_cell_is_a_formula(value: object, told: object) -> None:
    assert files.cell(value) == told


def test_tables_are_told_as_they_are(get: Get) -> None:
    rows = list(csv.DictReader(io.StringIO(get("/events.csv?instrument=CN-MOFCOM+2025/72").text)))
    assert len(rows) == 1
    assert rows[0]["minerals"] == "gallium germanium antimony superhard-materials graphite"
    assert rows[0]["quote"].startswith("自即日起至2026年11月27日")
    assert rows[0]["source"] == "https://news.example/a72"


def test_json_tells_filter_count_and_where_it_goes_on(get: Get) -> None:
    told = get("/events.json?mineral=antimony&rows=1").json()
    assert told["filters"] == {"mineral": ["antimony"]}
    assert (told["count"], told["more_than_counted"]) == (4, False)
    assert told["next"] == "http://localhost/events.json?mineral=antimony&before=2025-11-09!e72&rows=1"
    assert told["events"][0]["minerals"][0] == "gallium"
    last = get("/events.json?mineral=cobalt").json()
    assert last["next"] is None


def test_json_of_the_register_tells_the_days_it_holds_for(get: Get) -> None:
    told = get("/measures.json?on=2025-01-01&known=2025-01-01&mineral=antimony").json()
    assert (told["on"], told["known"], told["count"], told["next"]) == ("2025-01-01", "2025-01-01", 1, None)
    assert told["scopes"][0]["state"] == "in_force"
