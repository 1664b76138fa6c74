"""The coder on whole articles: what it must see, and what it must leave alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.claims.marks import VOCAB, article
from tracker.claims import CODER, code
from tracker.model import Claim

PIECES = st.lists(
    st.sampled_from(
        [
            "[[China|country:CN]] ",
            "[[US|country:US]] ",
            "[[gallium|mineral:gallium]] ",
            "[[锑|mineral:antimony]]",
            "banned exports of ",
            "禁止出口",
            "from 1 May ",
            "自5月1日起",
            "suspended ",
            "暂停",
            "until 2026",
            "[[No. 46|instrument:CN-MOFCOM 2024/46]] ",
            "[[5 t|quantity:5 t]] ",
            "[[商务部|agency:cn-mofcom]]",
            ". ",
            "。",
            "\n",
            "? ",
            "“",
            "”",
            ", ",
            "；",
            "smuggling ",
            "走私",
            "\ud83d\ude00",
            "[[Nord|firm:Nord]] ",
            "opened a mine ",
            "price rose ",
            "二〇二五年",
            "(1) ",
            "：",
            "between 2019 and 2020 ",
        ]
    ),
    max_size=40,
)


def claims(text: str, **more: object) -> tuple[Claim, ...]:
    made, mentions = article(text, **more)  # type: ignore[arg-type]
    return code(made, mentions, VOCAB)


@given(PIECES, st.sampled_from(["en", "zh"]), st.sampled_from(["news", "notice"]), st.booleans())
@settings(max_examples=150, deadline=None)
def test_evidence_is_verbatim_whatever_the_text(pieces: list[str], language: str, kind: str, dated: bool) -> None:
    told = datetime(2025, 6, 20, tzinfo=UTC) if dated else None
    made, mentions = article("".join(pieces), title="A title", language=language, kind=kind, told=told)
    found = code(made, mentions, VOCAB)
    for claim in found:
        evidence = claim.evidence
        assert made.part(evidence.field)[evidence.start : evidence.end] == evidence.quote
        assert claim.coder == CODER
        assert claim.rule.startswith(("en:", "zh:"))
        assert not set(claim.actors) & set(claim.targets)
    assert len({claim.id for claim in found}) == len(found)
    assert code(made, mentions, VOCAB) == found


def test_a_text_of_another_field_says_nothing() -> None:
    assert (
        claims("The [[Chinese|country:CN]] league banned the goalkeeper from 3 May. Exports of cars rose 5 percent.")
        == ()
    )


def test_a_mineral_without_an_act_says_nothing() -> None:
    assert claims("[[Gallium|mineral:gallium]] is a soft, silvery metal that melts in the hand.") == ()


def test_furniture_says_nothing() -> None:
    teaser = "[[China|country:CN]] banned exports of [[gallium|mineral:gallium]] to the [[US|country:US]]."
    assert claims(teaser, furniture=((0, 60),)) == ()


def test_questions_and_bare_quotes_say_nothing() -> None:
    assert (
        claims("Will [[China|country:CN]] ban exports of [[gallium|mineral:gallium]] to the [[US|country:US]]?") == ()
    )


def test_the_two_senses_of_suspend() -> None:
    ban, relief = claims(
        "In May [[Gabon|country:GA]] suspended exports of [[manganese|mineral:manganese]].\n"
        "On 17 June [[China|country:CN]] suspended its controls on exports of [[gallium|mineral:gallium]] for a year."
    )
    assert (ban.action, ban.stage) == ("export_prohibition", "in_force")
    assert (relief.stage, relief.until) == ("suspended", "2026-06-17")


def test_one_sentence_with_two_starts_is_two_claims() -> None:
    first, second = claims(
        "[[China|country:CN]] has required licences for [[gallium|mineral:gallium]] since August 2023 and for "
        "[[antimony|mineral:antimony]] since September 2024."
    )
    assert (first.minerals, first.effective) == (("gallium",), "2023-08")
    assert (second.minerals, second.effective) == (("antimony",), "2024-09")


def test_the_number_in_the_next_sentence_belongs_to_the_act() -> None:
    (claim,) = claims(
        "[[China|country:CN]] on Thursday banned exports of [[gallium|mineral:gallium]] to [[Japan|country:JP]]. "
        "The order is [[Announcement No. 9|instrument:CN-MOFCOM 2025/9]] of the [[commerce ministry|agency:cn-mofcom]]."
    )
    assert (claim.instrument, claim.agencies, claim.announced) == ("CN-MOFCOM 2025/9", ("cn-mofcom",), "2025-06-19")


def test_a_false_label_is_not_the_cargo() -> None:
    (claim,) = claims(
        "On Monday customs officers seized [[4 tonnes|quantity:4 t]] of [[tungsten|mineral:tungsten]] that had been "
        "declared as [[zinc|mineral:zinc]] in [[Busan|country:KR@place]]."
    )
    assert (claim.action, claim.minerals, claim.actors) == ("enforcement_case", ("tungsten",), ("KR",))


def test_no_date_is_invented_for_an_undated_page() -> None:
    (claim,) = claims("[[China|country:CN]] banned exports of [[gallium|mineral:gallium]] on Tuesday.", told=None)
    assert (claim.announced, claim.effective, claim.until) == (None, None, None)


NOTICE = """[[商务部|agency:cn-mofcom]] [[海关总署|agency:cn-gacc]]
根据《中华人民共和国出口管制法》，经国务院批准，决定对[[铟|mineral:indium]]相关物项实施出口管制，有关事项公告如下：
一、下列物项未经许可不得出口：
（一）金属[[铟|mineral:indium]]；
（二）[[磷化铟|mineral:indium]]。
二、出口经营者应当向商务主管部门提出申请，提交最终用户证明。
三、违反本公告的，依照有关法律法规给予处罚。
四、本公告自2025年7月1日起正式实施。
[[商务部|agency:cn-mofcom]] [[海关总署|agency:cn-gacc]]
2025年6月19日"""


def test_a_chinese_notice_is_read_as_a_notice() -> None:
    (claim,) = claims(
        NOTICE,
        title="[[商务部 海关总署公告2025年第99号|instrument:CN-MOFCOM 2025/99]]",
        language="zh",
        kind="notice",
        country="CN",
    )
    assert (claim.action, claim.stage, claim.instrument) == ("export_licensing", "announced", "CN-MOFCOM 2025/99")
    assert (claim.announced, claim.effective, claim.agencies) == ("2025-06-19", "2025-07-01", ("cn-mofcom", "cn-gacc"))
    assert (claim.actors, claim.minerals) == (("CN",), ("indium",))


def test_a_pause_names_the_act_and_the_paragraph_it_touches() -> None:
    (claim,) = claims(
        "一、[[商务部公告2024年第46号|instrument:CN-MOFCOM 2024/46]]第二款自即日起暂停实施，"
        "期限至2026年11月27日，涉及[[镓|mineral:gallium]]。\n2025年6月20日",
        title="[[商务部公告2025年第72号|instrument:CN-MOFCOM 2025/72]]",
        language="zh",
        kind="notice",
        country="CN",
    )
    assert (claim.stage, claim.instrument, claim.affects) == (
        "suspended",
        "CN-MOFCOM 2025/72",
        ("CN-MOFCOM 2024/46#2",),
    )
    assert (claim.effective, claim.until) == ("2025-06-20", "2026-11-27")


def test_a_federal_register_notice_gives_its_fields() -> None:
    (claim,) = claims(
        "AGENCY: [[Office of the United States Trade Representative|agency:us-ustr]].\n"
        "ACTION: Notice. [[FR Doc. 2025-11111|instrument:US-FR 2025-11111]].\n"
        "SUMMARY: The duty on [[tungsten|mineral:tungsten]] from [[China|country:CN]] is raised "
        "to [[25 percent|quantity:25 %]].\n"
        "DATES: The rate applies on or after July 1, 2025.",
        title="Notice", kind="notice", country="US",
    )  # fmt: skip
    assert (claim.action, claim.stage, claim.instrument) == ("import_tariff", "announced", "US-FR 2025-11111")
    assert (claim.actors, claim.targets, claim.effective) == (("US",), ("CN",), "2025-07-01")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_line_without_full_stops_is_read_in_pieces(language: str) -> None:
    found = claims("[[China|country:CN]] bans exports of [[gallium|mineral:gallium]] " * 300, language=language)
    assert bool(found) == (language == "en")
    assert all(len(claim.evidence.quote) <= 1500 for claim in found)


def test_where_goods_go_is_not_who_acts_in_another_part_of_the_sentence() -> None:
    text = "[[锑|mineral:antimony]]自2024年9月15日起凭许可证出口，同年12月起又被禁止向[[美国|country:US]]出口。"
    licence, ban = claims(text, language="zh", country="CN")
    assert (licence.action, ban.action) == ("export_licensing", "export_prohibition")
    assert "US" not in licence.actors + ban.actors
    assert ban.targets == ("US",)


def test_an_authority_does_not_act_against_its_own_state() -> None:
    made, mentions = article(
        "[[US|country:US]] buyers are out: [[Chinese|country:CN]] companies may no longer sell [[tin|mineral:tin]] "
        "to any of the ten, the [[Ministry of Commerce|agency:cn-mofcom]] said Monday."
    )
    (claim,) = [each for each in code(made, mentions, VOCAB) if each.action == "export_prohibition"]
    assert claim.actors == ("CN",)
    assert claim.targets == ("US",)
