"""Authorities by their form, in English and Chinese, and what only looks like one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.mentions import Tagger
from tracker.model import Article, Mention
from tracker.vocab import load

TAGGER = Tagger(load())


def agencies(text: str, country: str = "GB", language: str = "en", kind: str = "agency") -> list[tuple[str, str]]:
    return [(each.surface, each.term[:2]) for each in tagged(text, country, language) if each.kind == kind]


def tagged(text: str, country: str, language: str) -> tuple[Mention, ...]:
    now = datetime(2025, 9, 1, tzinfo=UTC)
    article = Article(
        id="a",
        url="https://example.org/a",
        title="",
        text=text,
        language=language,
        kind="news",
        publisher="",
        country=country,
        tier="press",
        publish="evidence",
        published=now,
        fetched=now,
        sha256="",
        furniture=(),
    )
    return tuple(TAGGER.tag(article))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Senegal's mining commission stopped exports of zircon.", ("mining commission", "sn")),
        ("Dealers say the Lesotho Revenue Authority seized copper.", ("Lesotho Revenue Authority", "ls")),
        ("Lithium miners met the Albanian ministry of energy and industry.", ("ministry of energy and industry", "al")),
        ("Icelandic customs have opened six drums of tungsten.", ("customs", "is")),
        (
            "Uruguay's Directorate of Mining and Geology froze titanium permits.",
            ("Directorate of Mining and Geology", "uy"),
        ),
        ("Cuba's nickel ministry has no say; the Cuban mining agency does.", ("mining agency", "cu")),
        ("Under threat, the Paraguayan Senate passed the lithium bill.", ("Senate", "py")),
    ],
)
def test_english_authorities_of_any_state(text: str, expected: tuple[str, str]) -> None:
    assert expected in agencies(text)


@pytest.mark.parametrize(
    "text",
    [
        "The company opened a mining department and an energy service business in Perth.",
        "German customs duties on zinc fell.",
        "The University Department of Geology studies lithium.",
        "The World Gold Council and the Minerals Council sold copper.",
        "A court in Chile and the police of Peru seized copper.",
        "Northern Energy Agency Ltd sold zinc.",
    ],
)
def test_what_is_no_authority(text: str) -> None:
    assert agencies(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("赞比亚矿业部暂停发放铜矿许可。", ("矿业部", "zm")),
        ("塔吉克斯坦地质总局公布锑矿储量。", ("地质总局", "tj")),
        ("立陶宛海关查获一批钨粉。", ("海关", "lt")),
        ("秘魯外交部回應鋰礦爭議。", ("外交部", "pe")),
        ("塞内加尔议会通过锆矿法案。", ("议会", "sn")),
        ("昆明海关查获铟锭。", ("昆明海关", "cn")),
    ],
)
def test_chinese_authorities_of_any_state(text: str, expected: tuple[str, str]) -> None:
    assert expected in agencies(text, "CN", "zh")


@pytest.mark.parametrize(("text", "body"), [("美环境部批准锑矿。", "us-epa"), ("美能源部资助镓项目。", "us-doe")])
def test_a_plain_chinese_name_is_the_known_body_of_that_state(text: str, body: str) -> None:
    assert [each.term for each in tagged(text, "US", "zh") if each.kind == "agency"] == [body]


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("美国国防部入股美国稀土企业。国防部另借出款项，美国政府保底价。", ["us-dod", "us-dod"]),
        ("美国国防部采购锑。中国反对。国防部发言人说，中国维护利益。", ["us-dod", "cn-mod"]),
        ("美国商务部限制锑，美国企业欢迎，美国官员说。商务部回应。", ["us-doc", "cn-mofcom"]),
    ],
)
def test_a_bare_name_behind_a_whole_one_is_the_same_body_in_a_text_about_that_state(
    text: str, bodies: list[str]
) -> None:
    assert [each.term for each in tagged(text, "CN", "zh") if each.kind == "agency"] == bodies


def test_no_second_body_is_made_up_beside_a_known_one() -> None:
    made_up = {"us-trade", "us-finance", "us-defence", "us-energy", "us-justice", "us-foreign", "us-environment"}
    assert not made_up & set(load().agencies)


@pytest.mark.parametrize("text", ["赞比亚能源部门说铜价将涨。", "印尼贸易部长谈镍。", "据海关数据，锌出口增长。"])
def test_ministers_departments_and_data_are_no_authorities(text: str) -> None:
    assert agencies(text, "CN", "zh") == []


def test_hong_kong_papers_mean_their_own_customs() -> None:
    assert agencies("海關截獲一批鎵。", "HK", "zh") == [("海關", "hk")]
    assert agencies("內地海關截獲一批鎵。", "HK", "zh") == [("海關", "cn")]


@pytest.mark.parametrize(
    ("text", "home", "expected"),
    [
        ("陸方說明鎵出口管制。", "TW", ("陸方", "CN")),
        ("台廠擔心鍺缺料。", "TW", ("台", "TW")),
        ("去年輸美貨品含鎢者增加。", "CN", ("美", "US")),
        ("日越礦業副部長級會議談稀土。", "CN", ("越", "VN")),
    ],
)
def test_states_of_one_character(text: str, home: str, expected: tuple[str, str]) -> None:
    assert expected in agencies(text, home, "zh", "country")


@pytest.mark.parametrize("text", ["平台廠商談鎵。", "制度美商品牌賣銅。", "登陆美国的锌。"])
def test_characters_in_other_words_are_no_states(text: str) -> None:
    assert not {"台", "陆"} & {surface for surface, _ in agencies(text, "TW", "zh", "country")}


PIECES = """
    Ministry of Mines the and , Zambia's customs Customs Authority Revenue Senate Resolution No. 21,591 2025/11
    Circular 31/2024/TT-BCT 部 海关 印度 矿业部 第80号条例 輸美 陸方 五 hundred dollars from 5 to 1 percent ' ’s -
    C(2025) 1904 Council Bank of 《法》 字第11403號令 央行 Act Bill
"""
WORDS = st.sampled_from([*PIECES.split(), "\n"])


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=25), st.sampled_from(["", " "]), st.sampled_from(["GB", "CN", "TW", "HK", ""]))
def test_offsets_are_true_and_nothing_raises(words: list[str], joint: str, home: str) -> None:
    text = joint.join(words)
    for kind in ("agency", "instrument", "country", "quantity"):
        for surface, _ in agencies(text, home, "zh" if not joint else "en", kind):
            assert surface in text
