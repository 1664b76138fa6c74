"""Headlines hold whatever is coded: one line, not too long, nothing that only the machine can read, nothing misread."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.events.called import act
from tracker.events.headline import LONGEST, Facts, compose
from tracker.model import Stage
from tracker.vocab import load

VOCAB = load()
NOTHING: dict[str, Any] = {
    **dict.fromkeys(("actors", "agencies", "targets", "via", "minerals", "firms"), ()),
    **dict.fromkeys(("instrument", "announced", "effective", "until")),
}
DATES = st.none() | st.sampled_from(["2024", "2024-12", "2024-12-03", "2026-11-27"])


def some(values: Any, most: int = 9) -> Any:
    return st.lists(values, max_size=most, unique=True).map(tuple)


def facts(action: str, stage: Any, **given_too: Any) -> Facts:
    return Facts(action=action, stage=stage, **(NOTHING | given_too))


ANY = st.builds(
    Facts,
    action=st.sampled_from(sorted(VOCAB.actions)),
    stage=st.sampled_from(get_args(Stage)),
    actors=some(st.sampled_from(sorted(VOCAB.countries)), 4),
    agencies=some(st.sampled_from(sorted(VOCAB.agencies)), 4),
    targets=some(st.sampled_from(["*", *sorted(VOCAB.countries)])),
    via=some(st.sampled_from(sorted(VOCAB.countries))),
    minerals=some(st.sampled_from(sorted(VOCAB.minerals)), 30),
    firms=some(st.sampled_from(sorted(VOCAB.firms)) | st.text(min_size=1, max_size=300), 9),
    instrument=st.none() | st.sampled_from(["CN-MOFCOM 2024/46", "EU 2024/1252"]) | st.text(max_size=300),
    announced=DATES,
    effective=DATES,
    until=DATES,
)


@given(ANY)
def test_a_headline_is_one_line_that_people_can_read(each: Facts) -> None:
    headline = compose(each, VOCAB)
    assert 0 < len(headline) <= LONGEST
    assert len(headline.splitlines()) == 1
    assert headline == " ".join(headline.split())
    own = {name for name in (*each.firms, each.instrument) if name}
    if not own:
        coded = {name for name in (*each.minerals, *each.agencies) if "-" in name}
        said = {name for mineral in each.minerals for name in VOCAB.name("mineral", mineral).split()}
        said |= {name for agency in each.agencies for name in VOCAB.name("agency", agency).split()}
        words = {word.strip("(),:") for word in headline.split()}
        assert not words & (coded - said)
        assert "_" not in headline


BAN: dict[str, Any] = {
    "actors": ("CN",),
    "agencies": ("cn-mofcom",),
    "minerals": ("antimony", "gallium"),
    "targets": ("US",),
}
STOP: dict[str, Any] = {"actors": ("CD",), "minerals": ("cobalt",)}


@pytest.mark.parametrize(
    ("coded", "headline"),
    [
        (
            facts("export_prohibition", "suspended", **BAN, instrument="CN-MOFCOM 2025/72", until="2026-11-27"),
            "China, MOFCOM: pause of export prohibition on antimony, gallium to the United States until 2026-11-27, "
            "by Announcement 72 of 2025",
        ),
        (
            facts("export_prohibition", "suspended", **BAN, announced="2025-11-09"),
            "China, MOFCOM: pause of export prohibition on antimony, gallium to the United States, 2025-11-09",
        ),
        (
            facts("export_prohibition", "proposed", **BAN, announced="2025-11-09"),
            "China, MOFCOM: proposed export prohibition on antimony, gallium to the United States, 2025-11-09",
        ),
        (
            facts("export_prohibition", "amended", **STOP, announced="2025-06-21", until="2025-09-21"),
            "Democratic Republic of the Congo: change of export prohibition on cobalt, 2025-06-21, "
            "now until 2025-09-21",
        ),
        (
            facts("export_prohibition", "ended", **STOP, effective="2025-10-16", instrument="CD-ARECOMS 2025/005"),
            "Democratic Republic of the Congo: end of export prohibition on cobalt, 2025-10-16, "
            "by Decision 005 of 2025",
        ),
        (
            facts("export_licensing", "eased", actors=("CN",), minerals=("rare-earths",), announced="2025-12"),
            "China: easing of export licensing on rare earths, 2025-12",
        ),
        (
            facts("price_move", "occurred", minerals=("antimony",), announced="2025-11-10"),
            "Price move of antimony, 2025-11-10",
        ),
        (
            facts("project", "occurred", actors=("AU",), minerals=("tungsten",), firms=("Group 6 Metals Pty Ltd.",)),
            "Australia, Group 6 Metals: project for tungsten",
        ),
        (
            facts("import_tariff", "in_force", actors=("US",), targets=("*",), minerals=("tungsten",)),
            "United States: import tariff on tungsten from all origins, in force",
        ),
        (
            facts("entity_listing", "in_force", actors=("CN",), targets=("US",), effective="2025-04-09"),
            "China: entity listing against the United States, in force 2025-04-09",
        ),
        (
            facts(
                "agreement", "announced", actors=("SE", "KR"), minerals=("graphite",), effective="2028", until="2034"
            ),
            "Sweden and South Korea: agreement on graphite, announced, to take effect 2028 until 2034",
        ),
        (
            facts("talks", "occurred", actors=("CN",), agencies=("cn-unheard-of",), targets=("EU",)),
            "China, UNHEARD-OF: talks with the European Union",
        ),
    ],
)
def test_what_befalls_an_act_cannot_be_misread(coded: Facts, headline: str) -> None:
    assert compose(coded, VOCAB) == headline


def test_a_long_list_is_cut_and_not_the_act() -> None:
    firms = tuple(f"A Rather Long Name of a Firm Number {number}, Limited" for number in range(8))
    line = compose(facts("entity_listing", "in_force", **BAN, firms=firms, instrument="CN-MOFCOM 2025/21"), VOCAB)
    assert len(line) <= LONGEST
    assert "Announcement 21 of 2025, in force" in line
    assert "Limited" not in line


def test_no_office_says_its_country_twice() -> None:
    twice = [each for each in VOCAB.agencies.values() if each.name.startswith("Japan ")]
    for each in twice:
        line = compose(facts("public_finance", "announced", actors=("JP",), agencies=(each.id,)), VOCAB)
        assert line.count("Japan") <= 1, line


@given(st.text(max_size=60))
def test_any_number_is_called_something_on_one_line(instrument: str) -> None:
    assert len(act(instrument).splitlines()) <= 1


def test_what_no_authority_tells_is_only_reported_to_be_in_force() -> None:
    told = {"minerals": ("gallium",), "actors": ("CN",), "announced": "2024-12-03"}
    assert compose(facts("export_prohibition", "in_force", **told), VOCAB).endswith("announced 2024-12-03, in force")
    line = compose(facts("export_prohibition", "in_force", **told, official=False), VOCAB)
    assert line.endswith("announced 2024-12-03, reported in force")
    bare = compose(facts("export_prohibition", "in_force", minerals=("gallium",), official=False), VOCAB)
    assert bare.endswith("reported in force")
    proposed = compose(facts("export_prohibition", "proposed", **told, official=False), VOCAB)
    assert "reported" not in proposed
