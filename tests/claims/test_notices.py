"""Official notices: whose number a document bears, which parts it has, and which acts it touches."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.claims.marks import VOCAB, article
from tracker.claims import code, own_instrument
from tracker.model import Claim

NOTICE = {"kind": "notice", "language": "zh", "country": "CN"}
DECREE = {"kind": "notice", "language": "en", "country": "CD"}
NO_91 = "[[商务部 海关总署公告2025年第91号|instrument:CN-MOFCOM 2025/91]]"


def number(title: str, text: str = "文。", *, url: str = "https://example.org/a1", **more: object) -> str | None:
    made, mentions = article(text, title=title, **more)  # type: ignore[arg-type]
    object.__setattr__(made, "url", url)
    return own_instrument(made, mentions)


def claims(text: str, **more: object) -> tuple[Claim, ...]:
    made, mentions = article(text, **more)  # type: ignore[arg-type]
    return code(made, mentions, VOCAB)


def of(found: tuple[Claim, ...], *actions: str) -> list[Claim]:
    return [claim for claim in found if claim.action in actions]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (f"{NO_91} 公布停止执行[[第40号|instrument:CN-MOFCOM 2024/40]]的决定", "文。"),
        ("关于调整部分物项管理的公告（[[商务部公告2025年第91号|instrument:CN-MOFCOM 2025/91]]）", "文。"),
        (
            "关于废止[[2024年第40号公告|instrument:CN-MOFCOM 2024/40]]的公告",
            "【发布文号】[[商务部公告2025年第91号|instrument:CN-MOFCOM 2025/91]]\n文。",
        ),
        ("两部门公布新公告", "[[商务部公告2025年第91号|instrument:CN-MOFCOM 2025/91]]\n文。"),
    ],
)
def test_the_number_that_opens_a_chinese_page_is_its_own(title: str, text: str) -> None:
    assert number(title, text, **NOTICE) == "CN-MOFCOM 2025/91"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("关于暂停实施[[2024年第40号公告|instrument:CN-MOFCOM 2024/40]]的公告", "文。"),
        ("商务部：[[2024年第40号公告|instrument:CN-MOFCOM 2024/40]]第一款停止执行", "文。"),
        ("商务部新闻发言人就[[2024年第40号公告|instrument:CN-MOFCOM 2024/40]]答记者问", "文。"),
        ("新公告", "根据[[2024年第40号公告|instrument:CN-MOFCOM 2024/40]]，现决定如下。"),
    ],
)
def test_a_cited_chinese_number_is_not_its_own(title: str, text: str) -> None:
    assert number(title, text, **NOTICE) is None


def test_english_numbers_of_its_own_and_of_others() -> None:
    own = "[[Decision No. 021/ARECOMS/2025|instrument:CD-ARECOMS 2025/021]]"
    old = "[[Decision No. 017/ARECOMS/2025|instrument:CD-ARECOMS 2025/017]]"
    assert number(f"Tin ore: new rules ({own})", **DECREE) == "CD-ARECOMS 2025/021"
    assert number(f"{own} on tin ore", f"It replaces {old}.", **DECREE) == "CD-ARECOMS 2025/021"
    assert number("Tin ore", f"GOMA – By {own}, the ministry caps exports.", **DECREE) == "CD-ARECOMS 2025/021"
    assert number("Tin ore", f"The ministry prolongs the halt imposed by {old}.", **DECREE) is None
    assert number(f"{old} is repealed", **DECREE) is None


def test_american_documents_are_orders_before_they_are_pages() -> None:
    us = {"kind": "notice", "language": "en", "country": "US"}
    url = "https://example.org/documents/2025/03/04/2025-03333/a-title"
    order = "[[Executive Order 14999|instrument:US-EO 14999]] of March 1, 2025\nBy the authority vested in me."
    filed = "\n[[FR Doc. 2025-03333|instrument:US-FR 2025-03333]]"
    assert number("A Title", order + filed, url=url, **us) == "US-EO 14999"
    assert number("A Title", "AGENCY: X.\nSUMMARY: Y." + filed, **us) == "US-FR 2025-03333"
    assert number("A Title", "AGENCY: X.\nSUMMARY: Y.", url=url, **us) == "US-FR 2025-03333"


def test_news_has_no_number_of_its_own() -> None:
    assert number(f"{NO_91}：禁止出口", language="zh") is None


PAUSE = """经批准，自即日起至2026年8月1日，停止执行下列公告：
一、[[商务部公告2025年第31号|instrument:CN-MOFCOM 2025/31]]（[[铟|mineral:indium]]）、第32号（[[铋|mineral:bismuth]]）。
二、[[商务部公告2025年第35号|instrument:CN-MOFCOM 2025/35]]（[[碲|mineral:tellurium]]）第二条。
特此公告。"""


@pytest.mark.parametrize("word", ["停止执行", "暂停实施"])
def test_a_pause_reaches_the_list_under_its_colon(word: str) -> None:
    (claim,) = claims(PAUSE.replace("停止执行", word), title=f"{NO_91} 公布有关决定", **NOTICE)
    assert (claim.stage, claim.instrument) == ("suspended", "CN-MOFCOM 2025/91")
    assert (claim.effective, claim.until) == ("2025-06-20", "2026-08-01")
    assert claim.affects == ("CN-MOFCOM 2025/31", "CN-MOFCOM 2025/32", "CN-MOFCOM 2025/35#2")
    assert set(claim.minerals) == {"indium", "bismuth", "tellurium"}


def test_a_paragraph_is_found_behind_the_title_in_brackets() -> None:
    (claim,) = claims(
        "自即日起，[[商务部公告2024年第40号|instrument:CN-MOFCOM 2024/40]]（关于某些两用物项的公告）"
        "第一款、第三款暂停实施。",
        title=NO_91,
        **NOTICE,
    )
    assert claim.affects == ("CN-MOFCOM 2024/40#1", "CN-MOFCOM 2024/40#3")


@pytest.mark.parametrize("part", ["Paragraph 3 of", "The third paragraph of", "Article 3 of"])
def test_english_paragraphs(part: str) -> None:
    (claim,) = claims(
        f"{part} [[Announcement No. 40|instrument:CN-MOFCOM 2024/40]], on exports of [[indium|mineral:indium]], is "
        "suspended until 1 August 2026.",
        title="[[Announcement No. 91|instrument:CN-MOFCOM 2025/91]]", kind="notice", country="CN",
    )  # fmt: skip
    assert (claim.stage, claim.affects, claim.until) == ("suspended", ("CN-MOFCOM 2024/40#3",), "2026-08-01")


TWO_PARTS = """为维护国家安全，决定对有关两用物项向[[日本|country:JP]]出口加强管理。公告如下：
一、禁止向[[日本|country:JP]]军事用户出口两用物项。
二、[[铟|mineral:indium]]、[[铋|mineral:bismuth]]，原则上不予许可向[[日本|country:JP]]出口；\
[[钨|mineral:tungsten]]向[[日本|country:JP]]出口，从严审查最终用途。
三、本公告自公布之日起实施。"""


def test_paragraphs_that_decide_different_things_are_parts() -> None:
    found = claims(TWO_PARTS, title=NO_91, **NOTICE)
    assert {(each.paragraph, each.action, frozenset(each.minerals)) for each in found} == {
        ("1", "export_prohibition", frozenset()),
        ("2", "export_prohibition", frozenset({"indium", "bismuth"})),
        ("2", "export_licensing", frozenset({"tungsten"})),
    }


ONE_DECISION = """经批准，决定对下列物项实行出口管制。现公告如下：
一、未经许可，不得出口具备下列特性的物项：
（一）[[铟|mineral:indium]]相关物项。
（二）[[铋|mineral:bismuth]]相关物项。
二、出口经营者应当提出申请。
三、本公告自2025年7月15日起正式实施。"""


def test_paragraphs_that_only_list_are_no_parts_and_feed_the_decision() -> None:
    (claim,) = claims(ONE_DECISION, title=NO_91, **NOTICE)
    assert (claim.action, claim.paragraph, set(claim.minerals)) == ("export_licensing", None, {"indium", "bismuth"})


def test_an_older_rule_without_number_ends_and_not_the_notice() -> None:
    text = """决定对[[铟|mineral:indium]]物项实施出口管制。
一、2009年起对[[铟|mineral:indium]]实行的临时出口管制，自本公告施行之日起停止执行。
二、本公告自2025年7月15日起正式实施。"""
    act, end = claims(text, title=NO_91, **NOTICE)
    assert (act.stage, act.instrument, act.effective) == ("announced", "CN-MOFCOM 2025/91", "2025-07-15")
    assert (end.stage, end.instrument, end.effective) == ("ended", None, "2025-07-15")


def test_a_list_that_is_only_mentioned_lists_nobody() -> None:
    text = "向管控名单所列进口商提出的[[铟|mineral:indium]]出口申请，原则上不予许可。"
    found = claims(text, title=NO_91, **NOTICE)
    assert [each.action for each in found] == ["export_prohibition"]
    found = claims("将六家公司列入管控名单，禁止向其出口[[铟|mineral:indium]]。", title=NO_91, **NOTICE)
    assert "entity_listing" in [each.action for each in found]


def test_what_a_pausing_notice_recalls_belongs_to_the_paused_act() -> None:
    text = (
        "自即日起至2026年8月1日，[[商务部公告2024年第40号|instrument:CN-MOFCOM 2024/40]]第二款暂停实施，"
        "涉及[[铟|mineral:indium]]。\n第一款照常有效：仍禁止向[[日本|country:JP]]军事用户出口两用物项。"
    )
    pause, kept = claims(text, title=NO_91, **NOTICE)
    assert (pause.instrument, pause.affects) == ("CN-MOFCOM 2025/91", ("CN-MOFCOM 2024/40#2",))
    assert (kept.instrument, kept.paragraph, kept.effective) == ("CN-MOFCOM 2024/40", "1", None)


def test_an_extension_names_what_it_prolongs_and_counts_from_the_day_it_names() -> None:
    (claim,) = claims(
        "The board has decided to extend the suspension of [[tin|mineral:tin]] exports that was imposed by "
        "[[Decision No. 017/ARECOMS/2025|instrument:CD-ARECOMS 2025/017]].\n"
        "The extension is for two months from 1 July 2025.",
        title="Suspension of exports extended",
        **DECREE,
    )
    assert (claim.stage, claim.instrument, claim.affects) == ("amended", None, ("CD-ARECOMS 2025/017",))
    assert (claim.effective, claim.until) == ("2025-07-01", "2025-09-01")


def test_a_ban_that_runs_out_and_the_quota_that_follows_have_dates_of_their_own() -> None:
    found = claims(
        "By [[Decision No. 021/ARECOMS/2025|instrument:CD-ARECOMS 2025/021]], the ministry prolongs the suspension of "
        "[[tin|mineral:tin]] exports until 31 August 2025 and replaces it with export quotas from 1 September 2025.",
        title="Tin",
        **DECREE,
    )
    (ban,) = of(found, "export_prohibition")
    (quota,) = of(found, "export_quota")
    assert (ban.stage, ban.until) == ("amended", "2025-08-31")
    assert (quota.stage, quota.effective, quota.until) == ("announced", "2025-09-01", None)
    assert {each.instrument for each in found} == {"CD-ARECOMS 2025/021"}


@pytest.mark.parametrize(
    ("sentence", "certainty"),
    [
        ("No further duty is imposed on imports of [[tin|mineral:tin]] by this proclamation.", "denied"),
        ("A further duty is imposed on imports of [[tin|mineral:tin]] by this proclamation.", "asserted"),
        ("The Secretary shall consider a price floor for [[tin|mineral:tin]].", "expected"),
        ("The agency lends money to a [[tin|mineral:tin]] mine so that others may follow with grants.", "asserted"),
    ],
)
def test_what_a_proclamation_does_and_does_not_do(sentence: str, certainty: str) -> None:
    (claim,) = claims(
        sentence, title="[[Proclamation 10999|instrument:US-PROC 10999]]", kind="notice", country="US", language="en"
    )
    assert claim.certainty == certainty


def test_a_caption_and_a_comment_deadline_date_nothing() -> None:
    text = (
        "SUMMARY: The agency opened an investigation of imports of [[tin|mineral:tin]].\n"
        "DATES: Comments are due by August 4, 2025.\nSec. 2. Financing."
    )
    found = claims(text, title="Request", kind="notice", country="US", told=datetime(2025, 6, 20, 15, tzinfo=UTC))
    assert [(each.action, each.effective, each.until) for each in found] == [("trade_investigation", None, None)]


def test_a_weighed_cargo_is_evidence_of_its_own() -> None:
    found = claims(
        "[[Chinese|country:CN]] [[tin|mineral:tin]] and [[indium|mineral:indium]] reach [[US|country:US]] buyers, "
        "rerouted via [[Laos|country:LA]].\n"
        "From January to May the [[US|country:US]] imported [[800 tonnes|quantity:800 t]] of [[tin|mineral:tin]] "
        "from [[Laos|country:LA]], rerouted from [[China|country:CN]]."
    )
    assert [each.action for each in found] == ["circumvention", "circumvention"]
    assert found[1].minerals == ("tin",)
    assert "800 tonnes" in found[1].evidence.quote


@pytest.mark.parametrize(
    ("ordinal", "day"), [("twentieth ", "2025-07-10"), ("", "2025-06-21"), ("third ", "2025-06-23")]
)
def test_a_start_counted_from_publication_is_a_date(ordinal: str, day: str) -> None:
    text = (
        "[[REGULATION (EU) 2025/9001|instrument:EU 2025/9001]] of 2 June 2025 prohibits exports of "
        "[[tin|mineral:tin]] scrap.\n"
        f"This Regulation shall enter into force on the {ordinal}day following that of its publication."
    )
    found = of(claims(text, kind="notice", language="en", country="EU"), "export_prohibition")
    assert [claim.effective for claim in found] == [day]


@pytest.mark.parametrize(
    "opening",
    [
        "",
        "In accordance with the Export Control Law, ",
        "Pursuant to the Foreign Trade Law and the Regulations on Export Control of Dual-Use Items, ",
        "In accordance with the Export Control Law, the Foreign Trade Law and the Customs Law of the Republic, ",
    ],
)
def test_what_an_act_rests_on_neither_hides_its_verb_nor_is_changed_by_it(opening: str) -> None:
    text = (
        f"{opening}the [[Ministry of Commerce|agency:cn-mofcom]] has decided to suspend, from 9 November 2025 to 27 "
        "November 2026, the second paragraph of [[Announcement No. 46 of 2024|instrument:CN-MOFCOM 2024/46]].\n"
        "The items concerned are those of [[gallium|mineral:gallium]] and [[antimony|mineral:antimony]]."
    ).replace("Dual-Use Items,", "[[Dual-Use Items|instrument:CN-SC 792]],")
    title = "[[MOFCOM Announcement No. 72 of 2025|instrument:CN-MOFCOM 2025/72]]"
    found = claims(text, title=title, kind="notice", language="en", country="CN")
    paused = [claim for claim in found if claim.stage == "suspended"]
    assert [(claim.affects, claim.until) for claim in paused] == [(("CN-MOFCOM 2024/46#2",), "2026-11-27")]
