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


def test_two_paragraphs_of_one_act_stay_two_claims() -> None:
    text = (
        "[[商务部|agency:cn-mofcom]]12月3日公布[[2024年第46号公告|instrument:CN-MOFCOM 2024/46]]，"
        "加强对[[美国|country:US]]出口管制。公告有两款。第一款禁止两用物项对[[美国|country:US]]军事用户出口。"
        "第二款规定，[[镓|mineral:gallium]]、[[锗|mineral:germanium]]相关物项原则上不予许可对[[美国|country:US]]出口。"
    )
    told = datetime(2024, 12, 4, 8, tzinfo=UTC)
    found = coded(text, title="商务部公布[[镓|mineral:gallium]]公告", language="zh", country="CN", told=told)
    bans = {claim.paragraph: claim for claim in found if claim.action == "export_prohibition"}
    assert {"1", "2"} <= bans.keys()
    assert bans["1"].instrument == bans["2"].instrument == "CN-MOFCOM 2024/46"
    assert bans["1"].minerals == ()
    assert bans["2"].minerals == ("gallium", "germanium")


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


def test_what_is_paused_as_well_is_paused_by_the_same_act_and_as_long() -> None:
    text = (
        "[[China|country:CN]] has paused its ban on exports of [[gallium|mineral:gallium]] to the "
        "[[United States|country:US]] from 9 November 2025 until 27 November 2026.\n"
        "The order, [[No. 72|instrument:CN-MOFCOM 2025/72]], is one page long. "
        "[[China|country:CN]] has paused the licence rule for [[graphite|mineral:graphite]] as well."
    )
    told = datetime(2025, 11, 10, 8, tzinfo=UTC)
    found = [(c.instrument, c.effective, c.until) for c in coded(text, told=told)]
    assert found == [("CN-MOFCOM 2025/72", "2025-11-09", "2026-11-27")] * 2


def test_what_was_paused_and_then_ended_has_ended() -> None:
    text = (
        "[[China|country:CN]] listed twelve companies for [[gallium|mineral:gallium]] by "
        "[[No. 22|instrument:CN-MOFCOM 2025/22]] of 9 April 2025. The measures against these twelve were suspended "
        "on 14 May 2025 and ended on 12 August 2025."
    )
    told = datetime(2025, 9, 10, 8, tzinfo=UTC)
    last = coded(text, told=told)[-1]
    assert (last.stage, last.effective, last.instrument) == ("ended", "2025-08-12", "CN-MOFCOM 2025/22")


def test_an_older_rule_that_is_repealed_is_not_the_act_in_hand() -> None:
    text = (
        "[[工业和信息化部|agency:cn-miit]]公布[[稀土|mineral:rare-earths]]总量调控办法"
        "（[[令第71号|instrument:CN-MIIT 2025/71]]）。"
        "2012年出台的[[稀土|mineral:rare-earths]]生产计划管理办法同日起废止。"
    )
    told = datetime(2025, 8, 22, 8, tzinfo=UTC)
    ended = [c for c in coded(text, language="zh", country="CN", told=told) if c.stage == "ended"]
    assert [claim.instrument for claim in ended] == [None]


def test_what_an_act_rests_on_is_not_in_hand() -> None:
    text = (
        "In accordance with [[Decree No. 792|instrument:CN-SC 792]], [[China|country:CN]] issued "
        "[[Announcement No. 46|instrument:CN-MOFCOM 2024/46]] on 3 December 2024.\n"
        "It bars exports of [[gallium|mineral:gallium]] to the [[United States|country:US]]."
    )
    assert numbers(text)[-1] == "CN-MOFCOM 2024/46"


def test_a_paragraph_that_opens_with_its_act_numbers_the_rule_before_it() -> None:
    text = (
        "The [[Democratic Republic of Congo|country:CD]] will introduce a quota on [[cobalt|mineral:cobalt]] exports.\n"
        "Under [[Decision 004|instrument:CD-ARECOMS 2025/004]], miners may export [[18,125 tonnes|quantity:18125 t]] "
        "of [[cobalt|mineral:cobalt]] under the quota."
    )
    assert set(numbers(text)) == {"CD-ARECOMS 2025/004"}
    other = text.replace("[[cobalt|mineral:cobalt]] under", "[[copper|mineral:copper]] under")
    assert numbers(other)[0] is None


def test_an_act_may_be_said_not_to_rule() -> None:
    text = (
        "[[Proclamation 11001|instrument:US-PROC 11001]] of the [[United States|country:US]] of 14 June 2025 is on "
        "[[copper|mineral:copper]].\nThe proclamation imposes no duty on [[copper|mineral:copper]]."
    )
    last = coded(text)[-1]
    assert (last.certainty, last.instrument) == ("denied", "US-PROC 11001")
