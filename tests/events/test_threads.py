"""Threads of enforcement: what follows from a campaign joins it, what only looks alike does not, in any order."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import permutations
from typing import Any

import pytest

from tests.making import event
from tracker.events.threads import Told, threads, told
from tracker.model import Event, Thread
from tracker.vocab import Term, Vocab

VOCAB = Vocab(
    minerals={name: Term(name, "mineral", name.capitalize()) for name in ("antimony", "germanium", "rare-earths")}
    | {"critical-minerals": Term("critical-minerals", "mineral", "Critical minerals")},
    countries={"CN": Term("CN", "country", "China"), "US": Term("US", "country", "United States")},
    agencies={}, firms={}, actions={},
)  # fmt: skip


def happened(name: str, on: str, action: str = "enforcement_campaign", **fields: Any) -> Event:
    own: dict[str, Any] = {"actors": ("CN",), "targets": (), "minerals": ("critical-minerals",), "stage": "occurred"}
    at = datetime.fromisoformat((on + "-01-01")[:10]).replace(tzinfo=UTC)
    return event(name, action=action, date=on, told=at, **(own | fields))


SHENZHEN = happened("shenzhen", "2025-05-09", agencies=("cn-mofcom", "cn-gacc"))
CHANGSHA = happened("changsha", "2025-05-12", agencies=("cn-mofcom", "cn-miit"), minerals=())
NANNING = happened("nanning", "2025-07-19", agencies=("cn-mofcom",))
SEIZURE = happened("seizure", "2025-09-02", "enforcement_case", agencies=("cn-gacc",), minerals=("germanium",))
CHAIN = (SHENZHEN, CHANGSHA, NANNING)


def made(*members: Event | Told) -> list[tuple[str, ...]]:
    every = [each if isinstance(each, Told) else Told(each) for each in members]
    return [thread.events for thread in threads(every, VOCAB)]


def only(*members: Event | Told) -> Thread:
    (thread,) = threads([each if isinstance(each, Told) else Told(each) for each in members], VOCAB)
    return thread


def test_a_campaign_its_meetings_and_its_case_are_one_thread() -> None:
    thread = only(*CHAIN, SEIZURE)
    assert thread.id == "shenzhen"
    assert thread.events == ("shenzhen", "changsha", "nanning", "seizure")
    assert (thread.since, thread.countries) == ("2025-05-09", ("CN",))
    assert thread.agencies[0] == "cn-mofcom"
    assert thread.title == "China: enforcement campaign on critical minerals"


@pytest.mark.parametrize("members", list(permutations((*CHAIN, SEIZURE))))
def test_the_order_in_which_they_become_known_does_not_matter(members: tuple[Event, ...]) -> None:
    assert threads(map(Told, members), VOCAB) == threads(map(Told, (*CHAIN, SEIZURE)), VOCAB)


def test_a_case_that_no_office_of_the_campaign_brings_stands_alone_unless_it_names_it() -> None:
    police = happened("police", "2025-09-02", "enforcement_case", agencies=("cn-mps",), minerals=("germanium",))
    assert made(SHENZHEN, police) == [("shenzhen",)]
    assert made(SHENZHEN, Told(police, names=True)) == [("shenzhen", "police")]


def test_a_court_is_no_authority_so_the_mineral_decides() -> None:
    lead = happened("lead", "2025-05-09", agencies=("cn-gacc",), minerals=("antimony", "germanium"))
    assert made(lead, happened("court", "2025-12-16", "enforcement_case", minerals=("antimony",))) == [
        ("lead", "court")
    ]
    assert made(lead, happened("court", "2025-12-16", "enforcement_case", minerals=("rare-earths",))) == [("lead",)]


def test_an_evasion_that_the_press_reports_follows_from_no_campaign() -> None:
    lead = happened("lead", "2025-05-09", agencies=("cn-gacc",), minerals=("antimony",))
    evasion = happened("evasion", "2025-06-20", "circumvention", minerals=("antimony",), via=("TH",), targets=("US",))
    assert made(lead, evasion) == [("lead",)]


def test_two_campaigns_on_different_minerals_are_two_though_one_office_runs_both() -> None:
    one = happened("one", "2025-05-09", agencies=("cn-gacc",), minerals=("antimony",))
    other = happened("other", "2025-06-09", agencies=("cn-gacc",), minerals=("rare-earths",))
    assert made(one, other) == [("one",), ("other",)]


def test_another_state_and_another_time_are_another_thread() -> None:
    abroad = happened("abroad", "2025-06-01", actors=("US",), agencies=("cn-mofcom",))
    assert made(SHENZHEN, abroad) == [("shenzhen",), ("abroad",)]
    late = happened("late", "2026-06-14", agencies=("cn-mofcom",))
    assert made(SHENZHEN, late) == [("shenzhen",), ("late",)]
    assert made(SHENZHEN, NANNING, late) == [("shenzhen", "nanning", "late")]


def test_what_comes_before_every_campaign_and_what_has_no_date_is_left_aside() -> None:
    early = happened("early", "2025-01-02", "enforcement_case", agencies=("cn-gacc",), minerals=("germanium",))
    assert made(early, SHENZHEN) == [("shenzhen",)]
    assert made(happened("undated", "2025", agencies=("cn-gacc",))) == [("undated",)]
    assert made(event("bad", action="enforcement_campaign", date="20025-01-01")) == []


def test_one_that_comes_late_joins_and_one_found_earlier_gives_the_thread_its_id() -> None:
    assert only(SHENZHEN, NANNING).events == ("shenzhen", "nanning")
    assert only(SHENZHEN, NANNING, CHANGSHA).events == ("shenzhen", "changsha", "nanning")
    before = happened("before", "2025-04-01", agencies=("cn-mofcom",))
    assert only(SHENZHEN, NANNING, before).id == "before"


@pytest.mark.parametrize(
    ("passage", "names"),
    [
        ("It is a case of the special operation against the smuggling of strategic minerals.", True),
        ("Customs opened a nationwide enforcement drive in May.", True),
        ("The crackdown on smuggling goes on.", True),
        ("海关在打击战略矿产走私专项行动中查获一起案件。", True),
        ("海關總署部署專項行動。", True),
        ("Operations at the mine were suspended.", False),
        ("The company runs a drive for new members.", False),
        ("行动计划已公布。", False),
    ],
)
def test_what_names_a_campaign(passage: str, names: bool) -> None:
    assert told(SEIZURE, [passage]).names is names
