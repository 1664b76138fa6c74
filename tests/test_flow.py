"""The whole road over the sample world: from a feed to a Datasette page, a letter and a SQL query."""

from __future__ import annotations

import asyncio
import email
import email.policy
import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from click.testing import CliRunner

from tests.making import free_port, subscription
from tracker import config, pipeline, sample, site, vocab
from tracker.cli import main
from tracker.store import Store

pytestmark = [pytest.mark.net, pytest.mark.slow]
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample world, gathered once by the real pipeline from the real loopback web."""
    where = tmp_path_factory.mktemp("home")
    with sample.serve(free_port()) as web, Store(where) as store:
        store.shelves.set_world("kind", "sample")
        store.shelves.set_world("base", web.base)
        settings = config.load(sample.FEEDS, {}, home=where, base_url=web.base)
        reader = pipeline.Reader(vocab.load(), config.english_model({}))
        pipeline.shelve(store, reader.vocab)
        pipeline.poll(store, settings, lambda: NOW)
        pipeline.read(store, settings, reader, lambda: NOW)
        pipeline.link(store, reader.vocab)
    return where


@pytest.fixture
def public(home: Path) -> Iterator[sqlite3.Connection]:
    with sqlite3.connect(home / "tracker.db") as db:
        yield db


def rows(db: sqlite3.Connection, sql: str, *given: object) -> list[tuple[Any, ...]]:
    return db.execute(sql, given).fetchall()


def get(home: Path, path: str) -> Any:
    async def ask() -> Any:
        return await site.app(home / "tracker.db").client.get(path)

    return asyncio.run(ask())


def states(home: Path, instrument: str, on: str, known: str | None = None) -> dict[str, str]:
    with Store(home) as store:
        found = store.measures.on(date.fromisoformat(on), date.fromisoformat(known or on))
    return {row["scope_id"]: row["state"] for row in found if row["instrument"] == instrument}


def test_every_source_ends_in_an_outcome_and_only_the_broken_ones_are_issues(public: sqlite3.Connection) -> None:
    assert rows(public, "SELECT count(DISTINCT feed_id) FROM polls")[0][0] >= 6
    failed = {name for (name,) in rows(public, "SELECT feed_id FROM polls WHERE outcome NOT IN ('new', 'unchanged')")}
    assert failed
    assert failed == {subject for (subject,) in rows(public, "SELECT subject FROM issues WHERE resolved_at IS NULL")}


def test_off_topic_news_costs_no_article(public: sqlite3.Connection) -> None:
    found = dict(rows(public, "SELECT state, count(*) FROM entries GROUP BY state"))
    assert set(found) == {"read", "out_of_scope"}
    assert found["out_of_scope"] >= 10


def test_every_claim_shows_its_evidence_in_the_stored_text(home: Path, public: sqlite3.Connection) -> None:
    with Store(home) as store:
        claims = rows(public, 'SELECT article_id, field, start, "end", quote FROM claims')
        assert len(claims) > 60
        for article_id, name, start, end, quote in claims:
            article = store.reading.find(article_id)
            assert article
            assert article.part(name)[start:end] == quote


def test_one_act_told_by_many_in_two_languages_is_one_event(public: sqlite3.Connection) -> None:
    found = rows(
        public,
        """SELECT sources, official, languages FROM events
           WHERE instrument = 'CN-MOFCOM 2024/46' AND action = 'export_prohibition' AND targets LIKE '%US%'
           ORDER BY sources DESC""",
    )
    sources, official, languages = found[0]
    assert sources >= 3
    assert official == 1
    assert set(json.loads(languages)) == {"en", "zh"}


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2024-12-02", None),
        ("2024-12-03", "in_force"),
        ("2025-11-08", "in_force"),
        ("2025-11-09", "suspended"),
        ("2026-11-27", "suspended"),
        ("2026-11-28", "pause_ended_unconfirmed"),
    ],
)
def test_the_ban_to_the_united_states_lives_its_life(home: Path, on: str, state: str | None) -> None:
    found = states(home, "CN-MOFCOM 2024/46", on, "2026-11-30" if on > "2025-11-09" else None)
    assert found.get("2:export_prohibition") == state


def test_paragraph_one_of_the_ban_is_never_paused(home: Path) -> None:
    assert states(home, "CN-MOFCOM 2024/46", "2026-06-01").get("1:export_prohibition") == "in_force"


def test_what_was_known_before_the_pause_was_published(home: Path) -> None:
    found = states(home, "CN-MOFCOM 2024/46", "2025-12-01", "2025-11-01")
    assert found["2:export_prohibition"] == "in_force"


@pytest.mark.parametrize("number", ["61", "62"])
def test_the_october_package_is_paused_and_never_taken_for_in_force_after_the_pause(home: Path, number: str) -> None:
    instrument = f"CN-MOFCOM 2025/{number}"
    assert set(states(home, instrument, "2026-06-01").values()) == {"suspended"}
    assert set(states(home, instrument, "2026-11-22").values()) == {"pause_ended_unconfirmed"}


def test_the_seven_rare_earths_stay_under_licence_throughout(home: Path) -> None:
    for day in ("2025-04-04", "2025-11-10", "2026-11-22"):
        assert set(states(home, "CN-MOFCOM 2025/18", day).values()) == {"in_force"}


IN_FORCE = {
    "CD-ARECOMS 2025/004", "CD-ARECOMS 2025/005", "CN-MOFCOM 2023/23", "CN-MOFCOM 2023/39", "CN-MOFCOM 2024/33",
    "CN-MOFCOM 2024/46", "CN-MOFCOM 2024/51", "CN-MOFCOM 2025/10", "CN-MOFCOM 2025/18", "CN-MOFCOM 2025/68",
    "CN-MOFCOM 2025/72", "CN-MOFCOM 2026/1", "EU 2024/1252", "EU 2025/2351", "US-EO 14241",
    "US-EO 14285", "US-FR 2025-19813", "US-PROC 11001",
}  # fmt: skip


def test_nothing_is_said_to_be_in_force_that_is_not(home: Path) -> None:
    with Store(home) as store:
        found = store.measures.on(date(2026, 11, 22), date(2026, 11, 22))
    learned = {row["instrument"] for row in found if row["state"] == "in_force" and row["basis"] != "register"}
    assert learned == IN_FORCE


@pytest.mark.parametrize(
    ("on", "ban", "quota"),
    [
        ("2025-02-21", None, None),
        ("2025-02-22", "in_force", None),
        ("2025-07-01", "in_force", None),
        ("2025-10-15", "in_force", "announced"),
        ("2025-10-16", "ended", "in_force"),
    ],
)
def test_the_congolese_ban_gives_way_to_the_quota(home: Path, on: str, ban: str | None, quota: str | None) -> None:
    known = "2026-01-01"
    assert states(home, "CD-ARECOMS 2025/001", on, known).get("export_prohibition") == ban
    assert states(home, "CD-ARECOMS 2025/004", on, known).get("export_quota") == quota


def test_the_public_database_is_whole_and_holds_no_press_text(public: sqlite3.Connection) -> None:
    assert rows(public, "PRAGMA foreign_key_check") == []
    assert rows(public, "PRAGMA integrity_check") == [("ok",)]
    assert rows(public, "SELECT count(*) FROM articles WHERE publish = 'evidence' AND text IS NOT NULL") == [(0,)]
    assert rows(public, "SELECT count(*) FROM articles WHERE publish = 'full' AND text IS NULL") == [(0,)]


def test_pages_show_what_was_gathered(home: Path, public: sqlite3.Connection) -> None:
    (event_id, headline), *_ = rows(public, "SELECT id, headline FROM events WHERE instrument = 'CN-MOFCOM 2024/46'")
    for path, expected in (
        ("/", "antimony"),
        (f"/event/{event_id}", headline.split(",")[0]),
        ("/measure/cn-mofcom-2024-46", "2024-12-03"),
        ("/mineral/antimony", "antimony"),
        ("/country/CN", "China"),
        ("/tracker/events.json?_size=1", "rows"),
    ):
        answer = get(home, path)
        assert answer.status_code == 200, path
        assert expected.lower() in answer.text.lower(), path


@pytest.mark.parametrize(("dated", "said"), [("IS NULL", True), ("IS NOT NULL", False)])
def test_an_undated_event_is_not_shown_as_if_it_happened_when_it_was_told(
    dated: str, said: bool, home: Path, public: sqlite3.Connection
) -> None:
    ((event_id,),) = rows(public, f"SELECT id FROM events WHERE coalesce(effective, announced) {dated} LIMIT 1")
    assert ("undated, told" in get(home, f"/event/{event_id}").text) is said


def test_sql_answers_what_is_in_force(home: Path) -> None:
    sql = "select+distinct+instrument+from+measure_state+where+state='suspended'+and+instrument='CN-MOFCOM+2024/46'"
    assert get(home, f"/tracker.json?sql={sql}&_shape=arrayfirst").json() == ["CN-MOFCOM 2024/46"]


class Inbox:
    def __init__(self) -> None:
        self.mails: list[bytes] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.mails.append(envelope.content or b"")  # type: ignore[arg-type]
        return "250 OK"


def test_a_subscriber_gets_one_letter_for_a_period(home: Path) -> None:
    inbox = Inbox()
    controller = Controller(inbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    mail = {"TRACKER_SMTP_HOST": "127.0.0.1", "TRACKER_SMTP_PORT": str(controller.port), "TRACKER_SMTP_TLS": "none",
            "TRACKER_SMTP_FROM": "tracker@example.org"}  # fmt: skip
    tomorrow = datetime(2026, 11, 23, 6, tzinfo=UTC)
    words = vocab.load()
    with Store(home) as store:
        settings = config.load(sample.FEEDS, mail, home=home, base_url="http://127.0.0.1:9")
        store.letters.subscribe(subscription(minerals=("antimony",)))
        for _ in range(2):
            assert pipeline.send_letters(store, settings, words, tomorrow)[1] == []
    controller.stop()
    assert len(inbox.mails) == 1
    got: Any = email.message_from_bytes(inbox.mails[0], policy=email.policy.default)
    text = got.get_body(("plain",)).get_content()
    assert "antimony" in text
    assert "2026-11-27" in text
    assert "/event/" in text


def test_the_command_line_tells_the_same(home: Path) -> None:
    shown = CliRunner().invoke(main, ["--home", str(home), "measures", "--on", "2026-06-01", "--json"])
    assert shown.exit_code == 0
    found = {(row["instrument"], row["scope_id"]): row["state"] for row in json.loads(shown.output)}
    assert found["CN-MOFCOM 2024/46", "2:export_prohibition"] == "suspended"
