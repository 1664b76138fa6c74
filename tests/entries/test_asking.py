"""How sources are asked: the placeholders of a poll's first questions, and the question for each next page."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.entries.making import answer, feed
from tracker.entries import following, questions
from tracker.model import Api, Asking, Listing, Question

DAY = date(2026, 1, 2)
HOST = "https://wire.example"


def test_a_plain_source_is_asked_once() -> None:
    assert questions(feed(), DAY) == (Question(f"{HOST}/feed"),)
    assert questions(feed(look_back=timedelta(days=30)), DAY) == (Question(f"{HOST}/feed"),)


def test_a_dated_source_is_asked_for_each_day_newest_first() -> None:
    source = feed(url=HOST + "/oj?ojDate={date:%d%m%Y}&y={year}", look_back=timedelta(days=3))
    assert [each.url for each in questions(source, DAY)] == [
        HOST + "/oj?ojDate=02012026&y=2026",
        HOST + "/oj?ojDate=01012026&y=2026",
        HOST + "/oj?ojDate=31122025&y=2025",
    ]


def test_a_source_by_year_is_asked_once_for_each_year() -> None:
    source = feed(url=HOST + "/{year}/index.html", look_back=timedelta(days=30))
    assert [each.url for each in questions(source, DAY)] == [HOST + "/2026/index.html", HOST + "/2025/index.html"]
    assert len(questions(source, date(2026, 6, 1))) == 1


def test_no_look_back_asks_without_end() -> None:
    assert len(questions(feed(url=HOST + "/{date:%Y-%m-%d}", look_back=timedelta(days=100_000)), DAY)) == 100
    assert len(questions(feed(url=HOST + "/{date:%Y-%m-%d}", look_back=timedelta(days=10)), date(1, 1, 2))) == 2
    assert len(questions(feed(url=HOST + "/{date:%Y-%m-%d}", look_back=timedelta(0)), DAY)) == 1


def test_form_and_headers_are_filled_too_and_other_braces_left_alone() -> None:
    asking = Asking(
        form=(("paramJson", '{"pageNo":{page},"from":"{date:%Y-%m-%d}"}'), ("title", "{other}")),
        headers=(("Referer", HOST + "/{year}/"),),
    )
    assert questions(feed("api", request=asking, first_page=0), DAY) == (
        Question(
            f"{HOST}/feed",
            (("paramJson", '{"pageNo":0,"from":"2026-01-02"}'), ("title", "{other}")),
            (("Referer", HOST + "/2026/"),),
        ),
    )


def walk(source: Any, bodies: list[str], day: date = DAY) -> list[Question]:
    """Return the questions of one poll of one day, as each answer leads to the next."""
    asked = [questions(source, day)[0]]
    for body in bodies:
        if (after := following(source, asked[-1], answer(body, final_url=asked[-1].url))) is None:
            break
        asked.append(after)
    return asked


def test_numbered_pages_count_on_until_the_last_allowed_and_keep_their_day() -> None:
    source = feed("listing", url=HOST + "/{date:%Y%m%d}/list_{page}.html", pages=3, first_page=5)
    asked = walk(source, ["<ul>"] * 9)
    assert [each.url for each in asked] == [f"{HOST}/20260102/list_{n}.html" for n in (5, 6, 7)]
    assert [each.page for each in asked] == [0, 1, 2]


def test_forms_count_their_pages() -> None:
    asking = Asking(
        form=(("pageNumber", "{page}"), ("columnID", "9")), headers=(("X-Requested-With", "XMLHttpRequest"),)
    )
    asked = walk(feed("api", request=asking, pages=2), ["{}"] * 5)
    assert [dict(each.form) for each in asked] == [
        {"pageNumber": "1", "columnID": "9"},
        {"pageNumber": "2", "columnID": "9"},
    ]
    assert {each.headers for each in asked} == {asking.headers}


def test_a_cursor_goes_into_the_next_question_escaped_where_it_must_be() -> None:
    paths = Api(items="rows", link="l", title="t", cursor="meta.next")
    asking = Asking(headers=(("X-Cursor", "{cursor}"),))
    source = feed("api", url=HOST + "/v1?after={cursor}", api=paths, pages=9, request=asking)
    asked = walk(source, [json.dumps({"meta": {"next": value}}) for value in ("a&b=/c\r\nX: 1", 17, "last", "last")])
    assert [each.url for each in asked] == [
        HOST + "/v1?after=",
        HOST + "/v1?after=a%26b%3D%2Fc%20X%3A%201",
        HOST + "/v1?after=17",
        HOST + "/v1?after=last",
    ]
    assert asked[1].headers == (("X-Cursor", "a&b=/c X: 1"),)


@pytest.mark.parametrize(
    "last", ['{"meta": {"next": null}}', '{"meta": {}}', "{}", "[]", "no json", '{"meta": {"next": ""}}']
)
def test_no_cursor_no_next_page(last: str) -> None:
    source = feed("api", url=HOST + "/{cursor}", api=Api(items="r", link="l", title="t", cursor="meta.next"), pages=9)
    assert following(source, questions(source, DAY)[0], answer(last)) is None


NEXT = Api(items="r", link="l", title="t", next="next")


@pytest.mark.parametrize(
    ("stated", "url"),
    [
        ("/v1?page=2", HOST + "/v1?page=2"),
        ("https://www.wire.example/v1?page=2", "https://www.wire.example/v1?page=2"),
        ("https://elsewhere.example/v1?page=2", None),
        ("http://127.0.0.1/", None),
        ("javascript:alert(1)", None),
        ("/feed", None),
        ("http://[::1", None),
        (None, None),
        (2, None),
    ],
)
def test_a_stated_next_page_is_asked_for_at_the_same_host_only(stated: object, url: str | None) -> None:
    source = feed("api", api=NEXT, pages=9, request=Asking(headers=(("Accept", "application/json"),)))
    found = following(source, questions(source, DAY)[0], answer(json.dumps({"next": stated})))
    assert (found.url if found else None) == url
    if found:
        assert found == Question(found.url, (), (("Accept", "application/json"),), 1)


def test_a_source_that_has_moved_is_followed_where_it_answered() -> None:
    source = feed("api", api=NEXT, pages=9)
    moved = answer('{"next": "?page=2"}', final_url="https://new.example/v2")
    assert following(source, questions(source, DAY)[0], moved) == Question("https://new.example/v2?page=2", page=1)


def test_a_list_page_is_followed_by_the_link_that_is_selected_or_marked() -> None:
    page = '<base href="/deep/"><a class=n href="p2.html">2</a><a rel="nofollow next" href="/marked">next</a>'
    selected = feed("listing", listing=Listing(item="li", next="a.n"), pages=2)
    marked = feed("listing", listing=Listing(item="li"), pages=2)
    within = feed("listing", listing=Listing(item="li", next="a.n", inside="html"), pages=2)
    first = Question(f"{HOST}/feed")
    assert following(selected, first, answer(page)) == Question(f"{HOST}/deep/p2.html", page=1)
    assert following(marked, first, answer(page)) == Question(f"{HOST}/marked", page=1)
    assert following(within, first, answer(json.dumps({"html": page}))) == Question(f"{HOST}/deep/p2.html", page=1)
    assert following(selected, first, answer("<a class=n href='javascript:go(2)'>2</a>")) is None
    assert following(within, first, answer("{}")) is None


def test_a_feed_in_pages_is_followed_by_its_own_link() -> None:
    body = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="/feed"/>'
        '<link href="?p=2&amp;x=1" rel="next"/>'
        "<entry><link href='/next'/></entry></feed>"
    )
    assert following(feed(pages=2), Question(f"{HOST}/feed"), answer(body)) == Question(f"{HOST}/feed?p=2&x=1", page=1)
    assert following(feed(pages=2), Question(f"{HOST}/feed"), answer("<rss><channel><link>next</link>")) is None


def test_pages_end_with_those_allowed_and_with_no_answer() -> None:
    source = feed("listing", url=HOST + "/{page}", pages=1)
    assert following(source, questions(source, DAY)[0], answer("<ul>")) is None
    assert following(feed("listing", url=HOST + "/{page}", pages=5), Question(HOST + "/1"), answer(None)) is None


@given(st.binary(max_size=200), st.sampled_from(["feed", "listing", "api"]))
def test_no_answer_makes_following_raise(noise: bytes, kind: str) -> None:
    source = feed(kind, api=NEXT, pages=5)
    found = following(source, Question(f"{HOST}/feed"), answer(noise))
    assert found is None or found.url.startswith("http")
