"""The agency that a text credits, by dateline, byline, source line, foot or first sentence; no other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.articles.credit import AGENCIES, wire

TITLE = "Smelter to restart in May"
BODY = "The smelter will restart in May, its owner said.\nPrices fell on the news, brokers said.\nThe town was glad."


@pytest.mark.parametrize(
    ("agency", "start"),
    [
        ("reuters", "PORTMERE, April 4 (Reuters) - "),
        ("reuters", "April 4 (Reuters) - "),
        ("reuters", "路透社都城4月4日电 "),
        ("reuters", "（路透都城4日電）"),
        ("afp", "Portmere (AFP) – "),
        ("afp", "法新社都城4月4日電 "),
        ("ap", "PORTMERE (AP) — "),
        ("bloomberg", "(Bloomberg) -- "),
        ("dow-jones", "SYDNEY--(Dow Jones)--"),
        ("kyodo", "TOKYO (Kyodo) -- "),
        ("kyodo", "共同社东京4月4日电 "),
        ("jiji", "Tokyo, April 4 (Jiji Press)--"),
        ("yonhap", "SEOUL, April 4 (Yonhap) -- "),
        ("yonhap", "韩联社首尔4月4日电 "),
        ("xinhua", "BEIJING, April 4 (Xinhua) -- "),
        ("xinhua", "新华社北京4月4日电（记者 王某）"),
        ("xinhua", "新華社北京4月4日電 "),
        ("cns", "中新社北京4月4日电 (记者 李某)"),
        ("cns", "中新网4月4日电 "),
        ("cna", "（中央社記者王某台北4日電）"),
        ("cna", "（中央社東京4日綜合外電報導）"),
        ("cna", "Taipei, April 4 (CNA) "),
        ("efe", "Santiago de Chile, 4 abr (EFE).- "),
        ("antara", "Jakarta (ANTARA) - "),
        ("ians", "New Delhi, April 4 (IANS) "),
        ("ani", "New Delhi [India], April 4 (ANI): "),
        ("pti", "New Delhi, Apr 4 (PTI) "),
        ("tass", "MOSCOW, April 4. /TASS/. "),
        ("interfax", "MOSCOW. April 4 (Interfax) - "),
        ("dpa", "Berlin (dpa) - "),
        ("ansa", "(ANSA) - ROME, APR 4 - "),
        ("lusa", "Maputo, 04 abr (Lusa) - "),
        ("reuters", "By Jane Doe, Reuters\n"),
        ("reuters", "Reuters Staff\n"),
        ("bloomberg", "By Bloomberg News\n"),
        ("xinhua", "2025-04-04 10:12　来源：新华社　作者：王某\n"),
        ("xinhua", "来源：新华网\n"),
        ("cns", "來源：中新社\n"),
        ("reuters", "Source: Reuters\n"),
        ("reuters", "据路透社4月4日报道，"),
        ("reuters", "路透社报道称，"),
        ("bloomberg", "据彭博社消息，"),
        ("reuters", "参考消息网4月5日报道 据路透社都城4月4日报道，"),
        ("reuters", "The owner may wait until June, Reuters reported on Friday, citing two people. "),
        ("reuters", "According to Reuters, the owner may wait until June. "),
    ],
)
def test_a_text_credits_its_agency_at_its_head(agency: str, start: str) -> None:
    assert wire(TITLE, start + BODY) == agency


@pytest.mark.parametrize(
    ("agency", "foot"),
    [
        ("reuters", "(Reporting by Jane Doe in Portmere; Editing by John Roe)\nReuters"),
        ("reuters", "Jane Doe of Reuters called.\n(Reporting by Jane Doe in Portmere; Editing by John Roe)"),
        ("reuters", "— Reuters"),
        ("afp", "The end is open. (AFP)"),
        ("afp", "© Agence France-Presse"),
        ("bloomberg", "©2025 Bloomberg L.P."),
        ("xinhua", "The town was glad. Enditem"),
        ("xinhua", "（来源：新华社）"),
        ("cna", "資料來源：中央社"),
    ],
)
def test_a_text_credits_its_agency_at_its_foot(agency: str, foot: str) -> None:
    assert wire(TITLE, f"{BODY}\n{foot}") == agency


@pytest.mark.parametrize(("agency", "title"), [("reuters", "路透社：炼厂五月重启"), ("reuters", f"{TITLE} | Reuters")])
def test_a_title_may_bear_the_credit(agency: str, title: str) -> None:
    assert wire(title, BODY) == agency


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "",
        BODY + "\nReuters reported on Friday that the restart would be late.",
        BODY + "\n据路透社报道，重启可能推迟。\n镇上的人表示高兴。",
        "The owner may wait until June, Reuters reported on Friday. The mayor told the Gazette that she knew.\n" + BODY,
        "The owner may wait until June, Reuters reported. Bloomberg News had said July.\n" + BODY,
        "据路透社报道，重启可能推迟。厂长告诉本报记者，日期未定。\n" + BODY,
        "据路透社报道，重启可能推迟。法新社则称日期未变。\n" + BODY,
        "Lynas Rare Earths (AP) shares rose.\n" + BODY,
        "Kyodo Smelting (Jiji) is a firm of that name.\n" + BODY,
        "(Reporting by Jane Doe; Editing by John Roe)\n" + BODY,
        BODY + "\nThe chart shows stocks. Source: Reuters, Copperfield Institute",
        BODY + "\nSource: Bloomberg & the ministry",
        "中央社区电力公司宣布五月重启。\n" + BODY,
        "彭博电动车指数上涨百分之二，分析人士说。\n" + BODY,
        "Thomson Reuters appointed a new head of its tax unit.\n" + BODY,
        "Tass is a river. " + BODY,
    ],
)
def test_a_text_that_only_names_an_agency_is_not_credited(text: str) -> None:
    assert wire(TITLE, text) == ""


@given(st.text(max_size=400), st.text(max_size=400))
def test_any_text_is_read(title: str, text: str) -> None:
    assert wire(title, text) in {"", *AGENCIES}


@given(
    st.sampled_from(sorted({name for names in AGENCIES.values() for name in names.split("|")})),
    st.text("ab (（-", max_size=60),
)
def test_a_name_in_any_surroundings_is_read(name: str, around: str) -> None:
    assert wire(TITLE, f"{around}{name}{around}") in {"", *AGENCIES}


def test_a_hostile_text_takes_no_time() -> None:
    for piece in (
        "A ",
        "Jan ",
        "(",
        "Reporting by ",
        "据",
        "新华社",
        "4月",
        "-",
        "May/",
        "A",
        "Aa-",
        "A. ",
        "1",
        "© ",
        "来源：",
    ):
        assert wire(piece * 5_000, f"{piece * 20_000}\n" * 8) in {"", *AGENCIES}


def test_a_name_belongs_to_one_agency() -> None:
    names = [name for each in AGENCIES.values() for name in each.split("|")]
    assert len(names) == len(set(names))
