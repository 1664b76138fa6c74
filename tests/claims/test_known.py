"""What the number of a known act stands for, where the text itself does not say."""

from __future__ import annotations

from datetime import date

from tests.claims.marks import VOCAB, article
from tracker.claims import code
from tracker.claims.known import scopes, subjects
from tracker.model import Claim, Measure, Scope, Step

PARTS = (
    Scope("1:export_prohibition", "export_prohibition", "1", (), ("US",)),
    Scope("2:export_licensing", "export_licensing", "2", ("graphite",), ("US",)),
    Scope("2:export_prohibition", "export_prohibition", "2", ("antimony", "gallium"), ("US",)),
)
LISTING = (Scope("entity_listing", "entity_listing", None, (), ("JP",)),)


def act(instrument: str, parts: tuple[Scope, ...]) -> Measure:
    step = Step(parts[0].id, "effective", "2024-12-03", date(2024, 12, 3), None, None, None, "official")
    return Measure("any", instrument, "An act", ("CN",), (), parts, (step,), ())


ACTS = {each.instrument: each for each in (act("CN-MOFCOM 2024/46", PARTS), act("CN-MOFCOM 2026/11", LISTING))}


def coded(text: str, *, known: bool = True, **more: object) -> tuple[Claim, ...]:
    made, mentions = article(text, **more)  # type: ignore[arg-type]
    return code(made, mentions, VOCAB, ACTS) if known else code(made, mentions, VOCAB)


PAUSE = (
    "[[Announcement No. 72|instrument:CN-MOFCOM 2025/72]] of the ministry suspends the second paragraph of "
    "[[No. 46 of 2024|instrument:CN-MOFCOM 2024/46]] until 27 November 2026."
)


def test_a_citation_names_the_parts_of_its_paragraph() -> None:
    assert [scope.id for scope in scopes(ACTS, "CN-MOFCOM 2024/46#2")] == ["2:export_licensing", "2:export_prohibition"]
    assert len(scopes(ACTS, "CN-MOFCOM 2024/46")) == 3
    assert scopes(ACTS, "CN-MOFCOM 2099/1") == ()


def test_subjects_are_one_for_each_treatment_the_widest_first() -> None:
    found = subjects(ACTS, ["CN-MOFCOM 2024/46#2"])
    assert [(each.action, each.minerals, each.targets) for each in found] == [
        ("export_prohibition", ("antimony", "gallium"), ("US",)),
        ("export_licensing", ("graphite",), ("US",)),
    ]


def test_a_pause_that_names_only_numbers_gets_what_the_paused_paragraph_rules() -> None:
    assert coded(PAUSE, known=False) == (), "without the register nothing says that this is about minerals"
    (claim,) = coded(PAUSE)
    assert (claim.action, claim.stage, claim.targets) == ("export_prohibition", "suspended", ("US",))
    assert set(claim.minerals) == {"antimony", "gallium"}
    assert claim.until == "2026-11-27"


def test_what_the_register_gave_is_said_to_be_from_there() -> None:
    (claim,) = coded(PAUSE)
    given = {(each.field, each.value): each.rule for each in claim.reasons if "register" in each.rule}
    assert {("minerals", "antimony"), ("minerals", "gallium"), ("targets", "US")} <= set(given)


def test_the_minerals_that_the_text_names_choose_among_the_treatments() -> None:
    (claim,) = coded(PAUSE + " Sales of [[graphite|mineral:graphite]] were never barred.")[:1]
    assert claim.action == "export_licensing"
    assert claim.minerals == ("graphite",)


def test_what_follows_from_being_listed_is_told_as_the_listing() -> None:
    text = (
        "[[Announcement No. 11 of 2026|instrument:CN-MOFCOM 2026/11]] bars [[Chinese|country:CN]] exports of "
        "[[rare earths|mineral:rare-earths]] to twenty [[Japanese|country:JP]] bodies."
    )
    assert {claim.action for claim in coded(text, known=False)} == {"export_prohibition"}
    assert {claim.action for claim in coded(text)} == {"entity_listing"}
