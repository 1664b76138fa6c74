"""The shipped register alone, against the reference register: every record, every date of its life, both clocks.

The reference says what a program that reads texts should answer; how its words are our states is written openly below.
The worst error, a false "in force", is counted over all records and must be none.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tracker import vocab
from tracker.measures import build, state
from tracker.measures.turns import first_day, last_day
from tracker.model import Measure
from tracker.vocab import register

REFERENCE = Path(__file__).parents[2].parent / "shared" / "register" / "measures.jsonl"
LOOKED_AT = date(2026, 11, 21)
DAY = timedelta(days=1)

pytestmark = pytest.mark.skipif(not REFERENCE.exists(), reason="the reference register is not here")

IDS = {
    "US-BIS-50": "us-fr-2025-19001",
    "US-BIS-50-SUSP": "us-fr-2025-19846",
    "US-USGS-2025": "us-fr-2025-19813",
    "CN-2023-23": "cn-mofcom-2023-23",
    "CN-2023-39": "cn-mofcom-2023-39",
    "CN-2023-57": "cn-mofcom-2023-57",
    "CN-2024-33": "cn-mofcom-2024-33",
    "CN-2024-785": "cn-sc-785",
    "CN-2024-DUALUSE-REG": "cn-sc-792",
    "CN-2024-51": "cn-mofcom-2024-51",
    "CN-2024-46-P1": "cn-mofcom-2024-46",
    "CN-2024-46-P2": "cn-mofcom-2024-46",
    "CN-2025-72": "cn-mofcom-2025-72",
    "CN-2025-10": "cn-mofcom-2025-10",
    "CN-2025-18": "cn-mofcom-2025-18",
    "CN-2025-CL-0102": "cn-mofcom-2025-1",
    "CN-2025-13": "cn-mofcom-2025-13",
    "CN-2025-21": "cn-mofcom-2025-21",
    "CN-2025-22": "cn-mofcom-2025-22",
    "CN-2025-UEL-7": "cn-uel-2025-7",
    "CN-2025-UEL-8": "cn-uel-2025-8",
    "CN-2025-REE-QUOTA": "cn-miit-2025-71",
    "CN-2025-55": "cn-mofcom-2025-55",
    "CN-2025-56": "cn-mofcom-2025-56",
    "CN-2025-57": "cn-mofcom-2025-57",
    "CN-2025-58": "cn-mofcom-2025-58",
    "CN-2025-61": "cn-mofcom-2025-61",
    "CN-2025-62": "cn-mofcom-2025-62",
    "CN-2025-70": "cn-mofcom-2025-70",
    "CN-2025-68": "cn-mofcom-2025-68",
    "CN-2026-1": "cn-mofcom-2026-1",
    "CN-2026-11": "cn-mofcom-2026-11",
    "CN-2026-12": "cn-mofcom-2026-12",
    "CN-2026-834": "cn-sc-834",
    "CN-2026-839": "cn-sc-839",
    "US-P-11001": "us-proc-11001",
    "US-COPPER-232": "us-proc-10962",
    "US-RU-URANIUM": "us-prohibiting-russian-uranium-imports-act",
    "EU-CRMA": "eu-2024-1252",
    "EU-RESOURCEEU": "eu-com-2025-945",
    "EU-FERROALLOY": "eu-2025-2351",
    "EU-RU-16": "eu-2025-395",
    "CD-2025-001": "cd-arecoms-2025-001",
    "CD-2025-004": "cd-arecoms-2025-004",
    "CD-2025-005": "cd-arecoms-2025-005",
    "ZW-2022-213": "zw-si-2022-213",
    "ID-2020-NI": "id-esdm-2019-11",
    "ID-2025-CU": "id-esdm-2025-6",
    "PH-BILL": "ph-sb-2826",
    "BR-2780": "br-bill-2024-2780",
    "RU-2024-U": "ru-dec-2024-1544",
    "KZ-2025-449": "kz-order-2025-449",
}
"""Measures by the reference's name; the others are called alike, in small letters."""

PARTS = {
    "CN-2024-46-P1": "1:",
    "CN-2024-46-P2": "2:",
    "CN-2025-61": "1(i)",
    "US-DFARS-2027": "mining:",
    "US-P-11001": "trade_investigation",
}
"""Where one measure holds more than the record is about: how the scopes begin that it is about."""

STATES = {
    "in_force": {"in_force"},
    "amended": {"in_force"},
    "suspended": {"suspended"},
    "ended": {"ended"},
    "proposed": {"proposed"},
    "announced": {"announced"},
    "announced_not_effective": {"announced"},
    "unknown": {"ended", "reported", "announced", "pause_ended_unconfirmed"},
}
"""What our states may be for the reference's. An amended act is in force as amended; of an unknown one nothing is said
to be in force."""

FLAGS = {
    "suspension_term_ended_unverified": {"pause_ended_unconfirmed"},
    "term_ended_unverified": {"ended"},
}
"""A flag says what its status cannot: that a pause or a term has run out and no text tells what follows. Deadlines for
talks and the statutory end of a surcharge change nothing in the state that the status gives."""

ENDED_PAUSING_ACTS = {"CN-2025-NTM-1110"}
"""An act that paused others and whose own term ran out: its status "ended" is meant, whatever its flag says."""

NO_DAY_OF_EFFECT = {"US-CD-2025", "ZW-2026-QUOTA"}
"""Called in force though no source gives a day of effect: known as announced, never as in force."""


def records() -> list[dict[str, Any]]:
    return [json.loads(line) for line in REFERENCE.read_text("utf-8").splitlines()] if REFERENCE.exists() else []


RECORDS = {record["id"]: record for record in records()}
SURE = [name for name, record in RECORDS.items() if record["confidence"] != "low"]


@pytest.fixture(scope="module")
def built() -> dict[str, Measure]:
    """The whole register, built without a text."""
    words = vocab.load()
    found = {each.id: build(each.id, [], words, each) for each in register.load()}
    return {name: measure for name, measure in found.items() if measure}


def states(built: dict[str, Measure], name: str, on: date, known: date = LOOKED_AT) -> set[str]:
    measure = built[IDS.get(name, name.lower())]
    return {each.state for each in state(measure, on, known) if each.scope_id.startswith(PARTS.get(name, ""))}


def expected(record: dict[str, Any]) -> set[str]:
    told = record["expected_by_text"]
    if record["id"] in ENDED_PAUSING_ACTS:
        return {"ended"}
    allowed = FLAGS.get(told.get("flag", ""), STATES[told["status"]])
    return allowed | {"announced"} if record["id"] in NO_DAY_OF_EFFECT else allowed


def by_lifecycle(record: dict[str, Any], on: date) -> set[str]:
    """Return what the dated steps allow on a day; empty where they say nothing of it. A month may mean any of its days.

    Some records end or hold without a step that says when: then their status is allowed beside what the steps say.
    """
    allowed = _by_steps(record, on, first_day) | _by_steps(record, on, last_day)
    told, kinds = record["expected_by_text"], {step["event"] for step in record["lifecycle"]}
    if allowed and told["status"] == "in_force" and "effective" not in kinds:
        allowed |= {"in_force"}
    if allowed and told["status"] == "ended" and not kinds & {"ended", "expires"}:
        allowed |= {"ended"}
    return allowed


def _by_steps(record: dict[str, Any], on: date, read: Callable[[str], date | None]) -> set[str]:
    deadline = record["expected_by_text"].get("flag", "").startswith("negotiation_deadline")
    steps = [step for step in record["lifecycle"] if not (deadline and step["event"] == "expires")]
    dated = [(step["event"], day) for step in steps if (day := read(step["date"]))]
    past, ends = {kind for kind, day in dated if day <= on}, dict(dated)
    if "ended" in past:
        return {"ended", "in_force"} if ends.get("expires") == on else {"ended"}
    if "suspended" in past:
        over = "suspension_term_ends" in ends and ends["suspension_term_ends"] < on
        return {"pause_ended_unconfirmed"} if over else {"suspended"}
    if "expires" in past:
        return {"ended", "in_force", "announced"} if ends["expires"] == on else {"ended"}
    if "effective" in past:
        return {"in_force"}
    return {"announced", "proposed"} if "announced" in past else set()


def days(record: dict[str, Any]) -> list[date]:
    """Return every date of a record's life and the day after; of a month its last day."""
    dated = {day for step in record["lifecycle"] if (day := last_day(step["date"]))}
    return sorted({each + more for each in dated for more in (timedelta(0), DAY)})


def test_the_register_is_whole(built: dict[str, Measure]) -> None:
    assert len(RECORDS) == 146
    assert {IDS.get(name, name.lower()) for name in RECORDS} == set(built)
    assert {each.basis for each in built.values()} == {"register"}


@pytest.mark.parametrize("name", SURE)
def test_the_state_is_what_the_texts_say(name: str, built: dict[str, Measure]) -> None:
    found = states(built, name, LOOKED_AT)
    assert found
    assert found <= expected(RECORDS[name]), RECORDS[name]["expected_by_text"]


@pytest.mark.parametrize("name", SURE)
def test_on_each_date_of_its_life_the_state_agrees_with_it(name: str, built: dict[str, Measure]) -> None:
    for day in days(RECORDS[name]):
        allowed = by_lifecycle(RECORDS[name], day)
        if allowed:
            assert states(built, name, day) <= allowed, day


@pytest.mark.parametrize("name", SURE)
def test_nothing_is_known_before_it_is_told(name: str, built: dict[str, Measure]) -> None:
    """On each date, known on that date: what a record announced later, or has happened later, is in nobody's answer."""
    record = RECORDS[name]
    told = [first_day(step["date"]) for step in record["lifecycle"] if step["event"] == "announced"]
    announced = min(day for day in told if day)
    assert states(built, name, LOOKED_AT, announced - DAY) == set()
    for day in days(record):
        if day >= announced and (allowed := by_lifecycle(record, day)):
            assert states(built, name, day, day) <= allowed, day


def test_what_is_held_for_unsure_is_reported_and_no_more(built: dict[str, Measure]) -> None:
    unsure = [name for name, record in RECORDS.items() if record["confidence"] == "low"]
    assert len(unsure) == 12
    assert {state for name in unsure for state in states(built, name, LOOKED_AT)} == {"reported"}


def test_there_is_no_false_in_force(built: dict[str, Measure]) -> None:
    false = []
    for name, record in RECORDS.items():
        if "in_force" in states(built, name, LOOKED_AT) - expected(record):
            false.append((name, LOOKED_AT))
        for day in days(record):
            for known in (LOOKED_AT, day):
                allowed = by_lifecycle(record, day) or {"in_force"}
                if "in_force" in states(built, name, day, known) - allowed:
                    false.append((name, day))
    assert len(false) == 0, false
