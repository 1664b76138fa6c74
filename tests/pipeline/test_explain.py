"""From a text to its explanation through the store, and what happens to a passage that is not in its text."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest

from tests.making import article
from tracker import pipeline
from tracker.model import Article, Evidence, Reason
from tracker.pipeline import keep
from tracker.pipeline.correct import CorrectionError
from tracker.pipeline.explain import check, explain
from tracker.store import Store

TEXT = (
    "China on Tuesday banned exports of antimony and gallium to the United States, the commerce ministry said.\n"
    "Traders had expected it for weeks, and prices had risen."
)


def kept(store: Store, reader: pipeline.Reader, text: str = TEXT) -> Article:
    made = article(text)
    with store.together():
        keep.keep_article(store, reader, made)
    pipeline.link(store, reader.vocab)
    return made


def first_event(store: Store, made: Article) -> str:
    (_, event_id), *_ = store.reading.tellings_of_article(made.id, linked=True)
    assert event_id
    return event_id


def test_an_event_is_explained_from_what_is_stored(store: Store, reader: pipeline.Reader) -> None:
    made = kept(store, reader)
    event_id = first_event(store, made)
    found = explain(store, reader.vocab, event_id[:7])
    assert found.explained.event.id == event_id
    fields = {each.field for each in found.explained.decided}
    assert {"action", "stage", "actors", "targets", "minerals", "announced"} <= fields
    for name, reasons in found.reasons.items():
        assert {each.reason.field for each in reasons} >= fields
        assert found.tellings[name].claim.article_id == made.id
    for shown in (each for reasons in found.reasons.values() for each in reasons if each.reason.evidence):
        assert f"{shown.before}{shown.reason.evidence.quote}{shown.after}" in made.part(shown.reason.evidence.field)


def test_an_unknown_id_is_told_in_one_line(store: Store, reader: pipeline.Reader) -> None:
    kept(store, reader)
    with pytest.raises(CorrectionError, match="no event has an id that begins with 'zz'"):
        explain(store, reader.vocab, "zz")


def test_all_stored_passages_stand_in_their_texts(store: Store, reader: pipeline.Reader) -> None:
    made = kept(store, reader)
    looked, faults = check(store)
    claims = store.reading.tellings_of_article(made.id, linked=True)
    assert looked > len(claims) > 0
    assert faults == []


def test_a_passage_that_was_moved_is_found(store: Store, reader: pipeline.Reader) -> None:
    kept(store, reader)
    with sqlite3.connect(store.home / "tracker.db") as behind:
        behind.execute("UPDATE claims SET quote = 'Peru'")
        behind.execute("UPDATE claim_reasons SET quote = 'Chile' WHERE field = 'actors'")
    _, faults = check(store)
    assert any("actors CN: “Chile” is not in the text" in fault for fault in faults)
    assert any("“Peru” is not in the text" in fault for fault in faults)
    assert all(fault.startswith("http://127.0.0.1:9/article: claim ") for fault in faults)


NOTICE = (
    "商务部公告2025年第90号\n一、满足以下特性的物项，未经许可，不得出口：\n"
    "1. 锑锭（参考海关商品编号：8110101000）。\n二、本公告自2025年12月1日起正式实施。\n商务部\n2025年11月20日"
)


def test_the_rows_of_an_act_are_looked_up_too(store: Store, reader: pipeline.Reader) -> None:
    made = article(NOTICE, title="商务部公告2025年第90号", language="zh", kind="notice", country="CN", tier="official")
    with store.together():
        keep.keep_article(store, reader, made)
    before, faults = check(store)
    assert faults == []
    with sqlite3.connect(store.home / "tracker.db") as behind:
        assert behind.execute('UPDATE controlled_items SET "end" = "end" + 1').rowcount == 1
    looked, faults = check(store)
    assert looked == before
    assert faults == ["CN-MOFCOM 2025/90, row 1: “1. 锑锭（参考海关商品编号：8110101000）” is not in its text"] or (
        len(faults) == 1 and faults[0].startswith("CN-MOFCOM 2025/90, row 1: “")
    )


def test_the_rows_of_an_act_without_number_are_looked_up_as_well(store: Store, reader: pipeline.Reader) -> None:
    text = NOTICE.replace("商务部公告2025年第90号", "关于对锑相关物项实施出口管制的公告")
    made = article(
        text, title="关于对锑相关物项实施出口管制的公告", language="zh", kind="notice", country="CN", tier="official"
    )
    with store.together():
        keep.keep_article(store, reader, made)
    assert store.pages.listed(made.id)
    with sqlite3.connect(store.home / "tracker.db") as behind:
        assert behind.execute('UPDATE controlled_items SET "end" = "end" + 1').rowcount == 1
    _, faults = check(store)
    assert [fault.startswith(f"{made.url}, row 1: “") for fault in faults] == [True]


WRONG = Evidence("text", 0, 5, "Chile")


def test_what_rests_on_a_wrong_passage_is_not_stored_and_told(
    store: Store, reader: pipeline.Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    examine = pipeline.Reader.examine

    def mistaken(self: pipeline.Reader, made: Article) -> keep.Examined:
        found = examine(self, made)
        reasons = (*found.claims[0].reasons, Reason("stage", "in_force", "a bug", WRONG))
        return replace(found, claims=(replace(found.claims[0], reasons=reasons), *found.claims[1:]))

    monkeypatch.setattr(pipeline.Reader, "examine", mistaken)
    made = kept(store, reader)
    monkeypatch.undo()
    stored = store.reading.tellings_of_article(made.id, linked=True)
    assert len(stored) == len(reader.examine(made).claims) - 1
    (issue,) = [each for each in store.issues.open() if each["room"] == "claims"]
    assert (issue["kind"], issue["subject"]) == ("evidence", made.url)
    assert "“Chile” is not in the text at 0-5" in issue["reason"]
    pipeline.code_again(store, reader, everything=True)
    assert len(store.reading.tellings_of_article(made.id, linked=True)) == len(stored) + 1
    assert not [each for each in store.issues.open() if each["room"] == "claims"]
