"""Claims that tell the same thing become one event, what only looks alike does not, and all are told in English."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.events import choose, event_keys, keys, tell
from tracker.events.days import apart, days
from tracker.events.headline import act
from tracker.events.origins import independent
from tracker.events.subjects import PLATINUM_GROUP, RARE_EARTHS
from tracker.events.weight import significance
from tracker.model import Claim, Event, Evidence, Source, Telling
from tracker.vocab import Action, Alias, Term, Vocab, load

GOLD_FOLDER = Path(__file__).parents[1].parent / "shared" / "gold"


def terms(kind: Any, **names: str) -> dict[str, Term]:
    return {key.replace("_", "-"): Term(key.replace("_", "-"), kind, name) for key, name in names.items()}


VOCAB = Vocab(
    minerals=terms("mineral", antimony="Antimony", gallium="Gallium", germanium="Germanium", rare_earths="Rare earths"),
    countries=terms("country", CN="China", US="United States", TH="Thailand", MX="Mexico", JP="Japan"),
    agencies={
        "cn-mofcom": Term("cn-mofcom", "agency", "Ministry of Commerce", aliases=(Alias("MOFCOM", "en"),)),
        "us-interior": Term("us-interior", "agency", "Department of the Interior"),
    },
    firms=terms("firm", codelco="Codelco", sqm="SQM"),
    actions={
        "export_prohibition": Action("export_prohibition", "trade control", "", "", "restricting"),
        "price_move": Action("price_move", "industry", "", "", "neutral"),
    },
)


def telling(
    day: str,
    action: str = "export_prohibition",
    stage: Any = "in_force",
    *,
    article: str = "",
    tier: Any = "press",
    publisher: str = "",
    language: str = "en",
    certainty: Any = "asserted",
    **fields: Any,
) -> Telling:
    """A claim told on a day; article and publisher default to something of its own."""
    name = article or f"{day} {publisher} {action} {stage} {sorted(fields.items())!r}"
    told = datetime.fromisoformat(f"{day}T09:00:00").replace(tzinfo=UTC)
    claim = Claim(name, action, stage, certainty, Evidence("text", 0, 4, "text"), "test", "test", **fields)
    return Telling(claim, Source(name, publisher or name, tier, language, told, told + timedelta(hours=1)))


class Shelf:
    """The index as the store keeps it: exact keys, and runs of keys between two."""

    def __init__(self) -> None:
        self.filed: dict[str, tuple[str, ...]] = {}

    def put(self, event: Event) -> None:
        self.filed[event.id] = event_keys(event)

    def find(self, asked: Iterable[str]) -> set[str]:
        return {name for key in asked for name, filed in self.filed.items() if any(met(key, each) for each in filed)}


def met(asked: str, filed: str) -> bool:
    """Say whether a filed key is the asked one or lies in the asked run."""
    start, _, last = asked.rpartition("|")
    begin, is_run, end = last.partition("..")
    low, high = sorted((f"{start}|{begin}", f"{start}|{end}"))
    return low <= filed <= high if is_run else asked == filed


def link(tellings: Iterable[Telling]) -> dict[str, list[Telling]]:
    """Link one after the other as the pipeline does: candidates only through keys."""
    shelf = Shelf()
    events: dict[str, Event] = {}
    found: dict[str, list[Telling]] = defaultdict(list)
    for each in tellings:
        chosen = choose(each, [events[event] for event in sorted(shelf.find(keys(each)))]) or each.claim.id
        found[chosen].append(each)
        events[chosen] = tell(chosen, found[chosen], VOCAB)
        shelf.put(events[chosen])
    return found


def groups(*tellings: Telling) -> list[int]:
    """Return the number of the event that each telling went to, in the order given."""
    found = link(tellings)
    order = list(found)
    return [next(n for n, event in enumerate(order) if each in found[event]) for each in tellings]


NUMBER = "CN-MOFCOM 2024/46"
ITEMS = ("gallium", "germanium", "antimony")
TO_US: dict[str, Any] = {"actors": ("CN",), "targets": ("US",)}
NOTICE = telling(
    "2024-12-03",
    tier="official",
    publisher="MOFCOM",
    language="zh",
    agencies=("cn-mofcom",),
    minerals=ITEMS,
    instrument=NUMBER,
    announced="2024-12-03",
    effective="2024-12-03",
    **TO_US,
)


def test_a_recap_joins_the_older_event_across_outlets_and_languages() -> None:
    assert groups(
        NOTICE,
        telling("2024-12-03", minerals=ITEMS, announced="2024-12-03", effective="2024-12-03", **TO_US),
        telling("2025-07-09", minerals=ITEMS, announced="2024-12", **TO_US),
        telling("2025-08-20", language="zh", minerals=("antimony",), effective="2024-12-03", **TO_US),
        telling("2025-11-11", minerals=(*ITEMS, "superhard-materials"), instrument=NUMBER, **TO_US),
    ) == [0, 0, 0, 0, 0]


def test_the_number_may_come_late() -> None:
    press = telling("2024-12-03", minerals=ITEMS, announced="2024-12-03", **TO_US)
    numbered = telling("2025-11-11", minerals=ITEMS, instrument=NUMBER, **TO_US)
    assert groups(press, NOTICE, numbered) == [0, 0, 0]


def test_acts_that_only_look_alike_stay_apart() -> None:
    licence: dict[str, Any] = {"action": "export_licensing", "actors": ("CN",)}
    new: dict[str, Any] = licence | {"minerals": ("tungsten",), "effective": "2025-02-04"}
    assert groups(
        NOTICE,
        telling("2024-12-03", action="export_licensing", minerals=("graphite",), instrument=NUMBER, **TO_US),
        telling("2024-12-04", minerals=("antimony",), effective="2024-09-15", **licence),
        telling("2024-12-04", minerals=("gallium", "germanium"), effective="2023-08", **licence),
        telling("2025-02-05", instrument="CN-MOFCOM 2025/10", **new),
        telling("2025-02-05", instrument="CN-MOFCOM 2025/11", **new),
        telling("2026-01-06", actors=("CN",), targets=("JP",), announced="2024-12-03"),
        telling("2024-12-03", actors=("RU",), targets=("US",), minerals=ITEMS, announced="2024-12-03"),
    ) == [0, 1, 2, 3, 4, 5, 6, 7]


def test_what_befalls_an_act_is_an_event_of_its_own() -> None:
    stop: dict[str, Any] = {"actors": ("CD",), "minerals": ("cobalt",)}
    assert groups(
        telling("2025-02-24", announced="2025-02-24", effective="2025-02-22", until="2025-06-22", **stop),
        telling("2025-06-21", stage="amended", announced="2025-06-21", until="2025-09-21", **stop),
        telling("2025-09-20", stage="amended", announced="2025-09-20", until="2025-10-15", **stop),
        telling("2025-10-17", stage="ended", effective="2025-10-15", **stop),
        telling("2025-09-21", effective="2025-02-22", **stop),
        telling("2025-10-27", stage="ended", effective="2025-10-16", **stop),
        telling("2026-01-05", stage="ended", effective="2025-02-22", until="2025-10-15", **stop),
    ) == [0, 1, 2, 3, 0, 3, 0]


def test_a_pausing_act_has_one_event_for_each_action() -> None:
    pause: dict[str, Any] = {"stage": "suspended", "actors": ("CN",), "effective": "2025-11-07", "until": "2026-11-10"}
    bare: dict[str, Any] = {
        "action": "export_licensing",
        "stage": "suspended",
        "actors": ("CN",),
        "minerals": ("graphite",),
    }
    number = "CN-MOFCOM 2025/70"
    assert groups(
        telling("2025-11-07", "export_licensing", minerals=("holmium", "graphite"), instrument=number, **pause),
        telling("2025-11-07", "technology_control", minerals=("rare-earths",), instrument=number, **pause),
        telling("2025-11-12", "export_licensing", minerals=("superhard-materials",), instrument=number, **pause),
        telling("2025-12-03", "export_licensing", minerals=("rare-earths",), **pause),
        telling("2026-03-13", until="2026-11-10", **bare),
        telling("2026-03-13", until="2026-11-27", **bare),
    ) == [0, 1, 0, 0, 0, 2]


def test_an_itemised_paragraph_is_not_the_blanket_one_beside_it() -> None:
    blanket: dict[str, Any] = {"instrument": NUMBER, "effective": "2024-12-03", **TO_US}
    assert groups(NOTICE, telling("2024-12-03", **blanket), telling("2025-11-12", **blanket)) == [0, 1, 1]
    numbered = telling("2024-12-03", paragraph="1", minerals=ITEMS, **blanket)
    assert groups(numbered, telling("2024-12-04", paragraph="2", minerals=ITEMS, **blanket)) == [0, 1]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("dysprosium",), ("rare-earths",), True),
        (("medium-heavy-rare-earths",), ("samarium", "terbium"), True),
        (("neodymium",), ("rare-earth-magnets",), True),
        (("critical-minerals",), ("antimony", "gallium"), True),
        (("battery-materials",), ("graphite",), True),
        (("battery-materials",), ("aluminium",), False),
        (("palladium",), ("platinum-group-metals",), True),
        (("gallium",), ("germanium",), False),
        (("dysprosium",), ("gallium",), False),
    ],
)
def test_groups_meet_their_members(one: tuple[str, ...], other: tuple[str, ...], same: bool) -> None:
    fields: dict[str, Any] = {"action": "export_licensing", "actors": ("CN",), "effective": "2025-04-04"}
    left, right = (telling("2025-04-10", minerals=minerals, **fields) for minerals in (one, other))
    assert groups(left, right) == [0, 0 if same else 1]
    assert groups(right, left) == [0, 0 if same else 1]


def test_the_tables_of_groups_say_what_the_vocabulary_says() -> None:
    vocab = load()
    for group, table in (("rare-earths", RARE_EARTHS), ("platinum-group-metals", PLATINUM_GROUP)):
        assert vocab.members_of(group) | {group} <= table


def test_occasions_are_told_apart_by_their_days() -> None:
    talks: dict[str, Any] = {
        "action": "talks",
        "stage": "occurred",
        "actors": ("CN", "US"),
        "minerals": ("rare-earths",),
    }
    price: dict[str, Any] = {"action": "price_move", "stage": "occurred", "minerals": ("antimony",)}
    assert groups(
        telling("2025-05-16", announced="2025-05", **talks),
        telling("2025-10-31", announced="2025-10-30", **talks),
        telling("2025-11-20", announced="2025-10-30", **talks),
        telling("2025-11-10", announced="2025-11-10", **price),
        telling("2025-08-20", announced="2025-08-19", **price),
        telling("2025-11-12", **price),
    ) == [0, 1, 1, 2, 3, 2]


def test_meetings_three_days_apart_are_two_unless_the_same_authorities_met() -> None:
    office = ("cn-mofcom", "cn-mps", "cn-mss", "cn-gacc")
    drive: dict[str, Any] = {"action": "enforcement_campaign", "actors": ("CN",), "minerals": ("critical-minerals",)}
    assert groups(
        telling("2025-05-10", agencies=office, announced="2025-05-09", **drive),
        telling("2025-05-13", announced="2025-05-12", **drive),
        telling("2025-05-12", agencies=office, announced="2025-05-12", **drive),
    ) == [0, 1, 0]


def test_agreements_of_one_day_with_different_partners_are_two() -> None:
    deal: dict[str, Any] = {"action": "agreement", "stage": "announced", "announced": "2025-10-26"}
    assert groups(
        telling("2025-10-27", actors=("US", "MY"), minerals=("critical-minerals",), **deal),
        telling("2025-10-27", actors=("US", "TH"), minerals=("critical-minerals",), **deal),
        telling("2025-10-28", actors=("MY", "US"), minerals=("rare-earths",), **deal),
    ) == [0, 1, 0]


def test_money_for_one_firm_is_not_money_for_another() -> None:
    grant: dict[str, Any] = {
        "action": "public_finance",
        "stage": "announced",
        "actors": ("US",),
        "minerals": ("rare-earths",),
    }
    assert groups(
        telling("2025-11-04", firms=("vulcan-elements",), announced="2025-11-03", **grant),
        telling("2025-11-04", firms=("reelement-technologies",), announced="2025-11-03", **grant),
        telling("2026-02-10", firms=("vulcan-elements",), **grant),
        telling("2025-11-04", announced="2025-11-03", **grant),
    ) == [0, 1, 0, 2]


def test_a_route_may_be_told_in_part() -> None:
    route: dict[str, Any] = {"action": "circumvention", "stage": "occurred", "minerals": ("antimony",), **TO_US}
    assert groups(
        telling("2025-05-16", via=("TH", "MX"), effective="2024-12", **route),
        telling("2025-07-15", via=("TH",), **route),
        telling("2025-09-18", via=("VN", "TH"), **route),
        telling("2025-07-15", **route),
    ) == [0, 0, 1, 2]


def test_an_undated_recap_means_the_act_that_everyone_knows() -> None:
    fields: dict[str, Any] = {"action": "export_licensing", "actors": ("CN",), "minerals": ("antimony",)}
    known = [telling("2024-08-15", publisher=name, effective="2024-09-15", **fields) for name in "abc"]
    lesser = telling("2024-11-20", effective="2024-11-18", **fields)
    assert groups(*known, lesser, telling("2025-08-20", **fields)) == [0, 0, 0, 1, 0]
    assert groups(*known, telling("2029-08-20", **fields)) == [0, 0, 0, 1], "beyond what a text can mean"


def test_a_denial_finds_its_event_but_makes_no_news_of_it() -> None:
    event = tell(NOTICE.claim.id, [NOTICE], VOCAB)
    denial = telling("2025-01-05", certainty="denied", minerals=("antimony",), **TO_US)
    assert choose(denial, [event]) == event.id
    assert tell(event.id, [NOTICE, denial], VOCAB) == event
    assert choose(telling("2025-01-05", stage="proposed", certainty="expected", **TO_US), [event]) is None
    with pytest.raises(ValueError, match="no asserted telling"):
        tell("x", [denial], VOCAB)


def test_choose_is_indifferent_to_the_order_of_candidates() -> None:
    one = tell("b", [telling("2025-08-20", "price_move", "occurred", minerals=("tin",), announced="2025-08-19")], VOCAB)
    candidates = [one, replace(one, id="a"), replace(one, id="c", sources=5)]
    probe = telling("2025-08-21", "price_move", "occurred", minerals=("tin",), announced="2025-08-19")
    assert choose(probe, candidates) == choose(probe, candidates[::-1]) == "c"
    assert choose(probe, candidates[:2]) == choose(probe, candidates[1::-1]) == "a"
    assert choose(probe, []) is None


# Keys

MONTHS = [f"2025-{month:02d}-{day:02d}" for month in range(3, 11) for day in (1, 15, 28)]
SOME_DAY = st.none() | st.sampled_from([*MONTHS, "2025-05", "2025-08"])


SUBJECTS: list[tuple[str, ...]] = [(), ("dysprosium",), ("rare-earths",), ("gallium", "tin"), ("critical-minerals",)]


@st.composite
def any_telling(draw: st.DrawFn) -> Telling:
    return telling(
        draw(st.sampled_from(MONTHS)),
        draw(st.sampled_from(["export_licensing", "project", "circumvention", "agreement"])),
        draw(st.sampled_from(["announced", "in_force", "suspended", "ended", "amended"])),
        article=draw(st.sampled_from("abcdefgh")),
        tier=draw(st.sampled_from(["official", "press", "wire"])),
        publisher=draw(st.sampled_from(["P", "Q", "R"])),
        language=draw(st.sampled_from(["en", "zh"])),
        certainty=draw(st.sampled_from(["asserted", "asserted", "asserted", "denied", "expected"])),
        actors=draw(st.sampled_from([("CN",), ("US",), ("CN", "US")])),
        targets=draw(st.sampled_from([(), ("US",), ("*",)])),
        minerals=draw(
            st.sampled_from([(), ("dysprosium",), ("rare-earths",), ("gallium", "tin"), ("critical-minerals",)])
        ),
        firms=draw(st.sampled_from([(), ("codelco",)])),
        instrument=draw(st.sampled_from([None, None, "X-Y 2025/1", "X-Y 2025/2"])),
        announced=draw(SOME_DAY),
        effective=draw(SOME_DAY),
        until=draw(SOME_DAY),
        affects=draw(st.sampled_from([(), ("X-Y 2024/1#2",)])),
    )


@given(any_telling(), st.lists(any_telling(), min_size=1, max_size=3))
def test_the_index_hides_no_event_that_would_be_chosen(probe: Telling, others: list[Telling]) -> None:
    told = [each for each in others if each.claim.certainty == "asserted" and each.claim.action == probe.claim.action]
    if not told:
        return
    event = tell("event", told, VOCAB)
    if choose(probe, [event]):
        assert any(met(asked, filed) for asked in keys(probe) for filed in event_keys(event))


@given(any_telling())
def test_keys_are_few_and_stable(each: Telling) -> None:
    assert keys(each) == tuple(sorted(set(keys(each))))
    assert 0 < len(keys(each)) <= 200
    if each.claim.certainty == "asserted":
        filed = event_keys(tell("x", [each], VOCAB))
        assert 0 < len(filed) <= 100


def test_a_notice_is_looked_up_under_a_score_of_keys() -> None:
    assert len(keys(NOTICE)) <= 30
    assert len(event_keys(tell("x", [NOTICE], VOCAB))) <= 12


# Telling


@given(st.lists(any_telling(), min_size=1, max_size=7), st.randoms(use_true_random=False))
def test_telling_does_not_depend_on_the_order(tellings: list[Telling], random: Any) -> None:
    if not any(each.claim.certainty == "asserted" for each in tellings):
        return
    told = tell("event", tellings, VOCAB)
    assert tell("event", random.sample(tellings, len(tellings)), VOCAB) == told
    assert 0.0 <= told.significance <= 1.0
    assert told.lead in told.claims
    assert told.headline.strip()


def test_the_best_source_decides() -> None:
    poor: dict[str, Any] = {"minerals": ("tin",), "instrument": NUMBER, **TO_US}
    spun = [telling("2024-12-01", announced="2026-12-03", effective="2025-01-15", **poor, publisher=p) for p in "abc"]
    event = tell("event", [*spun, NOTICE], VOCAB)
    assert (event.announced, event.effective, event.minerals) == (
        "2024-12-03",
        "2024-12-03",
        ("antimony", "gallium", "germanium"),
    )
    assert event.lead == NOTICE.claim.id
    assert event.told == spun[0].source.told
    assert event.told_officially == NOTICE.source.told
    assert (event.sources, event.official, event.languages) == (3, 1, ("en", "zh"))


def test_dates_become_as_exact_as_any_text_that_does_not_contradict_the_best() -> None:
    vague = telling("2025-06-01", tier="official", effective="2025-04", **TO_US)
    exact = telling("2025-05-01", effective="2025-04-04", **TO_US)
    wrong = telling("2025-05-01", effective="2025-05-02", **TO_US)
    assert tell("event", [vague, exact, wrong], VOCAB).effective == "2025-04-04"
    assert tell("event", [vague, wrong], VOCAB).effective == "2025-04"
    press = [
        telling("2025-05-02", effective=day, **TO_US, publisher=day) for day in ("2025-04", "2025-04-04", "2025-03-30")
    ]
    assert tell("event", press, VOCAB).effective == "2025-04-04", "the month votes for the day within it"


def test_the_later_official_stage_wins_and_a_recap_of_the_end_does_not() -> None:
    first = telling("2025-10-09", stage="announced", tier="official", effective="2025-11-08", **TO_US)
    later = telling("2025-11-08", tier="official", effective="2025-11-08", **TO_US)
    recap = telling("2025-12-01", stage="ended", tier="official", effective="2025-11-08", until="2025-11-30", **TO_US)
    assert tell("event", [first], VOCAB).stage == "announced"
    assert tell("event", [later, first], VOCAB).stage == "in_force"
    assert tell("event", [first, later, recap], VOCAB).stage == "in_force"
    assert tell("event", [recap], VOCAB).stage == "ended"


def test_the_day_to_sort_by() -> None:
    assert (
        tell("event", [telling("2025-05-02", announced="2025-04", effective="2025-05", **TO_US)], VOCAB).date
        == "2025-05"
    )
    assert tell("event", [telling("2025-05-02", announced="2025-04", **TO_US)], VOCAB).date == "2025-04"
    assert tell("event", [telling("2025-05-02", **TO_US)], VOCAB).date == "2025-05-02"


# Headlines


@pytest.mark.parametrize(
    ("told", "headline"),
    [
        (
            NOTICE,
            "China, MOFCOM: export prohibition on antimony, gallium, germanium to the United States, "
            "Announcement 46 of 2024, in force 2024-12-03",
        ),
        (
            telling(
                "2025-11-09",
                stage="suspended",
                language="zh",
                agencies=("cn-mofcom",),
                minerals=("gallium",),
                instrument="CN-MOFCOM 2025/72",
                effective="2025-11-09",
                until="2026-11-27",
                **TO_US,
            ),
            "China, MOFCOM: pause of export prohibition on gallium to the United States from 2025-11-09 until "
            "2026-11-27, by Announcement 72 of 2025",
        ),
        (
            telling(
                "2025-10-09",
                "export_licensing",
                "announced",
                actors=("CN",),
                minerals=("rare-earths",),
                targets=("*",),
                announced="2025-10-09",
                effective="2025-12-01",
            ),
            "China: export licensing on rare earths to all destinations, "
            "announced 2025-10-09, to take effect 2025-12-01",
        ),
        (
            telling("2025-05-16", "circumvention", "occurred", minerals=("antimony",), via=("TH", "MX"), **TO_US),
            "China: circumvention with antimony through Mexico, Thailand to the United States",
        ),
        (
            telling("2025-10-31", "talks", "occurred", actors=("US", "CN"), announced="2025-10-30"),
            "China and United States: talks, 2025-10-30",
        ),
        (
            telling("2025-12-29", "corporate_deal", "occurred", firms=("sqm", "codelco"), minerals=("iron-ore",)),
            "Codelco, SQM: corporate deal on iron ore",
        ),
        (
            telling("2025-11-10", "price_move", "occurred", minerals=("antimony",), announced="2025-11"),
            "Price move of antimony, 2025-11",
        ),
        (
            telling("2025-11-07", "designation", actors=("US",), agencies=("us-interior",), minerals=tuple("abcdefg")),
            "United States, Department of the Interior: designation of a, b, c, d and 3 more, reported in force",
        ),
    ],
)
def test_headlines_are_composed_in_english(told: Telling, headline: str) -> None:
    assert tell("event", [told], VOCAB).headline == headline


@pytest.mark.parametrize(
    ("instrument", "spoken"),
    [
        ("CN-SC 785", "State Council Decree 785"),
        ("US-EO 14272", "Executive Order 14272"),
        ("US-FR 2025-06836", "Federal Register 2025-06836"),
        ("US-PL 117-169", "Public Law 117-169"),
        ("US-CFR 15/744", "15 CFR 744"),
        ("US-Prohibiting Russian Uranium Imports Act", "Prohibiting Russian Uranium Imports Act"),
        ("EU 2024/1252", "Regulation 2024/1252"),
        ("EU COM(2025) 945", "COM(2025) 945"),
        ("EU-C 2025/904", "Decision C(2025) 904"),
        ("VN-Law on Geology and Minerals", "Law on Geology and Minerals"),
        ("VN-DEC 2024/158", "Decree 158 of 2024"),
        ("VN-MOIT 2024/31", "VN-MOIT 2024/31"),
        ("CD-ARECOMS 2025/004", "Decision 004 of 2025"),
        ("ZW-SI 2022/213", "Statutory Instrument 213 of 2022"),
        ("ID-ESDM 2019/11", "Minister of Energy Regulation 11 of 2019"),
        ("ID-PP 2025/36", "Government Regulation 36 of 2025"),
        ("IN-NOTIFICATION 2025/12", "Notification 12 of 2025"),
        ("JP-LAW 2022/43", "Law 43 of 2022"),
        ("KR-ACT 2024/20117", "Act 20117 of 2024"),
        ("MY-ORDER 2023/122", "Order 122 of 2023"),
        ("AU-BILL 2024/7", "Bill 7 of 2024"),
        ("KZ-ORDER 2025/449", "Order 449 of 2025"),
        ("PH-SB 2826", "Senate Bill 2826"),
        ("RU-DEC 2024/1544", "Decree 1544 of 2024"),
        ("GB-ECJU 2025/21", "Notice to Exporters 2025/21"),
        ("UN-RESOLUTION 2773", "Security Council Resolution 2773"),
        ("us-vault", "us-vault"),
    ],
)
def test_acts_are_called_as_people_call_them(instrument: str, spoken: str) -> None:
    assert act(instrument) == spoken


def test_significance_rises_with_what_matters() -> None:
    def weight(action: str = "export_prohibition", stage: Any = "in_force", publishers: int = 1, **more: Any) -> float:
        given: dict[str, Any] = {"official": False, "targets": (), "minerals": ("tin",)} | more
        return significance(action, stage, publishers=publishers, vocab=VOCAB, **given)

    assert weight() > weight("price_move")
    assert weight() > weight(stage="proposed")
    assert weight(publishers=5) > weight(publishers=1)
    assert weight(official=True) > weight()
    assert weight(targets=("US",)) > weight()
    assert weight(minerals=("rare-earths",)) == weight(minerals=("tin", "zinc", "lead")) > weight()
    assert weight(publishers=10**6, official=True, targets=("US",), minerals=("critical-minerals",)) <= 1.0


@given(st.sampled_from(["2024", "2024-02", "2024-12", "2024-02-29", "2023-12-31"]))
def test_days_of_partial_dates(partial: str) -> None:
    span = days(partial)
    assert span is not None
    assert span[0].isoformat().startswith(partial) and span[1].isoformat().startswith(partial)  # noqa: PT018
    assert apart(span, span) == 0


@pytest.mark.parametrize("wrong", [None, "", "20025-01-01", "2025-13", "2025-02-30", "soon"])
def test_what_is_no_date_has_no_days(wrong: str | None) -> None:
    assert days(wrong) is None


# The gold cases as one stream


def gold_stream() -> Sequence[tuple[Telling, str]]:
    from tracker.scorecard import read_case

    lines = [each for path in sorted(GOLD_FOLDER.glob("*.jsonl")) for each in path.read_text("utf-8").splitlines()]
    stream = []
    for case in sorted(map(read_case, lines), key=lambda case: case.published):
        tier: Any = "official" if case.kind == "notice" else "press"
        source = Source(case.id, case.publisher, tier, case.lang, case.published, case.published)
        for claim, event in zip(case.claims, case.events, strict=True):
            if event is not None:
                stream.append((Telling(claim, source), event))
    return stream


@pytest.mark.skipif(not GOLD_FOLDER.exists(), reason="the gold cases are not beside this checkout")
def test_gold_claims_find_their_events() -> None:
    """With every claim coded right, what is lost is lost by this room alone."""
    from tracker.scorecard.coding import b_cubed

    stream = gold_stream()
    found = link(told for told, _ in stream)
    of_claim = {id(told): event for event, told_there in found.items() for told in told_there}
    score = b_cubed([event for _, event in stream], [of_claim[id(told)] for told, _ in stream])
    assert score["f1"] >= 0.97


def test_a_pause_is_one_event_whether_its_teller_lists_what_sleeps_or_not() -> None:
    pause = {"stage": "suspended", "instrument": "CN-MOFCOM 2025/72", "until": "2026-11-27"}
    blanket = telling("2025-11-09", **pause)
    listed = telling("2025-11-10", **pause, minerals=("antimony", "gallium"))
    assert groups(blanket, listed) == [0, 0]


def source(article: str, publisher: str, tier: Any = "press", origin: str = "") -> Telling:
    made = telling("2024-12-03", article=article, publisher=publisher, tier=tier)
    return replace(made, source=replace(made.source, article_id=article, origin=origin))


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ((("a", "One"), ("b", "Two")), 2),
        ((("a", "One"), ("b", "One")), 1),
        ((("a", "One"), ("b", "Two", "press", "a")), 1),
        ((("b", "Two", "press", "a"), ("c", "Three", "press", "a")), 1),
        ((("a", "One", "press", "reuters"), ("b", "Two", "press", "reuters")), 1),
        ((("a", "One", "press", "x"), ("b", "One"), ("c", "Two", "press", "x")), 1),
        ((("a", "One", "press", "reuters"), ("b", "Two", "press", "xinhua")), 2),
        ((("m", "Ministry", "official"),), 0),
        ((("m", "Ministry", "official"), ("a", "One", "press", "m")), 0),
        ((("m", "Ministry", "official"), ("a", "One")), 1),
    ],
    ids=[
        "two papers",
        "one paper twice",
        "a copy",
        "two copies of an absent original",
        "one agency",
        "linked through a paper",
        "two agencies",
        "an authority alone",
        "the authority's text reprinted",
        "an authority and a paper",
    ],
)
def test_independent_sources_are_origins_and_not_addresses(told: tuple[tuple[str, ...], ...], count: int) -> None:
    assert independent([source(*each) for each in told]) == count  # type: ignore[arg-type]
    assert independent([source(*each) for each in reversed(told)]) == count  # type: ignore[arg-type]
