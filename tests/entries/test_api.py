"""JSON answers: items and fields by dotted paths, pages after the first, and answers that are no answer."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.entries.making import answer, feed, only_issue, read, told
from tracker.entries.api import next_page
from tracker.model import Api

REGISTER = {
    "next_page_url": "/api/v1/documents?page=2",
    "results": [
        {"title": "Notice on <em>critical</em> minerals", "html_url": "/d/1", "number": "2026-00001",
         "publication_date": "2026-03-02"},
        {"title": None, "html_url": "/d/2", "number": 7, "publication_date": None},
        "stray",
    ],
}  # fmt: skip


def body(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def test_a_register_gives_its_documents() -> None:
    entries, issues = read(feed("api", zone="America/New_York"), answer(body(REGISTER)))
    assert told(entries, "guid", "url", "title", "number", "published") == [
        {
            "guid": "2026-00001",
            "url": "https://wire.example/d/1",
            "title": "Notice on critical minerals",
            "number": "2026-00001",
            "published": "2026-03-02T17:00:00+00:00",
        },
        {"guid": "7", "url": "https://wire.example/d/2", "title": "", "number": "7", "published": None},
    ]
    assert issues == []


def test_a_bare_array_nested_groups_and_epoch_times_are_read() -> None:
    bare = feed("api", api=Api(items=".", link="URL", title="TITLE", date="DAY"))
    entries, _ = read(bare, answer(body([{"URL": "http://a.example/1", "TITLE": "稀土", "DAY": "2025-10-09"}])))
    assert told(entries, "title", "published") == [{"title": "稀土", "published": "2025-10-09T04:00:00+00:00"}]
    groups = {
        "data": {"rows": [{"group": [{"data": {"url": "/1", "title": "钨", "time": 1760000000000}}]}, {"group": []}]}
    }
    nested = feed("api", api=Api(items="data.rows.*.group.*.data", link="url", title="title", date="time"))
    entries, _ = read(nested, answer(body(groups).encode("gb18030")))
    assert told(entries, "title", "published") == [{"title": "钨", "published": "2025-10-09T08:53:20+00:00"}]


@pytest.mark.parametrize(
    ("text", "kind", "reason"),
    [
        (body({"code": 200, "data": None}), "wrong_shape", "nothing at 'results'"),
        (body({"results": None}), "wrong_shape", "no list at 'results' but null"),
        (body({"results": []}), "empty", "no items at 'results'"),
        (body({"results": [{"a": 1}]}), "wrong_shape", "none with 'html_url' or 'title'"),
        ("<html></html>", "wrong_shape", "an HTML or XML page instead of JSON"),
        ('{"results": [', "wrong_shape", "no JSON"),
        ("[" * 200_000, "wrong_shape", "JSON"),
        (b"\xff\xfe\xff" * 40 + b"\x81", "mojibake", "the bytes make sense in no charset"),
        (body({"success": False, "results": [{}]}), "wrong_shape", "it does not say why"),
        (body({"success": "false", "msg": "no such\ncolumn"}), "wrong_shape", "that it failed: no such column"),
        (body({"results": [{"title": "???", "html_url": "/1"}]}), "mojibake", "1 of 1 titles are ruins"),
    ],
)
def test_an_answer_of_another_shape_is_told(text: bytes | str, kind: str, reason: str) -> None:
    issue = only_issue(read(feed("api"), answer(text)))
    assert issue.kind == kind
    assert reason in issue.reason


def test_lone_surrogates_can_be_stored() -> None:
    entries, _ = read(feed("api"), answer('{"results": [{"title": "a\\ud800b", "html_url": "/1"}]}'))
    assert entries[0].title.encode("utf-8")


def test_the_next_page_is_where_the_answer_says() -> None:
    source = feed("api", api=Api(items="results", link="html_url", title="title", next="next_page_url"))
    assert next_page(source, answer(body(REGISTER))) == "https://wire.example/api/v1/documents?page=2"
    assert next_page(source, answer(body({"results": []}))) is None
    assert next_page(source, answer(body({"next_page_url": None}))) is None
    assert next_page(source, answer("no json")) is None
    assert next_page(feed("api"), answer(body(REGISTER))) is None
