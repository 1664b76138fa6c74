"""Firms that no list holds: known by their form and their neighbours, never by being capitalised."""

from __future__ import annotations

import pytest

from tracker.mentions import chinese_firms, firms
from tracker.mentions.spans import Found, read, resolve
from tracker.vocab import fold


def nothing(begin: int, end: int) -> dict[tuple[int, int], str]:
    return {}


def english(text: str, taken: tuple[Found, ...] = (), title: bool = False) -> list[str]:
    reading = read(text, text)
    found = resolve(firms.find(reading, list(taken), nothing, title))
    return [text[each.start : each.end] for each in found]


def chinese(text: str) -> list[str]:
    reading = read(text, fold(text))
    return [text[each.start : each.end] for each in resolve(chinese_firms.find(reading, []))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It was bought by Halvorsen Tungsten AS on Friday.", ["Halvorsen Tungsten AS"]),
        ("The buyer is Orchard Flat Minerals, in Nevada.", ["Orchard Flat Minerals"]),
        ("said Ida Brandt of Brandt & Oyelaran, who advises mines.", ["Brandt & Oyelaran"]),
        ("Ana Ruiz, CEO of Velasco Quimper, would not say.", ["Velasco Quimper"]),
        ("a unit of the Swiss group Tannhof, was fined", ["Tannhof"]),
        ("Merrow Pike, a maker of night-vision sights, has two months of germanium.", ["Merrow Pike"]),
        ("Shares in Kolarik rose.", ["Kolarik"]),
        (
            "ten entities, among them Aldis Robotics, Novarra and Kestwick, were listed",
            ["Aldis Robotics", "Novarra", "Kestwick"],
        ),
        ("At Hollin Ridge Lithium, the pumps stand still.", ["Hollin Ridge Lithium"]),
    ],
)
def test_a_firm_by_form_or_neighbours(text: str, names: list[str]) -> None:
    assert english(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Rare Earth Export Limits Disrupt Global Auto Industry Supply Chains",
        "Maria Lopez, an analyst, said prices would rise.",
        "The University of Queensland published a study.",
        "She wrote in the Coastal Times on Monday.",
        "The Critical Minerals Strategic Reserve starts in July.",
        "President John Smith spoke in the House of Commons.",
        "Shares in Kolarik rose, said Jan Kolarik's neighbour. Mr Kolarik, 61, sells tungsten.",
    ],
)
def test_headlines_people_schools_and_papers_are_no_firms(text: str) -> None:
    assert english(text) == []


def test_a_short_form_stands_for_the_firm() -> None:
    first = read("Tarn Valley Antimony & Gold NL has a mine.", "Tarn Valley Antimony & Gold NL has a mine.")
    later = read("Shares of Tarn Valley fell.", "Shares of Tarn Valley fell.")
    found = firms.find(first, [], nothing, False)
    again = firms.echoes([first, later], [found, []], frozenset())[1]
    assert [(later.text[each.start : each.end], each.term, each.name) for each in again] == [
        ("Tarn Valley", "tarn-valley-antimony-and-gold", "Tarn Valley Antimony & Gold")
    ]


def test_behind_a_place_the_second_word_is_the_short_form() -> None:
    assert "Yinfeng" in firms.short_forms("Hunan Yinfeng Antimony Co., Ltd.", frozenset({"hunan"}))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("江西赣宜钨材股份有限公司昨日公告称停产。", ["江西赣宜钨材股份有限公司"]),
        ("向深圳市远洲国际货运代理有限公司处罚款", ["深圳市远洲国际货运代理有限公司"]),
        ("宁湘锑业一位销售经理说", ["宁湘锑业"]),
        ("由青州的恒岳科技负责", ["恒岳科技"]),
        ("東華磁電工業株式會社否認停線", ["東華磁電工業株式會社"]),
    ],
)
def test_chinese_firms(text: str, names: list[str]) -> None:
    assert chinese(text) == names


@pytest.mark.parametrize(
    "text", ["国内矿业投资回暖，高新科技发展迅速。", "商业银行和中央银行表示", "该公司一家有限公司"]
)
def test_chinese_common_nouns_are_no_firms(text: str) -> None:
    assert chinese(text) == []


@pytest.mark.parametrize("goods", ["中国稀土", "天然鳞片石墨", "关心稀土和磁材", "高性能钕铁硼磁材"])
def test_a_kind_of_goods_is_no_firm_although_the_recogniser_sees_one(goods: str) -> None:
    text = f"含有{goods}的物项，出口前须申请许可。"
    start = text.index(goods)
    assert chinese_firms.judged(read(text, fold(text)), start, start + len(goods)) is None


@pytest.mark.parametrize("name", ["五种稀土金属", "推RESourceEU", "歐盟推RESourceEU", "RESourceEU行"])
def test_a_count_or_a_run_on_name_is_no_firm(name: str) -> None:
    text = f"据悉，{name}动计划。"
    start = text.index(name)
    assert chinese_firms.judged(read(text, fold(text)), start, start + len(name)) is None


@pytest.mark.parametrize("name", ["鲁信锰业", "海川国际物流", "江安锂业股份", "Kestrel Metallurgy"])
def test_a_name_of_a_firms_form_is_believed(name: str) -> None:
    text = f"海关通报，{name}涉嫌走私。"
    start = text.index(name)
    found = chinese_firms.judged(read(text, fold(text)), start, start + len(name))
    assert found is not None
    assert (found.start, found.end, found.method) == (start, start + len(name), "model")


def test_two_goods_in_a_row_are_no_firm() -> None:
    goods = (
        Found(4, 6, "mineral", "rare-earths", "gazetteer"),
        Found(7, 9, "mineral", "rare-earth-magnets", "gazetteer"),
    )
    text = "美方关心稀土和磁材的许可进度。"
    assert chinese_firms.find(read(text, fold(text)), goods) == []
