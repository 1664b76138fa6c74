"""Which names of substances count: trade against idiom, things, gadgets, persons and firms, in three scripts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.mentions import Tagger
from tracker.mentions.gazetteers import DOUBT
from tracker.mentions.mineral_context import Context
from tracker.mentions.mineral_model import likelihood, weights
from tracker.mentions.mineral_words import EVERYDAY, worlds
from tracker.mentions.minerals import judge, lead
from tracker.mentions.spans import Found, read, resolve
from tracker.model import Article
from tracker.vocab import fold, load

NOON = datetime(2025, 7, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger(load())


def article(text: str, title: str = "", language: str = "en") -> Article:
    return Article(
        id="a1",
        url="http://example.org/a1",
        title=title,
        text=text,
        language=language,
        kind="news",
        publisher="A Paper",
        country="US",
        tier="press",
        publish="evidence",
        published=NOON,
        fetched=NOON,
        sha256="",
    )


def minerals(tagger: Tagger, text: str, language: str = "en") -> list[str]:
    return [each.surface for each in tagger.tag(article(text, language=language)) if each.kind == "mineral"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ottawa lifted the duty on nickel from Indonesia.", ["nickel"]),
        ("The smelter shipped copper and zinc to Rotterdam.", ["copper", "zinc"]),
        ("The ministry will buy 200 tonnes of tin and lead for the reserve.", ["tin", "lead"]),
        ("A licence is needed for gold leaving the country, customs said.", ["gold"]),
        ("Chile granted the miner a lithium concession.", ["lithium"]),
    ],
)
def test_everyday_names_count_among_words_of_the_trade(tagger: Tagger, text: str, expected: list[str]) -> None:
    assert minerals(tagger, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The goalkeeper won gold and his sister silver at the championships.",
        "She bakes the cake in a tin and serves it on a silver tray.",
        "The singer's record went platinum and her lead guitarist wept.",
        "Our reviewer liked the gallium nitride charger and its copper finish.",
        "The dog Nickel and the cat Zinc sleep in the garden.",
        "Doctors say zinc tablets do nothing for sleep.",
    ],
)
def test_idiom_things_and_gadgets_are_no_minerals(tagger: Tagger, text: str) -> None:
    assert minerals(tagger, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("智利对铜出口加征关税。", ["铜"]),
        ("海關昨日查獲走私銻錠二噸。", ["銻"]),
        ("商务部对镓、锗实施出口管制。", ["镓", "锗"]),
        ("女队摘得一枚铜牌，教练说铁军本色不改。", []),
        ("奶奶用铜锅煮粥，阳台上的银杏叶落了一地。", []),
        ("恒锐贸易经理金永锡昨晚说，货物已经退回。", []),
    ],
)
def test_chinese_signs_count_by_what_stands_around(tagger: Tagger, text: str, expected: list[str]) -> None:
    assert minerals(tagger, text, "zh") == expected


def test_a_number_behind_a_chinese_name_is_not_part_of_it(tagger: Tagger) -> None:
    assert "关键矿产" in minerals(tagger, "白宫公布关键矿产232调查，决定不加征关税。", "zh")


def test_where_the_article_has_roofs_of_tin_tin_is_a_roof(tagger: Tagger) -> None:
    text = "The storm took tin roofs off a hundred houses. A seller who lives under tin asked for relief money."
    assert minerals(tagger, text) == []


def test_other_languages_are_judged_by_words_of_trade(tagger: Tagger) -> None:
    assert "antimonio" in minerals(tagger, "Bolivia exporta antimonio; Perú exporta galio, germanio.", "es")


def test_lead_is_in_doubt_and_never_a_plain_verb() -> None:
    text = "They lead the talks. More lead than zinc."
    assert [(one.start, one.score) for one in lead(read(text, text))] == [(text.index("lead than"), DOUBT)]


def test_a_name_in_a_row_with_one_that_counts_counts(tagger: Tagger) -> None:
    text = "Added to the list: antimony; boron; copper; lead; tellurium; zinc."
    assert minerals(tagger, text) == ["antimony", "boron", "copper", "lead", "tellurium", "zinc"]


def test_worlds_count_different_words_once() -> None:
    told = worlds("exports and exports of tonnes, a goalkeeper, 出口 出口")
    assert told["trade"] == 2
    assert told["works"] == 1
    assert told["sport"] == 1


@pytest.mark.parametrize("language", ["en", "zh"])
def test_weights_are_packaged_and_small(language: str) -> None:
    known = weights(language)
    assert len(known) > 500
    assert all(abs(weight) < 20 for weight in known.values())
    assert likelihood([], known) == 0.5


def test_a_language_without_weights_has_none() -> None:
    assert weights("xx") == {}


PIECES = st.sampled_from(
    ["tin", "gold", "lead", "Nickel", "铜", "銅", "金", "经理", "说", "exports of ", " roof", "\n", ". ", "，", "；",
     "\u202e", "\ud800", "İ", "ﬁ", " ", "II. ", "medal", "antimony, ", "\ue001", "1", "-", "GaN", "NdFeB"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(text=st.lists(PIECES, max_size=30).map("".join))
def test_the_judge_only_takes_away_and_says_the_same_twice(text: str) -> None:
    reading = read(text, fold(text))
    found = resolve(
        [
            Found(at, at + len(name), "mineral", term, "gazetteer", score)
            for name, term, score in (
                ("tin", "tin", 1.0),
                ("gold", "gold", DOUBT),
                ("铜", "copper", 0.9),
                ("1", "salt", 1.0),
            )
            for at in range(len(text))
            if reading.flat.startswith(name, at)
        ]
    )
    parts = [(read("", ""), []), (reading, found)]
    judged = judge(parts)
    assert set(judged[1]) <= set(found)
    assert judge(parts) == judged
    context = Context(parts)
    for one in found:
        told = context.features(1, one)
        assert len(told) == len(set(told))
        assert f"t:{one.term}" in told


def test_everyday_terms_are_in_the_vocabulary() -> None:
    assert set(load().minerals) >= EVERYDAY
