"""The register holds together, tells its chains rightly, and says of each act what the reference says."""

from __future__ import annotations

import json
import re
import runpy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tracker.model import Measure, Step
from tracker.vocab import VocabError, load
from tracker.vocab.acts import PAUSES_OTHERS, last_day
from tracker.vocab.register import PASSIVE, read
from tracker.vocab.register import load as register
from tracker.vocab.spelling import act_slug

REFERENCE = Path(__file__).parents[2].parent / "shared" / "register" / "measures.jsonl"
ACTS = {measure.id: measure for measure in register()}

NUMBERED = {
    "CN-2024-DUALUSE-REG": "CN-SC 792",
    "CN-2024-785": "CN-SC 785",
    "CN-2026-834": "CN-SC 834",
    "CN-2026-839": "CN-SC 839",
    "CN-2025-CL-0102": "CN-MOFCOM 2025/1",
    "CN-2025-REE-QUOTA": "CN-MIIT 2025/71",
    "CN-2025-UEL-7": "CN-UEL 2025/7",
    "CN-2025-UEL-8": "CN-UEL 2025/8",
    "US-P-11001": "US-PROC 11001",
    "US-COPPER-232": "US-PROC 10962",
    "US-BIS-50": "US-FR 2025-19001",
    "US-BIS-50-SUSP": "US-FR 2025-19846",
    "US-USGS-2025": "US-FR 2025-19813",
    "US-RU-URANIUM": "US-Prohibiting Russian Uranium Imports Act",
    "EU-CRMA": "EU 2024/1252",
    "EU-RESOURCEEU": "EU COM(2025) 945",
    "EU-FERROALLOY": "EU 2025/2351",
    "EU-RU-16": "EU 2025/395",
    "CD-2025-001": "CD-ARECOMS 2025/001",
    "CD-2025-004": "CD-ARECOMS 2025/004",
    "CD-2025-005": "CD-ARECOMS 2025/005",
    "ZW-2022-213": "ZW-SI 2022/213",
    "ID-2020-NI": "ID-ESDM 2019/11",
    "ID-2025-CU": "ID-ESDM 2025/6",
    "PH-BILL": "PH-SB 2826",
    "BR-2780": "BR-BILL 2024/2780",
    "RU-2024-U": "RU-DEC 2024/1544",
    "KZ-2025-449": "KZ-ORDER 2025/449",
}
GROUPS = {
    "rare-earths": {"rare-earths", "rare-earth-technology", "rare-earth-equipment"},
    "rare-earth-magnets": {"permanent-magnets"},
    "superhard-materials": {"superhard-materials", "synthetic-diamond"},
    "battery-materials": {"battery-materials", "battery-technology"},
    "critical-minerals": {"critical-minerals", "critical-raw-materials", "strategic-minerals"},
}
"""The register's groups and what the reference calls them."""
NO_TERM = {"coal", "vermiculite"}
"""Minerals of the reference that the vocabulary does not follow."""
OTHER_TERM = {"metallurgical-coal": "coking-coal"}


def instrument(reference: str) -> str:
    """Return the instrument of an act of the reference."""
    if reference in NUMBERED:
        return NUMBERED[reference]
    if found := re.fullmatch(r"CN-(\d{4})-(\d{1,2})(?:-P\d)?", reference):
        return f"CN-MOFCOM {found[1]}/{found[2]}"
    if found := re.fullmatch(r"US-EO-(\d+)", reference):
        return f"US-EO {found[1]}"
    return reference.lower()


@cache
def records() -> dict[str, dict[str, Any]]:
    if not REFERENCE.exists():
        return {}
    return {row["id"]: row for row in map(json.loads, REFERENCE.read_text("utf-8").splitlines())}


def told(reference: str) -> tuple[Measure, set[str], list[Step]]:
    """Return the act, its scopes and its steps that an entry of the reference is about: one paragraph of it, or all."""
    measure = ACTS[act_slug(instrument(reference))]
    part = re.search(r"-P(\d)$", reference) if reference.startswith("CN-2024-46") else None
    scopes = {each.id for each in measure.scopes if not part or each.paragraph == part[1]}
    return measure, scopes, [step for step in measure.steps if step.scope_id in scopes]


def dates(steps: list[Step], *kinds: str) -> set[str]:
    return {step.date for step in steps if step.kind in kinds}


# ---- by itself -------------------------------------------------------------------------------------------------------


def test_acts_are_sorted_and_each_is_named_by_its_instrument() -> None:
    assert [measure.id for measure in register()] == sorted(ACTS)
    assert len(ACTS) == len(register()) == 145
    assert all(measure.id == act_slug(measure.instrument) for measure in register())


@pytest.mark.parametrize("measure", register(), ids=lambda measure: measure.id)
def test_an_act_is_sound(measure: Measure) -> None:
    assert measure.basis == "register"
    assert measure.spans == ()
    assert measure.name == measure.title
    assert measure.confidence
    assert measure.sources
    assert measure.evidence_until
    assert len(re.findall(r"[.!?](?= [A-Z])", measure.note)) <= 1, "one or two sentences"
    assert not re.search(r"\b[A-Z]{2}-20\d\d-", measure.note), "a reader does not know such ids"
    for scope in measure.scopes:
        mine = [step for step in measure.steps if step.scope_id == scope.id]
        assert dates(mine, "proposed", "announced"), "somebody made it known"
        assert scope.id == (f"{scope.paragraph}:{scope.action}" if scope.paragraph else scope.action)
    for step in measure.steps:
        assert date(2019, 1, 1) <= last_day(step.date) <= date(2030, 1, 1)
        assert step.known <= measure.evidence_until
        assert step.event_id is step.claim_id is None
        assert step.source.startswith("http")
        if step.kind in {"proposed", "announced"}:
            assert step.known == last_day(step.date)
        else:
            first = min(dates(list(measure.steps), "proposed", "announced"))
            assert step.known >= last_day(first), "nothing of an act is known before the act"


def test_every_link_has_its_other_end() -> None:
    back = {**PASSIVE, **{passive: active for active, passive in PASSIVE.items()}}
    links = [(measure.id, kind, other) for measure in register() for kind, other in measure.links]
    assert len(links) > 60
    for one, kind, other in links:
        assert (back[kind], one) in ACTS[other].links


def test_who_pauses_others_and_what_is_paused_agree() -> None:
    pausing = {m.id for m in register() if any(scope.action == PAUSES_OTHERS for scope in m.scopes)}
    assert pausing == {m.id for m in register() if any(kind == "suspends" for kind, _ in m.links)}


def test_the_table_of_acts_in_the_documents_is_fresh() -> None:
    docs = Path(__file__).parents[2] / "docs"
    table = runpy.run_path(str(docs / "register_table.py"))
    assert (docs / "register.md").read_text("utf-8") == table["page"](), "run: python docs/register_table.py"


# ---- the chains of the reference, by hand ----------------------------------------------------------------------------


def test_gallium_germanium_antimony_and_graphite_to_the_united_states() -> None:
    listed = ACTS["cn-mofcom-2024-51"]
    older = {"cn-mofcom-2023-23", "cn-mofcom-2023-39", "cn-mofcom-2024-33"}
    assert {other for kind, other in listed.links if kind == "amends"} == older
    for act in older:
        assert {scope.action for scope in ACTS[act].scopes} == {"export_licensing"}
        assert not dates(list(ACTS[act].steps), "suspended", "ended")
    ban = {scope.id: set(scope.minerals) for scope in ACTS["cn-mofcom-2024-46"].scopes}
    assert ban == {
        "1:export_prohibition": set(),
        "2:export_prohibition": {"gallium", "germanium", "antimony", "superhard-materials"},
        "2:export_licensing": {"graphite"},
    }
    pauses = [step for step in ACTS["cn-mofcom-2024-46"].steps if step.kind == "suspended"]
    assert {(step.scope_id[0], step.date, step.until, step.by) for step in pauses} == {
        ("2", "2025-11-09", "2026-11-27", "CN-MOFCOM 2025/72")
    }


def test_october_2025_is_paused_by_one_act_and_partly_before_it_began() -> None:
    pause = ACTS["cn-mofcom-2025-70"]
    paused = {f"cn-mofcom-2025-{number}" for number in (55, 56, 57, 58, 61, 62)}
    assert {other for kind, other in pause.links if kind == "suspends"} == paused
    for act in paused:
        steps = [step for step in ACTS[act].steps if step.kind == "suspended"]
        assert {(step.date, step.until, step.known) for step in steps} == {
            ("2025-11-07", "2026-11-10", date(2025, 11, 7))
        }
        assert len(steps) == len(ACTS[act].scopes)
        assert dates(list(ACTS[act].steps), "announced") == {"2025-10-09"}
    starts = {act: sorted(dates(list(ACTS[act].steps), "effective")) for act in paused}
    assert starts.pop("cn-mofcom-2025-61") == ["2025-10-09", "2025-12-01"]
    assert starts.pop("cn-mofcom-2025-62") == ["2025-10-09"]
    assert set(map(tuple, starts.values())) == {("2025-11-08",)}


def test_the_rare_earth_licences_of_april_2025_were_eased_and_never_lifted() -> None:
    assert [step.kind for step in ACTS["cn-mofcom-2025-18"].steps] == ["announced", "effective", "eased"]
    easing = ACTS["cn-mofcom-2025-18"].steps[-1]
    assert (easing.date, easing.known) == ("2025-12-02", date(2025, 12, 4)), "told two days after it began"
    assert ("eases", "cn-mofcom-2025-18") in ACTS["cn-2025-genlic"].links


def test_the_affiliates_rule_is_paused_to_its_last_day_and_nothing_says_that_it_is_back() -> None:
    *_, pause = ACTS["us-fr-2025-19001"].steps
    assert (pause.kind, pause.date, pause.until, pause.by) == (
        "suspended",
        "2025-11-10",
        "2026-11-09",
        "US-FR 2025-19846",
    )


def test_section_232_ends_in_talks_and_no_tariff() -> None:
    assert [(step.kind, step.date) for step in ACTS["us-eo-14272"].steps][-1] == ("ended", "2025-10-24")
    proclamation = ACTS["us-proc-11001"]
    assert ("replaces", "us-eo-14272") in proclamation.links
    assert {scope.action for scope in proclamation.scopes} == {"trade_investigation", "talks"}
    assert {(s.scope_id, s.until) for s in proclamation.steps if s.until} == {("talks", "2026-07-13")}


def test_duties_on_anode_material_never_came_into_force() -> None:
    steps = ACTS["us-adcvd-anode"].steps
    assert [step.kind for step in steps] == ["announced", "amended", "amended", "amended", "ended"]
    assert steps[-1].date == "2026-03-12"


def test_cobalt_goes_from_ban_to_extension_to_quota_to_carry_over() -> None:
    ban = [(step.kind, step.date, step.until) for step in ACTS["cd-arecoms-2025-001"].steps]
    assert ban == [
        ("effective", "2025-02-22", "2025-06-22"),
        ("announced", "2025-02-24", None),
        ("amended", "2025-06-21", "2025-09-21"),
        ("amended", "2025-09-21", "2025-10-15"),
        ("ended", "2025-10-15", None),
    ]
    assert {step.known for step in ACTS["cd-arecoms-2025-001"].steps[:2]} == {date(2025, 2, 24)}
    quota = ACTS["cd-arecoms-2025-004"]
    assert dates(list(quota.steps), "effective") == {"2025-10-16"}
    assert {("replaces", "cd-arecoms-2025-001"), ("eased_by", "cd-2025-carry")} <= set(quota.links)
    assert {step.until for step in ACTS["cd-2026-h1"].steps} == {"2026-07-05"}


def test_zimbabwe_goes_from_ore_ban_to_concentrate_ban_with_quotas_between() -> None:
    later, now = ACTS["zw-2027-ban"], ACTS["zw-2026-ban"]
    assert dates(list(later.steps), "effective") == {"2027-01-01"}
    assert ("amended_by", now.id) in later.links
    assert now.steps[-1].kind == "eased"
    assert ("eased_by", "zw-2026-quota") in now.links
    assert {scope.action for scope in ACTS["zw-2026-quota"].scopes} == {"export_quota", "export_tax"}
    assert not dates(list(ACTS["zw-si-2022-213"].steps), "ended", "suspended")


def test_china_lists_japan_europe_and_america_in_2026() -> None:
    acts = ("cn-mofcom-2026-1", "cn-mofcom-2026-11", "cn-mofcom-2026-12", "cn-2026-eu7", "cn-2026-us10")
    told = {act: (ACTS[act].scopes[0].targets, ACTS[act].steps[0].date) for act in acts}
    assert told == {
        "cn-mofcom-2026-1": (("JP",), "2026-01-06"),
        "cn-mofcom-2026-11": (("JP",), "2026-02-24"),
        "cn-mofcom-2026-12": (("JP",), "2026-02-24"),
        "cn-2026-eu7": (("BE", "CZ", "DE"), "2026-04-24"),
        "cn-2026-us10": (("US",), "2026-06-22"),
    }


# ---- against the reference -------------------------------------------------------------------------------------------

REFERENCED = pytest.mark.skipif(not REFERENCE.exists(), reason="the reference register is not here")


@REFERENCED
def test_the_register_has_the_acts_of_the_reference_and_no_others() -> None:
    assert len(records()) == 146
    assert {act_slug(instrument(each)) for each in records()} == set(ACTS)


@REFERENCED
@pytest.mark.parametrize("reference", records())
def test_an_act_says_what_the_reference_says(reference: str) -> None:
    row, (measure, scopes, _) = records()[reference], told(reference)
    parts = [each for each in measure.scopes if each.id in scopes]
    assert row["action"] in {each.action for each in parts}
    assert {each.targets for each in parts} == {tuple(sorted(row["targets"]))}
    named = {OTHER_TERM.get(each, each) for each in row["minerals"]} - NO_TERM
    covered = {mineral for each in parts for mineral in each.minerals}
    assert named <= covered
    assert all(GROUPS.get(each, set()) & set(row["mineral_groups"]) for each in covered - named)
    assert measure.confidence == row["confidence"]
    assert set(measure.sources) >= set(row["sources"])
    assert str(measure.evidence_until) == row["evidence_until"]
    assert bool(measure.official_title) is not row["instrument"]["descriptive_title"]
    assert bool(measure.unsure) or not row["unverified_fields"]
    assert row["issuer_country"] in measure.actors


@REFERENCED
@pytest.mark.parametrize("reference", records())
def test_an_act_has_the_dates_of_the_reference(reference: str) -> None:
    row, (measure, _, steps) = records()[reference], told(reference)
    assert dates(steps, "proposed", "announced") == {row["announced"]}
    if row["effective"] or "effective" not in measure.unsure:
        starts = dates(steps, "effective")
        parts = {each[:10] for each in row.get("effective_parts", {}).values()}
        assert starts == {row["effective"], *parts} - {None}
    pauses = [step for step in steps if step.kind == "suspended"]
    assert min(dates(pauses, "suspended"), default=None) == row["suspended_from"]
    assert max((step.until for step in pauses if step.until), default=None) == row["suspended_until"]
    if row["ended"] or "ended" not in measure.unsure:
        assert dates(steps, "ended") == ({row["ended"]} if row["ended"] else set())
    assert not row.get("expires") or row["expires"] in {step.until for step in steps}
    proposed = row["expected_by_text"]["status"] == "proposed"
    assert bool(dates(steps, "proposed")) is proposed


@REFERENCED
@pytest.mark.parametrize("reference", records())
def test_an_act_does_to_others_what_the_reference_says(reference: str) -> None:
    row, (measure, _, _) = records()[reference], told(reference)
    does = {other for kind, other in measure.links if kind in PASSIVE}
    assert does == {act_slug(instrument(each)) for each in (*row["amends"], *row["suspends"])}
    suspends = {other for kind, other in measure.links if kind == "suspends"}
    assert suspends == {act_slug(instrument(each)) for each in row["suspends"]}


@REFERENCED
@pytest.mark.parametrize("reference", records())
def test_a_note_is_in_our_own_words(reference: str) -> None:
    theirs, ours = (
        re.findall(r"\w+", text.lower()) for text in (records()[reference]["note"], told(reference)[0].note)
    )
    runs = {tuple(theirs[at : at + 6]) for at in range(len(theirs) - 5)}
    assert not [run for run in (ours[at : at + 6] for at in range(len(ours) - 5)) if tuple(run) in runs]


# ---- faults ----------------------------------------------------------------------------------------------------------

SOUND = """
_read_until: 2026-07-05
_outside: [XY 2006/1]
CN-A 2025/1:
  name: A control
  actors: [CN]
  action: export_licensing
  minerals: [tin]
  targets: ["*"]
  steps:
    - announced: 2025-05-03
    - {effective: 2025-05-01, until: 2026}
    - {suspended: 2025-11-10, until: 2026-11, by: CN-A 2025/2}
    - {eased: 2026-01, known: 2026-01-20}
    - ended: 2026-02
  replaces: [XY 2006/1]
  confidence: high
  note: A note.
  sources: [https://example.org/1]
CN-A 2025/2:
  name: A pause
  actors: [CN]
  action: suspension
  steps: [announced: 2025-11, effective: 2025-11-10]
  confidence: low
  note: A note.
  sources: [https://example.org/2]
"""


def world(folder: Path, text: str) -> Path:
    (folder / "acts.yaml").write_text(text, "utf-8")
    return folder


def test_known_days_and_sources_follow_who_tells_of_a_step(tmp_path: Path) -> None:
    control, pause = read(world(tmp_path, SOUND), load())
    assert [(step.kind, str(step.known), step.source[-1]) for step in control.steps] == [
        ("effective", "2025-05-03", "1"),
        ("announced", "2025-05-03", "1"),
        ("suspended", "2025-11-30", "2"),
        ("eased", "2026-01-20", "1"),
        ("ended", "2026-02-28", "1"),
    ]
    assert control.links == (("replaces", "xy-2006-1"), ("suspended_by", "cn-a-2025-2"))
    assert pause.links == (("suspends", "cn-a-2025-1"),)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("action: export_licensing", "action: licensing", ".action: there is no action 'licensing'"),
        ("minerals: [tin]", "minerals: [tim]", ".minerals: there is no mineral 'tim'"),
        ('["*"]', "[Japan]", ".targets: 'Japan' is no ISO 3166 code, EU or *"),
        ("actors: [CN]", "actors: [China]", ".actors: 'China' is no ISO 3166 code, EU or XX"),
        ("actors: [CN]", "agencies: [cn-none]", ".agencies: there is no agency 'cn-none'"),
        ("actors: [CN]", "agencies: [cn-gacc]", ": has no actors"),
        ("confidence: high", "confidence: sure", ".confidence: 'sure' is not one of: high, medium, low"),
        ("confidence: high", "confidence: high\n  tier: blog", ".tier: 'blog' is not one of"),
        ("confidence: high", "confidence: high\n  unsure: [colour]", ".unsure: 'colour' is not one of"),
        ("confidence: high", "confidence: high\n  rate: 5", ": unknown key 'rate'"),
        ("note: A note.", f"note: {'word ' * 80}", ".note: is longer than 320 letters"),
        ("https://example.org/1", "example.org", ".sources: 'example.org' is no web address"),
        ("- announced: 2025-05-03", "- announced: 2025-13", ".announced: '2025-13' is no date"),
        ("until: 2026-11,", "until: 2025-10,", ".until: 2025-10 is before 2025-11-10"),
        ("known: 2026-01-20", "known: soon", ".known: 'soon' is no day"),
        ("- announced: 2025-05-03", "- decided: 2025-05-03", ".steps: each has one kind of"),
        ("    - announced: 2025-05-03\n", "", ".steps: one of them should be proposed or announced"),
        ("- ended: 2026-02", "- announced: 2025-05-03", ".steps: announced on 2025-05-03 stands twice"),
        ("by: CN-A 2025/2", "by: CN-A 2025/3", ": there is no act 'cn-a-2025-3'"),
        ("by: CN-A 2025/2", "by: CN-A 2025/1", ": suspends itself"),
        (
            "announced: 2025-05-03",
            "{announced: 2025-05-03, by: CN-A 2025/2}",
            ".steps: cn-a-2025-2 cannot be the cause",
        ),
        ("replaces: [XY 2006/1]", "replaces: [XY 2007/1]", ": there is no act 'xy-2007-1'"),
        ("  steps:\n", "  scopes: [{paragraph: a b}]\n  steps:\n", ".paragraph: 'a b' should be one word"),
        ("  steps:\n", "  scopes: [{}, {}]\n  steps:\n", ".scopes: two of them are export_licensing"),
        ("  steps:\n", "  scopes: []\n  steps:\n", ".scopes: should be a list of mappings"),
    ],
)
def test_a_fault_names_file_act_and_what(tmp_path: Path, old: str, new: str, fault: str) -> None:
    assert old in SOUND
    with pytest.raises(VocabError) as caught:
        read(world(tmp_path, SOUND.replace(old, new, 1)), load())
    assert any(each.startswith(f"acts.yaml: CN-A 2025/1{fault}") for each in caught.value.faults), caught.value.faults


def test_faults_of_files_as_a_whole(tmp_path: Path) -> None:
    with pytest.raises(VocabError, match="holds no act"):
        read(tmp_path, load())
    with pytest.raises(VocabError, match="nothing says up to which day") as caught:
        read(world(tmp_path, SOUND.replace("_read_until: 2026-07-05", "")), load())
    assert len(caught.value.faults) == 2, "one for each act: all faults are told at once"
    more = tmp_path / "more.yaml"
    for text, fault in (
        (SOUND.replace("CN-A 2025/1", "CN_A 2025/1"), "CN_A 2025/1: there is another act with the id cn-a-2025-1"),
        ("7: {}", "7: an act is named by its instrument; put it in quotes if it is no text"),
        ("CN-B 1: []", "CN-B 1: should be a mapping"),
        ("_outside: CN-B 1", "the file._outside: should be a list of texts without blanks at their ends"),
        ("_read_until: 2026", "the file._read_until: 2026 is no day (YYYY-MM-DD)"),
    ):
        more.write_text(text, "utf-8")
        with pytest.raises(VocabError) as caught:
            read(world(tmp_path, SOUND), load())
        assert f"more.yaml: {fault}" in caught.value.faults
