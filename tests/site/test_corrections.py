"""The page of an event says what people corrected, by whom and why; a merged event's address leads on."""

from __future__ import annotations

import asyncio
import html
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.site import world
from tests.site.conftest import Get

HOSTILE = "<script>alert('x')</script> {{ 7 * 7 }} \"><img src=x onerror=alert(1)>"
AT = "2026-11-20T10:00:00.000001+00:00"


def said(kind: str, subject_id: str, subject: str = "event", **more: Any) -> dict[str, Any]:
    row = {"id": f"{kind} {subject_id} {more.get('field', '')}", "at": AT, "author": "Ada Lovelace", "kind": kind,
           "subject": subject, "subject_id": subject_id, "field": "", "value": "", "reason": "The notice says so.",
           "quote": "", "source": ""}  # fmt: skip
    return row | more


ROWS = (
    said("set", "e72", field="minerals", before='["antimony"]', value='["gallium", "germanium"]', quote="镓、锗"),
    said("set", "e72", field="until", before="2026-11-27", value="", reason=HOSTILE, author=HOSTILE,
         quote=HOSTILE, source="javascript:alert('source')"),
    said("set", "e72", field="stage", before="announced", value="suspended", source="https://mofcom.example/72",
         quote="暂停实施", undone_at=AT, undone_by="Bob: it was not so"),
    said("merge", "old-one", value="e72", before='{"claims": [], "aliases": {}}'),
    said("split", "e72", field="e46p1", value='["c1", "c2"]'),
    said("confirm", "e72"),
    said("reject", "gone", value='["c9"]'),
)  # fmt: skip


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory, loop: asyncio.AbstractEventLoop) -> Get:
    from tracker.site import app

    path: Path = world.build(tmp_path_factory.mktemp("corrected"))
    with sqlite3.connect(path) as db:
        for row in ROWS:
            world.insert(db, "corrections", **row)
        world.insert(db, "event_aliases", id="old-one", event_id="e72", why="merged")
        db.execute("""UPDATE events SET corrected = '["minerals", "until"]', until = NULL WHERE id = 'e72'""")
    db.close()

    async def made() -> Any:
        return app(path)

    site = loop.run_until_complete(made())
    return lambda address: loop.run_until_complete(site.client.get(address))


def words(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", page)).split())


def test_an_event_says_what_people_set_over_the_coder(corrected: Get) -> None:
    page = corrected("/event/e72").text
    told = words(page)
    assert "Corrected by people" in told
    assert "20 Nov 2026 Ada Lovelace" in told
    assert re.search(r"Minerals: from \w+ to Gallium, germanium", told)
    assert "Until: from 2026-11-27 to nothing" in told
    assert '<span lang="zh">镓、锗</span>' in page
    assert '<a href="/event/e46p1">an event of their own</a>' in page
    assert "The event old-one is merged into this one" in told
    assert "(taken back)" in told
    assert "Taken back 20 Nov 2026 by Bob: it was not so" in told
    assert 'href="https://mofcom.example/72"' in page


def test_fields_set_by_hand_are_marked_in_words(corrected: Get) -> None:
    told = words(corrected("/event/e72").text)
    assert re.search(r"Minerals ✎ set by hand", told)
    assert re.search(r"Until ✎ set by hand ?nothing", told)
    assert told.count("set by hand") == 2


def test_what_people_write_is_text(corrected: Get) -> None:
    page = corrected("/event/e72").text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "javascript:" not in page
    assert "{{ 7 * 7 }}" in page


def test_a_merged_event_leads_to_the_one_it_went_into(corrected: Get) -> None:
    answer = corrected("/event/old-one")
    assert (answer.status_code, answer.headers["location"]) == (301, "/event/e72")


def test_a_rejected_event_says_who_rejected_it_and_an_unknown_one_is_unknown(corrected: Get) -> None:
    answer = corrected("/event/gone")
    assert answer.status_code == 410
    assert "Ada Lovelace rejected it on 2026-11-20: The notice says so." in words(answer.text)
    assert corrected("/event/none").status_code == 404


def test_an_event_that_nobody_corrected_has_no_such_section(corrected: Get) -> None:
    told = corrected("/event/e46p1").text
    assert "set by hand" not in told
    assert "Corrected by people" not in corrected("/event/e46p2").text
    assert "Split</b> from" in told
