"""The index of words: kept with what it is of, forgetting what is gone, and silent about the vault."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.making import article, claim, event, mention
from tracker.model import Article, Claim, Measure, Scope
from tracker.store import Store
from tracker.store.schema import TRACKER
from tracker.vocab.bigrams import expression

ACT = Measure(
    "cn-mofcom-2024-46", "CN-MOFCOM 2024/46", "Stricter control", ("CN",), ("cn-mofcom",),
    (Scope("2:export_licensing", "export_licensing", "2", ("antimony",), ("US",)),), (), (),
)  # fmt: skip
TERMS = [
    {"kind": kind, "id": id_, "name": name, "name_zh": name_zh, "country": None, "groups": groups}
    for kind, id_, name, name_zh, groups in (
        ("mineral", "antimony", "Antimony", "锑", ["pnictogens"]),
        ("mineral", "pnictogens", "Pnictogens", "氮族", []),
        ("mineral", "dysprosium", "Dysprosium", "镝", []),
        ("country", "CN", "China", "中国", []),
        ("country", "US", "United States", "美国", []),
        ("agency", "cn-mofcom", "Ministry of Commerce", "商务部", []),
        ("firm", "lynas-rare-earths", "Lynas Rare Earths", "莱纳斯", []),
    )
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path) as opened:
        opened.shelves.keep_terms(TERMS)
        yield opened


def found(store: Store, question: str) -> list[tuple[str, str]]:
    sql = """SELECT kind, id FROM search JOIN search_docs ON place = search.rowid
             WHERE search MATCH ? ORDER BY rank, search.rowid DESC"""
    with sqlite3.connect(store.home / "tracker.db") as public:
        return public.execute(sql, [expression(question)]).fetchall()


def checked(store: Store) -> list[tuple[int, str]]:
    """Return the rows of the index, each with its words; FTS5 itself checks that nothing else is in it."""
    with sqlite3.connect(store.home / "tracker.db") as public:
        public.execute("INSERT INTO search (search) VALUES ('integrity-check')")
        public.execute("CREATE VIRTUAL TABLE temp.seen USING fts5vocab (main, search, instance)")
        return public.execute("SELECT doc, term FROM temp.seen ORDER BY doc, term").fetchall()


def keep(store: Store, given: Article, *claims: Claim, in_scope: bool = True) -> None:
    store.reading.keep_text(given)
    names = [mention(given, "antimony")] if "antimony" in given.text else []
    store.reading.keep(given, names, claims, in_scope=in_scope, coder="test")


@pytest.mark.parametrize(
    "question", ["antimony", "锑", "Pnictogens", "氮族", "China", "中國", "mofcom 商务部",
                                      "cn-mofcom", "lynas", "莱纳斯", "2024/46", "46/2024", "2024年第46号"],
)  # fmt: skip
def test_an_event_is_found_by_what_it_concerns_in_either_language(store: Store, question: str) -> None:
    given = event(agencies=("cn-mofcom",), firms=("Lynas Rare Earths",), instrument="CN-MOFCOM 2024/46")
    store.events.keep(given, [])
    assert found(store, question) == [("event", given.id)]


def test_an_event_told_anew_is_found_by_its_new_words_only(store: Store) -> None:
    store.events.keep(event(headline="Old words", minerals=()), [])
    store.events.keep(event(headline="Fresh words", minerals=()), [])
    assert found(store, "old") == []
    assert found(store, "fresh") == [("event", "e1")]
    store.events.drop("e1")
    assert checked(store) == []


def test_what_has_not_changed_is_not_written_again(store: Store) -> None:
    store.events.keep(event(), [])
    before = checked(store), found(store, "antimony")
    with sqlite3.connect(store.home / "tracker.db") as public:
        pages = public.execute("SELECT id, block FROM search_data").fetchall()
        store.events.keep(replace(event(), sources=9), [])
        assert public.execute("SELECT id, block FROM search_data").fetchall() == pages
    assert (checked(store), found(store, "antimony")) == before


def test_a_measure_is_found_until_it_is_dropped(store: Store) -> None:
    given = ACT
    store.measures.keep(given, [])
    store.measures.keep(replace(given, name="The antimony stop", note="a hand-written remark"), [])
    assert found(store, "antimony stop remark") == [("measure", given.id)]
    assert found(store, given.instrument) == [("measure", given.id)]
    store.measures.drop(given.id)
    assert checked(store) == []


def test_a_public_text_is_found_by_all_of_its_words(store: Store) -> None:
    given = article(publish="full")
    keep(store, given)
    assert found(store, f'"{given.text.split(".")[0]}"') == [("article", given.id)]


def test_nothing_of_the_vault_is_in_the_index(store: Store) -> None:
    given = article(publish="evidence", text="Zirkonsand stays. The secret xylophone played.", title="Zirkon news")
    said = claim(given, "Zirkonsand stays.")
    keep(store, given, said)
    assert found(store, "zirkonsand") == [("article", given.id)]
    assert found(store, "xylophone") == []
    words = {term for _, term in checked(store)}
    assert "zirkonsand" in words
    assert not words & {"secret", "xylophone", "played"}
    assert b"xylophone" not in (store.home / "tracker.db").read_bytes()


def test_an_official_text_is_found_by_the_number_in_its_title(store: Store) -> None:
    keep(store, article(title="商务部公告2025年第18号"))
    assert found(store, "2025/18") == [("article", article().id)]


def test_an_annex_is_found_by_the_number_of_its_act(store: Store) -> None:
    keep(store, article())
    keep(store, article("An annex on antimony.", url="http://127.0.0.1:9/annex", part_of=article().id))
    store.pages.number_annexes(article().id, "CN-MOFCOM 2024/46")
    assert len(found(store, "2024/46")) == 1


def test_an_article_that_leaves_the_scope_leaves_the_index(store: Store) -> None:
    keep(store, article())
    assert found(store, "antimony") == [("article", article().id)]
    keep(store, article(), in_scope=False)
    assert checked(store) == []


def test_a_claim_put_back_is_found_again(store: Store) -> None:
    given = article(publish="evidence", text="Zirkonsand stays. Traders had expected it.", title="News")
    said = claim(given, "Zirkonsand stays.")
    keep(store, given, said)
    keep(store, given)
    assert found(store, "zirkonsand") == []
    store.reading.put_back(said.id, said)
    assert found(store, "zirkonsand") == [("article", given.id)]


def test_a_new_name_finds_what_is_stored(store: Store) -> None:
    store.events.keep(event(), [])
    keep(store, article())
    fresh = [term | {"name_zh": "蓝星"} if term["id"] == "antimony" else term for term in TERMS]
    store.shelves.keep_terms(fresh)
    assert {kind for kind, _ in found(store, "蓝星")} == {"event", "article"}
    assert found(store, "锑") == []
    store.shelves.keep_terms([term | {"name": "Zeugs"} if term["id"] == "pnictogens" else term for term in fresh])
    assert {kind for kind, _ in found(store, "Zeugs")} == {"event", "article"}


def test_the_title_counts_more_than_a_passing_name_and_the_newest_comes_first(store: Store) -> None:
    for number in range(40):
        store.events.keep(event(f"x{number}", headline="Something else", minerals=("dysprosium",)), [])
    store.events.keep(event("by name", headline="One", minerals=("antimony",), date="2026-01-01"), [])
    store.events.keep(event("by title", headline="Antimony", minerals=("dysprosium",), date="2020-01-01"), [])
    assert [id_ for _, id_ in found(store, "antimony")] == ["by title", "by name"]
    assert found(store, "else") == [("event", f"x{number}") for number in reversed(range(40))]


def test_a_home_without_the_index_gets_it_when_it_is_opened(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.shelves.keep_terms(TERMS)
        store.events.keep(event(), [])
        store.measures.keep(ACT, [])
        keep(store, article())
        before = checked(store)
        with sqlite3.connect(tmp_path / "tracker.db") as public:  # as a home of the version before
            public.executescript("DROP TABLE search; DROP TABLE search_docs; PRAGMA user_version = 0")
            public.execute("DELETE FROM _sqlite_migrations WHERE name = '0004_search'")
    for _ in range(2):
        with Store(tmp_path) as store:
            assert checked(store) == before


def test_a_broken_off_build_begins_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tracker.store.search import Search

    with Store(tmp_path) as store:
        store.events.keep(event(), [])
        keep(store, article())
        before = checked(store)
        with sqlite3.connect(tmp_path / "tracker.db") as public:
            public.execute("PRAGMA user_version = 0")

    def dies(self: Search, article_id: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Search, "_article", dies)
        with pytest.raises(KeyboardInterrupt):
            Store(tmp_path)
    with Store(tmp_path) as store:
        assert checked(store) == before


def test_words_are_dropped_with_the_transaction_that_brought_them(store: Store) -> None:
    def told_and_broken_off() -> None:
        with store.together():
            store.events.keep(event(), [])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        told_and_broken_off()
    assert checked(store) == []


@pytest.mark.parametrize("day", ["2026-11-22", "2026-11", "2026", "", "soon", "0000-00-00"])
def test_every_day_has_a_place(store: Store, day: str) -> None:
    store.events.keep(event(date=day), [])
    assert found(store, "antimony") == [("event", "e1")]
    with sqlite3.connect(store.home / "tracker.db") as public:
        (place,) = public.execute("SELECT place FROM search_docs").fetchone()
    assert 1 << 40 <= place < 2 << 40


def test_the_migration_is_plain_sql() -> None:
    db = sqlite3.connect(":memory:")
    db.executescript("".join(TRACKER.values()))
    assert db.execute("SELECT count(*) FROM search_docs").fetchone() == (0,)
    db.close()
