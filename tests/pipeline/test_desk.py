"""From texts to threads, routes and dates: in our own words, through the real tagger, coder and linker."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.making import article, claim
from tracker import pipeline
from tracker.model import Article, Claim, Quantity, content_id
from tracker.pipeline.keep import Examined, Reader, code, keep_article
from tracker.pipeline.link import link
from tracker.store import Store

pytestmark = pytest.mark.slow

SHENZHEN = (
    "5月9日，国家出口管制工作协调机制办公室组织商务部、公安部、国家安全部、海关总署、国家邮政局等部门，"
    "在深圳召开打击战略矿产走私出口专项行动现场会，部署开展专项行动。"
)
CHANGSHA = (
    "5月12日，国家出口管制工作协调机制办公室在长沙召开会议，部署加强战略矿产出口全链条管控，严厉打击战略矿产走私。\n"
    "商务部、工业和信息化部、海关总署等部门和七个省区的有关负责同志参加。"
)
NANNING = (
    "China's commerce ministry and customs authorities met in Nanning on 19 July to push forward the special operation "
    "against the smuggling of strategic minerals, and set up a joint enforcement centre."
)
COURT = (
    "A court in Shenzhen on 16 December sentenced a trader to 12 years in prison for smuggling more than 166 tonnes of "
    "antimony ingots out of China, a case brought under the special operation against smuggling of strategic minerals."
)
MAGNETS = "US Customs and Border Protection said on 31 July 2025 that it had seized rare earth magnets in Long Beach."
DETOUR = (
    "Since December 2024 Chinese antimony oxide has been transshipped to the United States through Thailand and "
    "Mexico, with 3,834 tonnes landed so far, customs data show."
)
DRAFT = (
    "The U.S. Department of Commerce proposes a licence requirement for exports of gallium.\n"
    "DATES: Comments must be received no later than January 11, 2027."
)
TEXTS: dict[str, dict[str, Any]] = {
    "shenzhen": {"text": SHENZHEN, "title": "打击战略矿产走私出口专项行动", "day": "2025-05-12", "office": "商务部"},
    "changsha": {"text": CHANGSHA, "title": "战略矿产出口全链条管控会议", "day": "2025-05-13", "office": "商务部"},
    "nanning": {"text": NANNING, "title": "China presses on against mineral smuggling", "day": "2025-07-20"},
    "court": {"text": COURT, "title": "Antimony smuggler jailed in Shenzhen", "day": "2025-12-18"},
    "magnets": {"text": MAGNETS, "title": "US seizes rare earth magnets", "day": "2025-08-01"},
    "detour": {"text": DETOUR, "title": "Antimony by the back door", "day": "2025-06-20"},
    "draft": {"text": DRAFT, "title": "Licence requirement for gallium: proposed rule", "day": "2026-11-10",
              "office": "Federal Register"},
}  # fmt: skip


def written(name: str) -> Article:
    told = TEXTS[name]
    chinese = "office" in told and name != "draft"
    office = told.get("office")
    return article(
        told["text"], id=content_id("desk", name), url=f"http://127.0.0.1:9/{name}", title=told["title"],
        language="zh" if chinese else "en", country="CN" if chinese else "US" if office else "GB",
        kind="notice" if office else "news", publisher=office or f"Paper {name}",
        tier="official" if office else "press", publish="full" if office else "evidence",
        published=datetime.fromisoformat(f"{told['day']}T06:00:00").replace(tzinfo=UTC),
    )  # fmt: skip


def read(home: Path, reader: Reader, names: Iterable[str]) -> Path:
    """Read texts one after another, each linked before the next comes; return the database."""
    with Store(home) as store:
        for name in names:
            keep_article(store, reader, written(name))
            pipeline.link(store, reader.vocab)
    return home / "tracker.db"


def rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    db = sqlite3.connect(path)
    found = db.execute(sql).fetchall()
    db.close()
    return found


THREAD = """SELECT threads.id = thread_events.event_id, claims.article_id FROM threads
    JOIN thread_events ON thread_events.thread_id = threads.id JOIN events ON events.id = thread_events.event_id
    JOIN claims ON claims.id = events.lead WHERE threads.size > 1 ORDER BY threads.id, thread_events.position"""
ENFORCED = ("shenzhen", "changsha", "nanning", "court", "magnets")


def test_shenzhen_changsha_nanning_and_a_sentence_are_one_thread(tmp_path: Path, reader: Reader) -> None:
    found = rows(read(tmp_path, reader, ENFORCED), THREAD)
    names = {content_id("desk", name): name for name in TEXTS}
    assert list(dict.fromkeys(names[article_id] for _, article_id in found)) == list(ENFORCED[:4])
    assert [first for first, _ in found] == [1] + [0] * (len(found) - 1)


def test_texts_that_come_in_another_order_make_the_same_thread(tmp_path: Path, reader: Reader) -> None:
    first = rows(read(tmp_path / "a", reader, ENFORCED), "SELECT * FROM thread_events ORDER BY 1, 2")
    other = rows(read(tmp_path / "b", reader, reversed(ENFORCED)), "SELECT * FROM thread_events ORDER BY 1, 2")
    assert first == other
    assert first


def test_a_report_of_a_detour_makes_its_routes(tmp_path: Path, reader: Reader) -> None:
    found = rows(
        read(tmp_path, reader, ["detour"]),
        "SELECT origin, transit, destination, mineral, quantity, unit, since FROM routes ORDER BY transit",
    )
    assert found == [
        ("CN", via, "US", "antimony", 3834.0, "t", "2024-12") for via in ("MX", "TH")
    ]  # the amount is that of both together


def test_a_proposed_rule_closes_for_comment_and_starts_nothing(tmp_path: Path, reader: Reader) -> None:
    path = read(tmp_path, reader, ["draft"])
    sql = """SELECT day, kind, certainty FROM dates JOIN events ON events.id = dates.owner"""
    assert rows(path, sql) == [("2027-01-11", "closes", "by its text")]


def test_the_register_alone_fills_the_desk(tmp_path: Path, reader: Reader) -> None:
    path = read(tmp_path, reader, ())
    with Store(tmp_path) as store:
        link(store, reader.vocab)
    sql = "SELECT day FROM dates WHERE owner = 'cn-mofcom-2024-46' AND kind = 'pause_ends'"
    assert {day for (day,) in rows(path, sql)} == {"2026-11-27"}
    orphans = "SELECT owner FROM dates WHERE owner NOT IN (SELECT id FROM measures)"
    assert rows(path, orphans) == []


def evasion(of: Article, via: str) -> Claim:
    amount = (Quantity(5.0, "t"),)
    return claim(of, action="circumvention", stage="occurred", via=(via,), quantities=amount)


def test_what_is_told_no_more_leaves_no_route_no_line_and_no_thread(tmp_path: Path, reader: Reader) -> None:
    told = article("Antimony went round. Nothing was said.", id="gone")
    campaign = claim(told, "Nothing was said.", action="enforcement_campaign", stage="occurred")
    later = claim(told, "Antimony went round.", action="export_tax", stage="announced", effective="2026-12-31")
    with Store(tmp_path) as store:
        for again, claims in enumerate([(evasion(told, "TH"), campaign), (evasion(told, "VN"), later), ()]):
            with store.together():
                store.reading.keep_text(told)
                code(store, reader, Examined(told, (), claims, (), ()), again=again > 0)
            link(store, reader.vocab)
            tables = ("SELECT transit FROM routes", "SELECT size FROM threads",
                      "SELECT day FROM dates JOIN events ON events.id = owner")  # fmt: skip
            found = list(itertools.chain.from_iterable(rows(tmp_path / "tracker.db", sql) for sql in tables))
            assert found == [[("TH",), (1,)], [("VN",), ("2026-12-31",)], []][again]
