"""What people say holds over the coder, over every later coding, and is taken back without a trace in the events."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.making import NOON, article, claim
from tracker import vocab
from tracker.measures.hand import hand_steps
from tracker.model import Article, Claim, Event
from tracker.pipeline import correct
from tracker.pipeline.correct import CorrectionError, Stepped, Word
from tracker.pipeline.keep import Examined, Reader, code
from tracker.pipeline.link import link
from tracker.store import Filed, Store

READER = Reader(vocab.load(), "none")
WORDS = READER.vocab
BAN = "China on Tuesday banned exports of antimony to the United States."
PLANT = "A smelter in Oman caught fire on Monday."
TEXT = f"{BAN} {PLANT} Traders had expected it."
HOSTILE = "<script>alert('x')</script> “quoted” \x00\x1b[31m\u202e {{ 7 * 7 }} '; DROP TABLE events; --"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path) as opened:
        yield opened


def word(reason: str = "The notice says so.", minute: int = 0, **more: str) -> Word:
    return Word("Ada Lovelace", reason, NOON + timedelta(minutes=minute), **more)


def story(name: str, day: str = "2024-12-03", text: str = TEXT, **changes: Any) -> Article:
    told = datetime.fromisoformat(f"{day}T09:00:00").replace(tzinfo=UTC)
    return article(text, id=name, url=f"https://{name}.example/", publisher=name, published=told, **changes)


def ban(of: Article, **changes: Any) -> Claim:
    return claim(of, BAN, **changes)


def fire(of: Article, **changes: Any) -> Claim:
    own = {"action": "supply_disruption", "stage": "occurred", "actors": ("OM",), "targets": ()}
    dates = {"announced": "2024-12-02", "effective": None}
    return claim(of, PLANT, **(own | dates | changes))


def coded(store: Store, of: Article, *claims: Claim) -> None:
    """Code an article, for the first time or again, and link it."""
    again = store.reading.find(of.id) is not None
    with store.together():
        store.reading.keep_text(of)
        code(store, READER, Examined(of, (), claims, (), ()), again=again)
    link(store, WORDS)


def two_events(store: Store) -> tuple[Event, Event]:
    """One story that tells of a ban and of a fire."""
    coded(store, story("first"), ban(story("first")), fire(story("first")))
    return event(store, ban(story("first")).id), event(store, fire(story("first")).id)


def event(store: Store, event_id: str) -> Event:
    found = store.events.find(event_id)
    assert found, event_id
    return found


def dump(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Return all that events and measures come to, corrections aside."""
    sqls = {
        "events": "SELECT * FROM events ORDER BY id",
        "claims": "SELECT id, event_id FROM claims ORDER BY id",
        "event_keys": "SELECT * FROM event_keys ORDER BY 1, 2",
        "spans": "SELECT measure_id, scope_id, state, since, until FROM spans ORDER BY 1, 2, 4",
    }
    with sqlite3.connect(store.home / "tracker.db") as db:
        return {name: db.execute(sql).fetchall() for name, sql in sqls.items()}


def test_a_field_that_was_set_shows_and_says_so(store: Store) -> None:
    told, _ = two_events(store)
    filed = correct.set_field(store, WORDS, told.id[:6], "minerals", "Ga, germanium", word())
    after = event(store, told.id)
    assert after.minerals == ("gallium", "germanium")
    assert after.corrected == ("minerals",)
    assert "gallium, germanium" in after.headline
    assert (filed.before, filed.correction.value) == ('["antimony"]', '["gallium", "germanium"]')
    assert [each.id for each in store.events.candidates(["a|export_prohibition|CN|germanium|d2024-12-03"])] == [told.id]
    assert store.events.candidates(["a|export_prohibition|CN|antimony|d2024-12-03"]) == []


def test_a_date_that_was_set_moves_the_event_and_its_clearing_clears(store: Store) -> None:
    told, _ = two_events(store)
    correct.set_field(store, WORDS, told.id, "effective", "2024-12-05", word(quote="on Tuesday banned"))
    assert event(store, told.id).date == "2024-12-05"
    correct.set_field(store, WORDS, told.id, "effective", "", word(minute=1, quote="on  Tuesday\nbanned"))
    after = event(store, told.id)
    assert (after.effective, after.date, after.corrected) == (None, "2024-12-03", ("effective",))


def test_undoing_gives_back_what_the_coder_said(store: Store) -> None:
    told, other = two_events(store)
    before = dump(store)
    done = [
        lambda n: correct.set_field(store, WORDS, told.id, "minerals", "tungsten", word(minute=n)),
        lambda n: correct.set_field(store, WORDS, told.id, "targets", "JP", word(minute=n), claim=told.claims[0]),
        lambda n: correct.merge(store, WORDS, told.id, other.id, word(minute=n)),
        lambda n: correct.merge(store, WORDS, other.id, told.id, word(minute=n)),
        lambda n: correct.reject(store, WORDS, told.id, word(minute=n)),
        lambda n: correct.confirm(store, WORDS, told.id, word(minute=n)),
    ]
    for number, do in enumerate(done):
        filed = do(number)
        correct.undo(store, WORDS, filed.id[:12], word("A mistake.", minute=number))
        assert dump(store) == before, number
    assert all(each.undone_by == "Ada Lovelace: A mistake." for each in store.corrections.listed())


def test_a_claim_that_was_set_counts_as_set_and_its_row_stays(store: Store) -> None:
    told, _ = two_events(store)
    filed = correct.set_field(store, WORDS, told.id, "targets", "Japan", word(), claim=told.claims[0][:5])
    after = event(store, told.id)
    assert (after.targets, after.corrected, after.lead, after.claims) == (("JP",), (), told.lead, told.claims)
    assert (filed.correction.subject, filed.before) == ("claim", '["US"]')
    assert [t.claim.targets for t in store.reading.tellings_of_event(told.id)] == [("US",)]


def test_what_is_denied_by_hand_tells_of_nothing_but_the_last_claim_needs_a_rejection(store: Store) -> None:
    told, _ = two_events(store)
    coded(store, story("second"), ban(story("second")))
    second = ban(story("second")).id
    correct.set_field(store, WORDS, told.id, "certainty", "denied", word(), claim=second)
    assert event(store, told.id).sources == 1
    before = dump(store)
    with pytest.raises(CorrectionError, match="--reject alone"):
        correct.set_field(store, WORDS, told.id, "certainty", "denied", word(minute=1), claim=told.id)
    with pytest.raises(CorrectionError, match="--reject alone"):
        correct.reject(store, WORDS, told.id, word(minute=1), claim=told.id)
    assert dump(store) == before
    assert len(store.corrections.listed()) == 1


def test_merged_events_are_one_and_the_old_id_leads_there(store: Store) -> None:
    told, other = two_events(store)
    correct.merge(store, WORDS, told.id, other.id, word())
    assert store.events.find(other.id) is None
    assert store.events.resolve(other.id) == told.id
    assert set(event(store, told.id).claims) == {*told.claims, *other.claims}
    assert correct.event_named(store, other.id[:7]).id == told.id
    with pytest.raises(CorrectionError, match="already"):
        correct.merge(store, WORDS, told.id, other.id, word(minute=1))


@pytest.mark.parametrize("first_undone", [0, 1])
def test_a_merge_of_a_merged_event_leads_to_the_last_and_can_be_undone_in_any_order(
    store: Store, first_undone: int
) -> None:
    one, two = two_events(store)
    coded(store, story("third", "2023-01-05"), fire(story("third", "2023-01-05"), announced="2023-01-04"))
    three = event(store, fire(story("third", "2023-01-05"), announced="2023-01-04").id)
    before = dump(store)
    merges = [
        correct.merge(store, WORDS, two.id, one.id, word()),
        correct.merge(store, WORDS, three.id, two.id, word(minute=1)),
    ]
    assert {store.events.resolve(each.id) for each in (one, two, three)} == {three.id}
    assert len(event(store, three.id).claims) == 3
    correct.undo(store, WORDS, merges[first_undone].id, word(minute=2))
    if first_undone:
        assert (store.events.resolve(one.id), store.events.resolve(two.id)) == (two.id, two.id)
    else:
        assert (store.events.resolve(one.id), store.events.resolve(two.id)) == (one.id, three.id)
    correct.undo(store, WORDS, merges[1 - first_undone].id, word(minute=3))
    assert dump(store) == before
    assert {store.events.resolve(each.id) for each in (one, two, three)} == {one.id, two.id, three.id}


def three_tellers(store: Store) -> tuple[Event, list[Claim]]:
    """One ban that three papers tell of."""
    stories = [story(f"paper-{number}", f"2024-12-0{number}") for number in (3, 4, 5)]
    for each in stories:
        coded(store, each, ban(each))
    claims = [ban(each) for each in stories]
    return event(store, claims[0].id), claims


def test_split_claims_are_an_event_of_their_own_and_stay_apart_when_linked_again(store: Store) -> None:
    told, claims = three_tellers(store)
    filed = correct.split(store, WORDS, told.id, [claims[2].id, claims[1].id], word())
    own = event(store, claims[1].id)
    assert set(own.claims) == {claims[1].id, claims[2].id}
    assert event(store, told.id).claims == (claims[0].id,)
    assert filed.correction.field == own.id
    for number in (5, 4):
        coded(store, story(f"paper-{number}", f"2024-12-0{number}"))
        coded(store, story(f"paper-{number}", f"2024-12-0{number}"), claims[number - 3])
    assert set(event(store, own.id).claims) == {claims[1].id, claims[2].id}
    correct.undo(store, WORDS, filed.id, word(minute=1))
    assert set(event(store, told.id).claims) == {each.id for each in claims}
    assert store.events.resolve(own.id) == told.id
    again = correct.split(store, WORDS, told.id, [claims[1].id], word(minute=2))
    assert again.correction.field == own.id
    assert event(store, own.id).claims == (claims[1].id,)


def test_the_founding_claim_that_is_split_off_leaves_the_id_to_the_others(store: Store) -> None:
    told, claims = three_tellers(store)
    filed = correct.split(store, WORDS, told.id, [told.id], word())
    assert event(store, told.id).claims == tuple(sorted(each.id for each in claims[1:]))
    assert event(store, filed.correction.field).claims == (claims[0].id,)


def test_what_was_merged_and_split_again_keeps_its_new_id(store: Store) -> None:
    told, other = two_events(store)
    correct.merge(store, WORDS, told.id, other.id, word())
    own = correct.split(store, WORDS, told.id, [other.claims[0]], word(minute=1)).correction.field
    assert own != other.id
    assert store.events.resolve(other.id) == told.id
    assert event(store, own).claims == other.claims


def test_a_split_needs_claims_that_tell_of_something_on_both_sides(store: Store) -> None:
    told, claims = three_tellers(store)
    with pytest.raises(CorrectionError, match="no claim would be left"):
        correct.split(store, WORDS, told.id, [each.id for each in claims], word())
    with pytest.raises(CorrectionError, match="no claim of"):
        correct.split(store, WORDS, told.id, ["zz"], word())


def test_a_rejected_claim_tells_of_nothing_however_often_it_is_coded(store: Store) -> None:
    told, claims = three_tellers(store)
    filed = correct.reject(store, WORDS, told.id, word(), claim=claims[1].id)
    paper = story("paper-4", "2024-12-04")
    for given in ([ban(paper)], [], [ban(paper)], [ban(paper, minerals=("antimony", "gallium"))]):
        coded(store, paper, *given)
        assert set(event(store, told.id).claims) == {claims[0].id, claims[2].id}
    coded(store, paper, ban(paper))
    correct.undo(store, WORDS, filed.id, word(minute=1))
    assert set(event(store, told.id).claims) == {each.id for each in claims}


def test_a_rejected_event_does_not_rise_again(store: Store) -> None:
    told, claims = three_tellers(store)
    filed = correct.reject(store, WORDS, told.id, word())
    paper = story("paper-3", "2024-12-03")
    coded(store, paper, replace(claims[0], coder="newer"))
    coded(store, paper, ban(paper, minerals=("antimony", "germanium")))
    assert dump(store)["events"] == []
    coded(store, paper, claims[0])
    correct.undo(store, WORDS, filed.id, word(minute=1))
    assert set(event(store, told.id).claims) == {each.id for each in claims}


def test_corrections_and_the_id_follow_a_claim_that_is_coded_anew(store: Store) -> None:
    told, other = two_events(store)
    first = story("first")
    correct.set_field(store, WORDS, told.id, "agencies", "cn-mofcom", word())
    correct.set_field(store, WORDS, told.id, "targets", "JP", word(), claim=told.id)
    newer = ban(first, minerals=("antimony", "gallium"), coder="newer")
    coded(store, first, newer, fire(first, firms=("Some Smelter",), coder="newer"))
    after = event(store, told.id)
    assert (after.claims, after.lead) == ((newer.id,), newer.id)
    assert (after.minerals, after.agencies, after.targets) == (("antimony", "gallium"), ("cn-mofcom",), ("JP",))
    assert event(store, other.id).firms == ("Some Smelter",)
    assert store.events.resolve(newer.id) == told.id
    newest = ban(first, minerals=("gallium",), coder="newest")
    coded(store, first, newest)
    assert event(store, told.id).claims == (newest.id,)
    assert event(store, told.id).targets == ("JP",)
    assert store.events.find(other.id) is None
    assert len(dump(store)["claims"]) == 1


def test_a_split_follows_its_claims_through_a_new_coding(store: Store) -> None:
    told, claims = three_tellers(store)
    own = correct.split(store, WORDS, told.id, [claims[1].id], word()).correction.field
    paper = story("paper-4", "2024-12-04")
    newer = ban(paper, firms=("Some Smelter",))
    coded(store, paper, newer)
    assert event(store, own).claims == (newer.id,)
    coded(store, paper)
    coded(store, paper, newer)
    assert event(store, own).claims == (newer.id,)


def test_what_people_vouch_for_outlives_a_coder_that_no_longer_sees_it(store: Store) -> None:
    told, other = two_events(store)
    correct.confirm(store, WORDS, told.id, word())
    coded(store, story("first"))
    assert event(store, told.id).claims == told.claims
    assert store.events.find(other.id) is None
    revised = story("first", text=f"Corrected on Friday. {TEXT}", revision=2)
    coded(store, revised)
    (telling,) = store.reading.tellings_of_event(told.id)
    evidence = telling.claim.evidence
    assert revised.text[evidence.start : evidence.end] == evidence.quote == BAN
    coded(store, story("first", text="The page was withdrawn, and says nothing.", revision=3))
    assert store.events.find(told.id) is None
    assert [(row["kind"], row["subject"]) for row in store.issues.open()] == [("correction_lost", told.id)]


def test_a_step_of_a_measure_is_kept_with_its_passage(store: Store) -> None:
    paper = story("ministry", tier="official", kind="notice")
    coded(store, paper, ban(paper, instrument="CN-MOFCOM 2024/46", paragraph="2"))
    said = word(quote="复止", source="https://ministry.example/46")
    filed = correct.step(
        store, WORDS, "cn-mofcom-2024-4", Stepped("resumed", "2026-11-28", scope="2:export_prohibition"), said
    )
    found = store.corrections.of_measure("cn-mofcom-2024-46")
    (step,) = hand_steps(found, "cn-mofcom-2024-46")
    assert (step.kind, step.date, step.scope_id, step.known) == (
        "resumed", "2026-11-28", "2:export_prohibition", NOON.date()
    )  # fmt: skip
    assert (step.source, step.event_id) == ("https://ministry.example/46", None)
    assert hand_steps(found, "cn-mofcom-2025-72") == ()
    correct.undo(store, WORDS, filed.id, word())
    assert store.corrections.of_measure("cn-mofcom-2024-46") == ()


@pytest.mark.parametrize(
    ("stepped", "more", "told"),
    [
        (Stepped("resumed", "2026-11-28"), {}, "needs --quote"),
        (
            Stepped("resumed", "2026-11-28", scope="9:none"),
            {"quote": "q", "source": "https://a.example/"},
            "its scopes: ",
        ),
        (Stepped("reopened", "2026-11-28"), {"quote": "q", "source": "https://a.example/"}, "no step is called"),
        (Stepped("suspended", "soon"), {"quote": "q", "source": "https://a.example/"}, "is no date"),
        (Stepped("suspended", "2026-11", "2026-01"), {"quote": "q", "source": "https://a.example/"}, "cannot last"),
        (Stepped("resumed", "2026-11-28"), {"quote": "q", "source": "javascript:alert(1)"}, "no web address"),
    ],
)
def test_a_step_that_cannot_be_is_refused(store: Store, stepped: Stepped, more: dict[str, str], told: str) -> None:
    paper = story("ministry", tier="official", kind="notice")
    coded(store, paper, ban(paper, instrument="CN-MOFCOM 2024/46"))
    with pytest.raises(CorrectionError, match=told):
        correct.step(store, WORDS, "cn-mofcom-2024-46", stepped, word(**more))
    assert store.corrections.listed() == []


@pytest.mark.parametrize(
    ("field", "value", "more", "told"),
    [
        ("colour", "red", {}, "no field is called 'colour'"),
        ("certainty", "denied", {}, "with --claim"),
        ("minerals", "antimonny", {}, "did you mean antimony"),
        ("stage", "asleep", {"quote": "banned"}, "known: proposed"),
        ("stage", "", {"quote": "banned"}, "cannot be empty"),
        ("effective", "2024-12-03", {}, "--quote is needed"),
        ("effective", "2024-12-03", {"quote": "on Wednesday banned"}, "in no stored text"),
        ("effective", "2024-13-03", {"quote": "banned"}, "is no date"),
        ("minerals", "gallium", {"quote": "said nowhere"}, "in no stored text"),
        ("minerals", "gallium", {"source": "ftp://a.example/"}, "no web address"),
    ],
)
def test_a_value_that_cannot_be_is_refused_and_changes_nothing(
    store: Store, field: str, value: str, more: dict[str, str], told: str
) -> None:
    event_id = two_events(store)[0].id
    before = dump(store)
    with pytest.raises(CorrectionError, match=told):
        correct.set_field(store, WORDS, event_id, field, value, word(**more))
    assert dump(store) == before
    assert store.corrections.listed() == []


def test_a_quote_may_stand_elsewhere_if_its_address_is_given(store: Store) -> None:
    told, _ = two_events(store)
    said = word(quote="自12月4日起", source="https://ministry.example/46")
    correct.set_field(store, WORDS, told.id, "effective", "2024-12-04", said)
    assert event(store, told.id).effective == "2024-12-04"


def test_ids_that_name_nothing_or_too_much_are_refused(store: Store) -> None:
    told, other = two_events(store)
    for prefix in ("", "zzzz", "%", "<b>"):
        with pytest.raises(CorrectionError, match="no event has an id"):
            correct.reject(store, WORDS, prefix, word())
    common = next(n for n in range(17) if told.id[: n + 1] != other.id[: n + 1])
    if common:
        with pytest.raises(CorrectionError, match="more than one event"):
            correct.reject(store, WORDS, told.id[:common], word())
    with pytest.raises(CorrectionError, match="no correction has an id"):
        correct.undo(store, WORDS, "ffff", word())
    with pytest.raises(CorrectionError, match="no measure has an id"):
        correct.step(store, WORDS, "cn-none", Stepped("ended", "2026"), word())


@pytest.mark.parametrize(("author", "reason"), [("", "why"), ("who", " \n"), ("\x00", "why"), ("who", "x" * 5000)])
def test_nobody_and_nothing_corrects_nothing(store: Store, author: str, reason: str) -> None:
    told, _ = two_events(store)
    with pytest.raises(CorrectionError, match=r"--(author|reason)"):
        correct.confirm(store, WORDS, told.id, Word(author, reason, NOON))


def test_hostile_words_are_one_line_of_text(store: Store) -> None:
    told, _ = two_events(store)
    filed = correct.confirm(store, WORDS, told.id, word(HOSTILE))
    assert "<script>" in filed.correction.reason
    assert filed.correction.reason.isprintable()
    assert event(store, told.id) == told


def test_the_same_word_twice_is_filed_once_and_another_value_is_another_word(store: Store) -> None:
    told, _ = two_events(store)

    def say(value: str, minute: int) -> Filed:
        return correct.set_field(store, WORDS, told.id, "minerals", value, word(minute=minute))

    first = say("gallium", 0)
    assert say("Ga", 1).id == first.id
    assert say("tungsten", 2).id != first.id
    assert say("gallium", 3).id != first.id
    assert event(store, told.id).minerals == ("gallium",)
    assert len(store.corrections.listed(told.id)) == 3


def test_a_word_that_breaks_off_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    told, other = two_events(store)
    before = dump(store)

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tracker.pipeline.correct.retell", killed)
    for do in (
        lambda: correct.merge(store, WORDS, told.id, other.id, word()),
        lambda: correct.reject(store, WORDS, told.id, word()),
        lambda: correct.set_field(store, WORDS, told.id, "minerals", "gallium", word()),
    ):
        with pytest.raises(KeyboardInterrupt):
            do()
    assert dump(store) == before
    assert store.corrections.listed() == []


def test_late_claims_join_and_do_not_rename(store: Store) -> None:
    """Whatever is read first founds the event; an earlier telling that is read later only joins."""
    late, early = story("late", "2024-12-06"), story("early", "2024-12-03")
    coded(store, late, ban(late))
    coded(store, early, ban(early))
    assert event(store, ban(late).id).claims == tuple(sorted((ban(late).id, ban(early).id)))
    assert event(store, ban(late).id).told == early.published


def test_any_order_of_publishing_gives_the_same_grouping(tmp_path: Path) -> None:
    papers = [story(f"paper-{number}", f"2024-12-0{number}") for number in (3, 4, 5)]
    told = {each.id: [ban(each)] for each in papers} | {papers[1].id: [ban(papers[1]), fire(papers[1])]}
    groups = []
    for number, order in enumerate(itertools.permutations(papers)):
        with Store(tmp_path / str(number)) as store:
            for each in order:
                coded(store, each, *told[each.id])
            rows = dump(store)["claims"]
            assert {event_id for _, event_id in rows} <= {claim_id for claim_id, _ in rows}
            groups.append({frozenset(c for c, e in rows if e == event_id) for _, event_id in rows})
    assert all(each == groups[0] for each in groups)
    assert sorted(len(each) for each in groups[0]) == [1, 3]


def test_ids_and_claims_stand_as_they_should_after_everything(store: Store) -> None:
    told, claims = three_tellers(store)
    correct.split(store, WORDS, told.id, [claims[2].id], word())
    correct.merge(store, WORDS, told.id, claims[2].id, word(minute=1))
    correct.reject(store, WORDS, told.id, word(minute=2), claim=claims[1].id)
    coded(store, story("paper-3"), ban(story("paper-3"), firms=("Some Smelter",)))
    with sqlite3.connect(store.home / "tracker.db") as db:
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert db.execute("SELECT count(*) FROM claims WHERE linked <> 1").fetchone() == (0,)
