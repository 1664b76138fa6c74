"""Which claims get the number of an act that another sentence cites, and which do not."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.claims.marks import VOCAB, article
from tracker.claims import code
from tracker.model import Claim, Measure, Scope, Step

CITED = (
    "[[China|country:CN]] put seven [[rare earths|mineral:rare-earths]] under licence on 4 April 2025 by "
    "[[Announcement No. 18|instrument:CN-MOFCOM 2025/18]]."
)
ORDER = (
    "[[China|country:CN]] will require licences for exports of [[antimony|mineral:antimony]] from 15 September 2025."
)


def coded(text: str, *, acts: dict[str, Measure] | None = None, **more: object) -> tuple[Claim, ...]:
    made, mentions = article(text, **more)  # type: ignore[arg-type]
    return code(made, mentions, VOCAB, acts or {})


def numbers(text: str, **more: object) -> list[str | None]:
    return [claim.instrument for claim in coded(text, **more)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "following",
    [
        "The controls on [[Chinese|country:CN]] exports of [[rare earths|mineral:rare-earths]] remain in force.",
        "Since 4 April 2025 [[China|country:CN]] has licensed exports of [[terbium|mineral:terbium]].",
        "That announcement was a blow. The [[Chinese|country:CN]] licence rule for exports of "
        "[[rare earths|mineral:rare-earths]] remains in force.",
    ],
)
def test_the_next_sentences_are_of_the_act_in_hand(following: str) -> None:
    assert set(numbers(f"{CITED} {following}")) == {"CN-MOFCOM 2025/18"}


@pytest.mark.parametrize(
    "following",
    [
        "Since 1 August 2023 [[China|country:CN]] has licensed exports of [[gallium|mineral:gallium]].",
        "[[Vietnam|country:VN]] requires a licence for exports of [[rare earths|mineral:rare-earths]].",
        "[[China|country:CN]] may ban exports of [[rare earths|mineral:rare-earths]] altogether.",
        "[[China|country:CN]] has paused the licensing of [[gallium|mineral:gallium]] exports until 2026.",
    ],
)
def test_an_older_rule_another_state_a_forecast_and_a_pause_are_not_of_it(following: str) -> None:
    assert numbers(f"{CITED} {following}")[1:] == [None]


def test_far_from_the_number_only_words_that_point_back_still_mean_it() -> None:
    gap = "\nTraders were calm.\nSo were users.\n"
    bare = "[[China|country:CN]] also requires a licence for exports of [[scandium|mineral:scandium]]."
    back = f"Under the order {bare}"
    assert numbers(f"{CITED}{gap}{bare}") == ["CN-MOFCOM 2025/18", None]
    assert numbers(f"{CITED}{gap}{back}") == ["CN-MOFCOM 2025/18"] * 2


def test_the_register_speaks_against_minerals_that_the_act_does_not_rule() -> None:
    scope = Scope("export_licensing", "export_licensing", None, ("gallium",), ())
    step = Step(scope.id, "effective", "2025-04-04", date(2025, 4, 4), None, None, None, "official")
    act = Measure("any", "CN-MOFCOM 2025/18", "An act", ("CN",), (), (scope,), (step,), ())
    text = (
        f"{CITED} The [[Chinese|country:CN]] licence rule for [[tungsten|mineral:tungsten]] exports remains in force."
    )
    assert numbers(text)[-1] == "CN-MOFCOM 2025/18", "without a register the sentence goes on about the act"
    assert coded(text, acts={act.instrument: act})[-1].instrument is None


def test_two_numbers_in_one_sentence_put_none_in_hand() -> None:
    both = (
        "[[Announcement No. 18|instrument:CN-MOFCOM 2025/18]] and [[No. 46 of 2024|instrument:CN-MOFCOM 2024/46]] "
        "have been in the news."
    )
    after = "[[China|country:CN]] requires licences for exports of [[rare earths|mineral:rare-earths]]."
    assert numbers(f"{both} {after}") == [None]


def test_the_order_named_in_the_next_sentence_lends_number_and_office() -> None:
    behind = (
        "The order, [[No. 33 of 2025|instrument:CN-MOFCOM 2025/33]] of the "
        "[[commerce ministry|agency:cn-mofcom]], fills two pages."
    )
    (claim,) = coded(f"{ORDER} {behind}")
    assert (claim.instrument, claim.agencies) == ("CN-MOFCOM 2025/33", ("cn-mofcom",))


def test_that_an_act_was_issued_is_said_by_what_it_rules() -> None:
    issued = "[[China|country:CN]] issued [[Regulation No. 33|instrument:CN-MOFCOM 2025/33]] on minerals this week."
    rules = (
        "[[Regulation No. 33|instrument:CN-MOFCOM 2025/33]] requires a licence for exports of "
        "[[antimony|mineral:antimony]]."
    )
    assert [claim.action for claim in coded(f"{issued}\n{rules}")] == ["export_licensing"]


def test_chinese_sentences_go_on_about_the_act_in_hand() -> None:
    text = (
        "[[商务部|agency:cn-mofcom]]发布[[2025年第18号公告|instrument:CN-MOFCOM 2025/18]]，"
        "对[[稀土|mineral:rare-earths]]相关物项实施出口管制。该公告规定，[[钐|mineral:samarium]]自4月4日起须凭许可证出口。"
    )
    told = datetime(2025, 4, 4, 8, tzinfo=UTC)
    assert set(numbers(text, language="zh", country="CN", told=told)) == {"CN-MOFCOM 2025/18"}


def test_several_acts_that_are_paused_are_paused_by_the_act_in_hand() -> None:
    text = (
        "问：[[商务部|agency:cn-mofcom]]今日发布[[2025年第70号公告|instrument:CN-MOFCOM 2025/70]]，涉及哪些内容？\n"
        "答：经批准，六个公告即日起暂停实施，到2026年11月10日为止，都是[[稀土|mineral:rare-earths]]出口管制。"
        "[[第55号|instrument:CN-MOFCOM 2025/55]]也在其中。"
    )
    told = datetime(2025, 11, 7, 8, tzinfo=UTC)
    assert numbers(text, language="zh", country="CN", told=told) == ["CN-MOFCOM 2025/70"]


def test_an_act_that_is_subject_of_the_change_is_the_one_that_changes() -> None:
    ends = (
        "[[Proclamation 11001|instrument:US-PROC 11001]], signed on Wednesday, ends the [[American|country:US]] "
        "Section 232 inquiry into [[copper|mineral:copper]]."
    )
    ended = (
        "[[Proclamation 11001|instrument:US-PROC 11001]] on the [[American|country:US]] tariff on "
        "[[copper|mineral:copper]] was repealed."
    )
    assert [(claim.instrument, claim.affects) for claim in coded(ends)] == [("US-PROC 11001", ())]
    assert all(claim.instrument is None for claim in coded(ended))


def test_how_long_an_act_runs_is_said_of_what_it_rules() -> None:
    text = (
        "The [[European Union|country:EU]] put a ceiling on imports of [[silicon|mineral:silicon]].\n"
        "[[Regulation 2025/2351|instrument:EU 2025/2351]], adopted this week, will run until 17 November 2028."
    )
    (claim,) = coded(text)
    assert (claim.instrument, claim.until) == ("EU 2025/2351", "2028-11-17")
