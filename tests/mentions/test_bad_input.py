"""What no well-bred page holds and the net brings all the same: the tagger neither breaks nor loses its place.

Whatever comes, mentions lie within the stated cap, are true of the stored text, sorted, and do not overlap.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.mentions import CAP, Tagger
from tracker.model import Article, Field, Mention
from tracker.vocab import load

NOON = datetime(2025, 7, 1, 12, tzinfo=UTC)
ENGLISH = "China banned exports of antimony to the United States under Announcement No. 46 of 2024. "
CHINESE = "中国商务部2024年第46号公告禁止向美国出口锑。"


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger(load())


def article(text: str, *, title: str = "", language: str = "en") -> Article:
    return Article(
        id="bad",
        url="http://example.org/bad",
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


def sound(tagger: Tagger, given: Article) -> tuple[Mention, ...]:
    """Tag, and hold what came out against what must be so of any text."""
    mentions = tagger.tag(given)
    places = [(each.field != "title", each.start, each.end) for each in mentions]
    assert places == sorted(places)
    for each in mentions:
        assert 0 <= each.start < each.end <= CAP
        assert given.part(each.field)[each.start : each.end] == each.surface
    for one, other in pairwise(mentions):
        assert one.field != other.field or one.end <= other.start, (one, other)
    assert isinstance(tagger.gate(given.text), bool)
    assert isinstance(tagger.gate(given.text.encode("utf-8", "surrogatepass")), bool)
    return mentions


def minerals(mentions: tuple[Mention, ...]) -> list[str]:
    return [each.surface for each in mentions if each.kind == "mineral"]


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\u3000", "\ufeff", "\u200b" * 50, "\x00", ".", "，。、"])
@pytest.mark.parametrize("language", ["en", "zh", ""])
def test_nothing_mentions_nothing(tagger: Tagger, text: str, language: str) -> None:
    assert sound(tagger, article(text, title=text, language=language)) == ()
    assert not tagger.gate(text)


BROKEN = {
    "right-to-left marks": "\u202eChina\u202c curbs \u200fantimony\u200e exports to \u2067Japan\u2069. ",
    "emoji": "🇨🇳 China 👩🏽\u200d🏭 curbs antimony 😀 exports 🧲. ",
    "a lone high surrogate": "China \ud83d curbs antimony \ud800 exports. ",
    "a lone low surrogate": "\udc80China curbs antimony\udfff exports. ",
    "nulls": "China\x00 curbs \x00antimony\x00 exports.\x00 ",
    "control characters": "China \x1b[31mcurbs\x07 antimony\x0b exports\x85. ",
    "markup": '<p class="a">China curbs <b>antimony</b> exports &amp; more<!-- x --><script>var a="]]>";</script> ',
    "unclosed markup": "<div <a href='China curbs antimony < exports > <p ",
    "mixed scripts": "China 对 antimony и галлий 実施 export 통제 تصدير ข้อ. ",
    "combining marks": "Chi\u0301na curbs antimony\u0308\u0308\u0308 and antimony exports. ",
    "characters that grow when lowered": "İİİ China curbs antimony ẞ ﬁ ǅ exports. ",
    "no spaces": "Chinacurbsantimony,antimony;(antimony)exports",
    "bytes read wrongly": "China curbs antimony â€œexportsâ€\x9d ï»¿ Ã©. ",
    "replacement characters": "China curbs \ufffd\ufffd antimony exports\ufffd. ",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("language", ["en", "zh", ""])
def test_broken_text_keeps_its_offsets(tagger: Tagger, text: str, language: str) -> None:
    for whole in (text, text * 40, ENGLISH + text + CHINESE, text[::-1]):
        sound(tagger, article(whole, title=text, language=language))


@pytest.mark.parametrize("name", [name for name in BROKEN if name not in {"unclosed markup", "no spaces"}])
def test_broken_text_does_not_hide_what_stands_beside_it(tagger: Tagger, name: str) -> None:
    assert "antimony" in minerals(sound(tagger, article(BROKEN[name] + "Exports of antimony fell.")))
    assert "锑" in minerals(sound(tagger, article(BROKEN[name] + CHINESE, language="zh")))


@pytest.mark.parametrize(
    "text",
    [
        "Le ministère a suspendu les exportations d'antimoine et de gallium vers les États-Unis.",
        "Die Ausfuhr von Antimon und Gallium bleibt genehmigungspflichtig; Wolfram folgt im Februar.",
        "El gobierno nacionalizó el litio en 2023.",
        "Ekspor bijih nikel dilarang sejak Januari 2020.",
        "중국은 갈륨과 게르마늄 수출을 통제한다.",
        "中国はガリウムとゲルマニウムの輸出を規制した。",
        "Китай ограничил экспорт галлия и германия.",
        "قيدت الصين صادرات الغاليوم والجرمانيوم.",
        "סין הגבילה את יצוא הגליום.",
    ],
)
@pytest.mark.parametrize("language", ["en", "zh", "fr", "ja", "ko", "ar", "xx", ""])
def test_text_of_another_language_than_it_says(tagger: Tagger, text: str, language: str) -> None:
    sound(tagger, article(text, title=text, language=language))


LONG: dict[str, Callable[[], str]] = {
    "2 MB of one line": lambda: ENGLISH * (2_000_000 // len(ENGLISH)),
    "2 MB of one Chinese line": lambda: CHINESE * (2_000_000 // 3 // len(CHINESE)),
    "2 MB of one word": lambda: "a" * 2_000_000,
    "2 MB of digits": lambda: "1234567890" * 200_000,
    "2 MB of white space": lambda: " " * 1_000_000 + "\n" * 1_000_000,
    "100,000 times a mineral": lambda: "antimony " * 100_000,
    "100,000 times a mineral without spaces": lambda: "antimony" * 100_000,
    "100,000 times a mineral in Chinese": lambda: "锑" * 100_000,
    "100,000 brackets open": lambda: "(" * 100_000 + "antimony",
    "100,000 brackets within each other": lambda: "(" * 50_000 + "antimony" + ")" * 50_000,
    "Chinese brackets and quotes": lambda: "（《“〔" * 25_000 + "锑" + "〕”》）" * 25_000,
    "tags within each other": lambda: "<div>" * 40_000 + "antimony" + "</div>" * 40_000,
    "capitals": lambda: "Antimony Metals " * 20_000,
    "commas": lambda: "Sb,Ga,Ge," * 20_000,
    "lone surrogates": lambda: "\ud800antimony\udfff" * 20_000,
    "lines of one letter": lambda: "A\n" * 200_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", LONG)
def test_long_input_is_read_up_to_the_cap(tagger: Tagger, name: str) -> None:
    sound(tagger, article(LONG[name](), language="zh" if "Chinese" in name else "en"))


@pytest.mark.slow
def test_the_cap_is_where_it_is_said_to_be(tagger: Tagger) -> None:
    """What ends at the cap is read, what begins behind it is not, and a long title has the same cap."""
    fill = "\n".join(["Nothing much happened."] * (CAP // 20))
    last = " antimony exports"
    within = fill[: CAP - len(last)] + last
    assert minerals(sound(tagger, article(within)))[-1:] == ["antimony"]
    assert minerals(sound(tagger, article(fill[:CAP] + last))) == []
    assert all(each.end <= CAP for each in sound(tagger, article("", title=ENGLISH * (CAP // 40))))


PIECES = st.sampled_from(
    [
        *BROKEN.values(), ENGLISH, CHINESE, "antimony", "Acme Metals Ltd", "美国商务部", "（以下简称“", "”）",
        "〔2024〕", "No. ", "$1.5 million", "每吨", "3,834.5 t", "\r\n", "\t", "\u00ad", "\u2028", "(", ")", "《", "[",
        "CEO of ", "Regulation (EU) ", "2024/1252", "HS 8112.92", "3C001.d", "Lynas", "稀土", "關鍵礦產",
        "US", "中", "‘", "’s ",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=200),
    st.lists(PIECES, max_size=20).map("".join),
    st.lists(st.one_of(PIECES, st.text(st.characters(exclude_categories=()), max_size=6)), max_size=20).map(" ".join),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(title=TEXTS, text=TEXTS, language=st.sampled_from(["en", "zh", "ja", "fr", ""]))
def test_offsets_are_true_sorted_and_apart_whatever_the_text(
    tagger: Tagger, title: str, text: str, language: str
) -> None:
    told = article(text, title=title, language=language)
    mentions = sound(tagger, told)
    fields: tuple[Field, ...] = ("title", "text")
    assert {each.field for each in mentions} <= set(fields)


@settings(max_examples=60, deadline=None)
@given(before=st.text(st.characters(exclude_categories=()), max_size=60))
def test_what_stands_before_moves_a_mention_by_its_own_length(tagger: Tagger, before: str) -> None:
    lead = f"{before}\n\n"
    found = [m for m in sound(tagger, article(f"{lead}{ENGLISH}")) if m.start >= len(lead) and m.kind == "mineral"]
    assert [(m.start - len(lead), m.surface) for m in found] == [(ENGLISH.index("antimony"), "antimony")]
