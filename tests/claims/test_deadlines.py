"""The last day for comments is no end of a rule, and an amount of goods is no price."""

from __future__ import annotations

import pytest

from tests.claims.marks import VOCAB, article
from tests.claims.test_code import claims
from tracker.claims import code
from tracker.claims.reasons import misplaced
from tracker.model import Claim, Quantity

DRAFT = "The [[US|country:US]] Commerce Department proposed a licence for exports of [[gallium|mineral:gallium]]"
DRAFT_ZH = "[[商务部|agency:cn-mofcom]]就对[[锑|mineral:antimony]]实施出口管制公开征求意见"


def proposal(text: str, **more: object) -> Claim:
    (claim,) = claims(text, **more)
    assert claim.stage == "proposed"
    return claim


@pytest.mark.parametrize(
    "tail",
    [
        ", and comments are due by 5 August 2025.",
        ". Comments are due on August 5.",
        ". It is open for public comment through 5 August 2025.",
        ". The rule is open for comment until 5 August.",
        ". The comment period closes on 5 August 2025.",
        ". The comment period runs until 5 August 2025.",
        ". Written comments must be received no later than 11:59 p.m. Eastern Time on August 5, 2025.",
        ". The deadline for comments is 5 August 2025.",
        ". Companies have until 5 August 2025 to submit comments.",
        ". Submissions close on 5 August 2025.",
        " and opened a 46-day comment period.",
    ],
)
def test_the_last_day_for_comments(tail: str) -> None:
    claim = proposal(DRAFT + tail)
    assert (claim.closes, claim.until, claim.effective) == ("2025-08-05", None, None)


@pytest.mark.parametrize(
    "tail",
    [
        "，意见反馈截止时间为2025年8月5日。",
        "，征求意见截止8月5日。",
        "。意见反馈截止日期为2025年8月5日。",
        "。公众可于2025年8月5日前将意见反馈至商务部。",
        "。请于2025年8月5日前提出书面意见。",
        "，征求意见时间为2025年7月5日至2025年8月5日。",
        "，为期46天。",
    ],
)
def test_the_last_day_for_comments_in_chinese(tail: str) -> None:
    claim = proposal(DRAFT_ZH + tail, language="zh", country="CN")
    assert (claim.closes, claim.until, claim.effective) == ("2025-08-05", None, None)


def test_the_start_of_the_rule_stands_beside_the_end_of_comments() -> None:
    claim = proposal(f"{DRAFT} and is taking comments until 5 August 2025; it would take effect on 1 January 2026.")
    assert (claim.closes, claim.effective, claim.until) == ("2025-08-05", "2026-01-01", None)


def test_a_notice_gives_its_day_to_its_proposals_wherever_it_stands() -> None:
    text = f"DATES: Comments must be received on or before August 5, 2025.\n{DRAFT}."
    claim = proposal(text, kind="notice", country="US", title="Licence requirement for gallium; proposed rule")
    assert (claim.closes, claim.effective, claim.until) == ("2025-08-05", None, None)


def test_comments_of_the_past_stay_in_the_past() -> None:
    assert proposal(f"{DRAFT}. Comments closed on 5 May.").closes == "2025-05-05"


@pytest.mark.parametrize(
    "tail",
    [
        ". The department received comments by traders on 2 May 2025.",
        ". A spokesman had no comment on 2 May 2025.",
        ". Gallium prices rose until 5 August 2025.",
    ],
)
def test_a_day_that_closes_nothing(tail: str) -> None:
    assert {claim.closes for claim in claims(DRAFT + tail)} == {None}


def test_a_rule_that_is_no_proposal_keeps_its_own_end() -> None:
    (claim,) = claims(
        "[[China|country:CN]] suspended the export ban on [[gallium|mineral:gallium]] until 27 November 2026."
    )
    assert (claim.until, claim.closes) == ("2026-11-27", None)


def test_the_passage_that_gives_the_day_is_its_reason() -> None:
    made, mentions = article(f"{DRAFT}. Comments are due on August 5.")
    found = code(made, mentions, VOCAB)
    (reason,) = (each for claim in found for each in claim.reasons if each.field == "closes")
    assert reason.evidence
    assert reason.evidence.quote == "August 5"
    assert misplaced(made, found) == []


WAY = (
    "[[Chinese|country:CN]] [[antimony|mineral:antimony]] worth [[$40 million|quantity:40000000 USD]] was smuggled to "
    "the [[US|country:US]] through [[Thailand|country:TH]], [[3,366 tons|quantity:3366 t]] of it, out of "
    "[[90%|quantity:90 %]] of [[10,000 tons|quantity:10000 t]] mined, at [[$50,000 a ton|quantity:50000 USD/t]]."
)


def test_amounts_of_goods_the_nearest_to_the_way_first() -> None:
    (claim,) = claims(WAY)
    assert claim.quantities == (Quantity(3366.0, "t"), Quantity(10000.0, "t"))


def test_a_case_has_its_amount_and_a_quota_none() -> None:
    case = claims(
        "A court in [[China|country:CN]] jailed a trader on 2 June 2025 for smuggling [[166 tonnes|quantity:166 t]] of "
        "[[antimony|mineral:antimony]]."
    )
    assert [each.quantities for each in case if each.action == "enforcement_case"] == [(Quantity(166.0, "t"),)]
    quota = claims(
        "[[China|country:CN]] set an export quota of [[5,000 tonnes|quantity:5000 t]] of [[antimony|mineral:antimony]]."
    )
    assert {each.quantities for each in quota} == {()}
