"""The whole room: the gate, the offsets, who wins where spans overlap, and what bad input does to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.mentions import CAP, Tagger
from tracker.model import Article, Mention
from tracker.vocab import load

NOON = datetime(2025, 7, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger(load())


def article(text: str, *, title: str = "", language: str = "en", country: str = "US") -> Article:
    return Article(
        id="a1",
        url="http://example.org/a1",
        title=title,
        text=text,
        language=language,
        kind="news",
        publisher="A Paper",
        country=country,
        tier="press",
        publish="evidence",
        published=NOON,
        fetched=NOON,
        sha256="",
    )


def told(mentions: tuple[Mention, ...], kind: str) -> list[tuple[str, str]]:
    return [(each.surface, each.term) for each in mentions if each.kind == kind and not each.place]


def test_an_english_sentence(tagger: Tagger) -> None:
    text = (
        "China banned exports of gallium and antimony trioxide to the United States under Announcement No. 46 of 2024."
    )
    mentions = tagger.tag(article(text))
    assert told(mentions, "mineral") == [("gallium", "gallium"), ("antimony trioxide", "antimony")]
    assert told(mentions, "country") == [("China", "CN"), ("United States", "US")]
    assert told(mentions, "instrument") == [("Announcement No. 46 of 2024", "CN-MOFCOM 2024/46")]


def test_a_chinese_sentence_in_both_scripts(tagger: Tagger) -> None:
    for text in ("美国商务部称，中国商务部对锑、镓实施出口管制。", "美國商務部稱，中國商務部對銻、鎵實施出口管制。"):
        mentions = tagger.tag(article(text, language="zh", country="CN"))
        assert [term for _, term in told(mentions, "agency")] == ["us-doc", "cn-mofcom"]
        assert [term for _, term in told(mentions, "mineral")] == ["antimony", "gallium"]
        assert [term for _, term in told(mentions, "country")] == ["CN"]


def test_an_adjective_that_stands_apart_is_its_own_mention(tagger: Tagger) -> None:
    mentions = tagger.tag(article("The Chinese Ministry of Commerce and the US Geological Survey spoke of tungsten."))
    assert told(mentions, "agency") == [("Ministry of Commerce", "cn-mofcom"), ("US Geological Survey", "us-usgs")]
    assert told(mentions, "country") == [("Chinese", "CN")]


def test_a_capital_is_a_government_or_a_place(tagger: Tagger) -> None:
    text = "Beijing banned gallium exports. Officials in Beijing said so.\nBEIJING, May 3 (XX) - Gallium prices rose."
    capitals = [each.place for each in tagger.tag(article(text)) if each.surface.lower() == "beijing"]
    assert capitals == [False, True, True]


def test_substances_in_idiom_are_no_minerals(tagger: Tagger) -> None:
    text = "She will lead the team to a gold medal. The tin roof and the silver Rolls are for sale."
    assert told(tagger.tag(article(text)), "mineral") == []


def test_the_country_in_a_firms_name_belongs_to_the_firm(tagger: Tagger) -> None:
    mentions = tagger.tag(article("American Cassiter Metals Inc. bought tungsten ore."))
    assert told(mentions, "firm") == [("American Cassiter Metals Inc.", "american-cassiter-metals")]
    assert told(mentions, "country") == []


def test_title_first_then_by_start_without_overlaps(tagger: Tagger) -> None:
    mentions = tagger.tag(article("Germanium rose 5 percent in China.", title="Gallium falls"))
    assert [each.surface for each in mentions] == ["Gallium", "Germanium", "5 percent", "China"]


@pytest.mark.parametrize(
    "raw",
    [
        "exports of antimony",
        "《两用物项出口管制清单》",
        "稀土",
        "關鍵礦產",
        "Copper tariffs",
        b"<p>rare-earth magnets</p>",
        "稀土出口".encode("gb18030"),
    ],
)
def test_the_gate_opens(tagger: Tagger, raw: str | bytes) -> None:
    assert tagger.gate(raw)


@pytest.mark.parametrize(
    "raw", ["", "The council met on Tuesday about parking.", "市民在公园里晨练。", b"\xff\xfe\x00"]
)
def test_the_gate_stays_shut(tagger: Tagger, raw: str | bytes) -> None:
    assert not tagger.gate(raw)


PIECES = st.sampled_from(
    [
        "antimony", "China", "Acme Metals Ltd", "Announcement No. 46 of 2024", "$1.5 million",
        "锑", "美国商务部", "万", "〔2024〕46号公告", "關鍵礦產", "有限公司", "每吨", "，", "《",
        "\u202e", "\u200f", "😀", "\ud800", "<div>", "\x00", "İ", "ß", "ﬁ", "\u2028", "\n", " ", "\u00a0", "ǅ",
        "Lynas", "No. ", "Sb, Ga", "'s", "%", "of", "Ministry of", "lead", "US",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=120), st.lists(PIECES, max_size=25).map("".join), st.lists(PIECES, max_size=25).map(" ".join)
)


@settings(max_examples=150, deadline=None)
@given(title=TEXTS, text=TEXTS, language=st.sampled_from(["en", "zh", "fr", ""]))
def test_offsets_are_true_whatever_the_text(tagger: Tagger, title: str, text: str, language: str) -> None:
    told_of = article(text, title=title, language=language)
    mentions = tagger.tag(told_of)
    assert list(mentions) == sorted(mentions, key=lambda each: (each.field != "title", each.start))
    for each in mentions:
        assert told_of.part(each.field)[each.start : each.end] == each.surface != ""
        assert each.term or each.kind == "quantity" or each.kind == "firm"
    for one, other in pairwise(mentions):
        assert one.field != other.field or one.end <= other.start
    tagger.gate(text)


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["a", "Acme Metals, ", "锑、", "123 ", "商务部 ", "<div>", "\ud800 tin "])
def test_two_million_characters_of_one_line_are_read_up_to_the_cap(tagger: Tagger, unit: str) -> None:
    text = unit * (2_000_000 // len(unit))
    assert all(each.end <= CAP for each in tagger.tag(article(text)))


def test_page_furniture_mentions_nothing(tagger: Tagger) -> None:
    text = "Antimony is scarce.\nMore from us: Nissan looks for gallium"
    given = replace(article(text), furniture=((text.index("More"), len(text)),))
    assert [mention.surface for mention in tagger.tag(given) if mention.field == "text"] == ["Antimony"]
