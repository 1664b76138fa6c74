"""The event page says why: a fold under each coded field with rule and words, and nothing that was outvoted."""

from __future__ import annotations

import asyncio
import re
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.site import world
from tracker.site import why
from tracker.site.reading import Row

EVENT = "e72"


def reason(claim: str, position: int, field: str, value: str, rule: str, quote: str | None, **more: Any) -> Row:
    part = "text" if quote else None
    row = {"claim_id": claim, "position": position, "field": field, "value": value, "rule": rule, "quote": quote}
    return row | {"part": part, "start": 0 if quote else None, "end": len(quote) if quote else None} | more


@pytest.fixture(scope="module")
def page(database: Path, tmp_path_factory: pytest.TempPathFactory, loop: asyncio.AbstractEventLoop) -> str:
    """The page of an event whose lead claim has reasons."""
    from tracker.site import app

    path = tmp_path_factory.mktemp("why") / "tracker.db"
    shutil.copy(database, path)
    with sqlite3.connect(path) as db:
        (claim,) = db.execute("SELECT id FROM claims WHERE event_id = ? ORDER BY id LIMIT 1", [EVENT]).fetchone()
        for row in (
            reason(claim, 0, "stage", "suspended", "words of a pause", "暂停<b>"),
            reason(claim, 1, "until", "2026-11-27", "end date, as written", "2026年11月27日"),
            reason(claim, 2, "actors", "CN", "the source's own country", None),
            reason(claim, 3, "actors", "FR", "subject of the cue", "Paris"),
        ):
            world.insert(db, "claim_reasons", **row)

    async def asked() -> Any:
        return await app(path).client.get(f"/event/{EVENT}")

    answer = loop.run_until_complete(asked())
    assert answer.status_code == 200
    assert "unsafe" not in answer.headers["content-security-policy"]
    return str(answer.text)


def folds(page: str) -> dict[str, str]:
    found = re.findall(r"<dt>(\w[\w ]*).*?</dt><dd>((?:(?!</dd>).)*)</dd>", page, re.DOTALL)
    return {
        name: fold for name, body in found if (fold := "".join(re.findall(r"<details.*?</details>", body, re.DOTALL)))
    }


def test_each_field_with_a_reason_has_its_fold(page: str) -> None:
    found = folds(page)
    assert set(found) == {"Stage", "Until", "Actor"}
    assert '<q lang="zh">2026年11月27日</q>' in found["Until"]
    assert "end date, as written" in found["Until"]
    assert "the source&#39;s own country" in found["Actor"]


def test_a_quote_is_escaped_and_no_script_is_needed(page: str) -> None:
    assert "暂停&lt;b&gt;" in page
    assert "<script" not in page
    assert not re.search(r"<[^>]*\s(style|on\w+)=", page)


def test_what_the_event_does_not_say_is_not_explained(page: str) -> None:
    assert "Paris" not in page


def row(claim: str, value: str = "CN", rule: str = "cue x", quote: str | None = "words", **more: Any) -> Row:
    return {
        "claim_id": claim,
        "about": "actors",
        "value": value,
        "rule": rule,
        "quote": quote,
        "certainty": "asserted",
    } | more


def test_few_tellings_are_shown_and_the_rest_counted() -> None:
    found = why.by_field({"actors": ("CN", "US")}, [row(f"c{number}") for number in range(9)])["actors"]
    assert (len(found.tellings), found.more) == (why.MOST, 6)


def test_values_of_one_rule_are_told_together() -> None:
    rows = [row("c1"), row("c1", "US", quote="other"), row("c1", "DE"), row("c2", certainty="denied")]
    (telling,) = why.by_field({"actors": ("CN", "US")}, rows)["actors"].tellings
    assert (telling.values, telling.quotes) == (("CN", "US"), ("words", "other"))


def test_a_long_passage_is_cut_in_its_middle() -> None:
    (telling,) = why.by_field({"actors": ("CN",)}, [row("c1", quote="a" * 500 + "z" * 500)])["actors"].tellings
    assert len(telling.quotes[0]) <= why.LONGEST + 3
    assert re.fullmatch("a+ … z+", telling.quotes[0])


def test_an_event_without_reasons_has_no_folds() -> None:
    assert why.by_field({"actors": ("CN",)}, []) == {}
