"""Every value of every claim has its reason, and every passage stands in the text letter for letter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.claims.marks import TOLD, VOCAB, article
from tests.making import article as made_article
from tests.making import claim as made_claim
from tracker import config, pipeline, vocab
from tracker.claims import code
from tracker.claims.placing import how
from tracker.claims.reasons import misplaced, values
from tracker.model import Article, Claim, Evidence, Reason
from tracker.pipeline.score import article_of, read_cases
from tracker.sample.content import load

GOLD = Path(__file__).parents[2].parent / "shared" / "gold"
PIECES = (
    "[[China|country:CN]] ", "[[US|country:US]] ", "[[gallium|mineral:gallium]] ", "[[锑|mineral:antimony]]",
    "banned exports of ", "禁止出口", "from 1 May ", "自5月1日起", "暂停", "until 2026", "for 90 days ", "为期一年",
    "[[No. 46 of 2024|instrument:CN-MOFCOM 2024/46]] ", "[[商务部|agency:cn-mofcom]]", ". ", "。", "\n", "\r\n",
    "\u00a0", "\u3000", "😀", "👩\u200d🔬", "é", "e\u0301", "İ", "ﬁ", "\u200b", "\ufeff", "“", "”", "；", "：",
    "(1) ", "一、", "第二款", "would ", "或将", "denied that ", "否认", "[[Nord|firm:Nord]] ", "opened a mine ",
    "with immediate effect ", "2025年6月1日", "on Tuesday ", "the following items: ", "本公告自公布之日起实施",
    "all destinations ",
)  # fmt: skip
NO_SURROGATES = st.characters(exclude_categories=("Cs",))


def told(claims: Iterable[Claim], field: str) -> list[Reason]:
    return [reason for claim in claims for reason in claim.reasons if reason.field == field]


def only(text: str, field: str, **more: object) -> Reason:
    """Return the only reason of a field of the only claim of a text."""
    made, mentions = article(text, **more)  # type: ignore[arg-type]
    (claim,) = code(made, mentions, VOCAB)
    (found,) = told([claim], field)
    return found


def quote(reason: Reason) -> str:
    assert reason.evidence is not None
    return reason.evidence.quote


def whole(article: Article, claims: Iterable[Claim]) -> None:
    """Check that each value of each claim has a reason, and that all evidence stands in the text."""
    found = tuple(claims)
    assert not misplaced(article, found)
    for claim in found:
        given = [(reason.field, reason.value) for reason in claim.reasons]
        assert set(given) == set(values(claim))


BAN = "[[China|country:CN]] banned exports of [[gallium|mineral:gallium]] to the [[US|country:US]] on 3 June 2025."


def test_a_ban_says_which_words_made_it() -> None:
    made, mentions = article(BAN)
    (claim,) = code(made, mentions, VOCAB)
    action = told([claim], "action")
    assert all(reason.rule == f"cue {claim.rule.removeprefix('en:')}" for reason in action)
    assert "banned" in " ".join(map(quote, action))
    assert [quote(each) for each in told([claim], "actors")] == ["China"]
    assert [quote(each) for each in told([claim], "targets")] == ["US"]
    assert [quote(each) for each in told([claim], "minerals")] == ["gallium"]
    assert told([claim], "certainty")[0].rule.startswith("default")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Analysts said [[China|country:CN]] could ban exports of [[gallium|mineral:gallium]] to the "
            "[[US|country:US]].",
            "could",
        ),
        (
            "The ministry denied that [[China|country:CN]] has banned exports of [[gallium|mineral:gallium]] to the "
            "[[US|country:US]].",
            "denied",
        ),
    ],
)
def test_a_hedge_and_a_denial_are_the_reasons_of_certainty(text: str, words: str) -> None:
    made, mentions = article(text)
    claims = code(made, mentions, VOCAB)
    assert words in [quote(each) for each in told(claims, "certainty")]


def test_a_pause_in_chinese_names_its_words_and_its_end() -> None:
    text = (
        "[[商务部|agency:cn-mofcom]]决定，自2025年11月9日起至2026年11月27日，暂停实施[[2024年第46号公告|instrument:"
        "CN-MOFCOM 2024/46]]对[[美国|country:US]]出口[[镓|mineral:gallium]]的管制措施。"
    )
    made, mentions = article(text, language="zh", country="CN")
    claims = code(made, mentions, VOCAB)
    assert "暂停" in [quote(each)[:2] for each in told(claims, "stage")]
    assert [(quote(each), each.rule) for each in told(claims, "until")] == [("2026年11月27日", "end date, as written")]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("3 December 2024", "as written"),
        ("二〇二四年十二月三日", "as written"),
        ("next Monday", "from publication on 2025-06-12 in CN"),
        ("本月8日", "from publication on 2025-06-12 in CN"),
        ("the same day", "counted from the date told before it"),
        ("two days earlier", "counted from the date told before it"),
        ("次日", "counted from the date told before it"),
    ],
)
def test_a_date_says_how_it_was_resolved(words: str, expected: str) -> None:
    assert how(words, date(2025, 6, 12), "CN") == expected


def test_a_relative_date_names_the_day_it_is_counted_from() -> None:
    text = (
        "[[China|country:CN]] will require licences for exports of [[gallium|mineral:gallium]] from next Monday, "
        "the ministry said."
    )
    found = only(text, "effective")
    assert quote(found).endswith("next Monday")
    assert found.rule == "start date, from publication on 2025-06-20 in GB"


def test_a_duration_gives_the_words_that_count() -> None:
    text = (
        "[[China|country:CN]] banned exports of [[gallium|mineral:gallium]] to the [[US|country:US]] from "
        "1 June 2025 for 90 days."
    )
    found = only(text, "until")
    assert quote(found) == "for 90 days"
    assert found.rule == "a stated duration, from 2025-06-01"


NOTICE = (
    "[[商务部公告2025年第90号|instrument:CN-MOFCOM 2025/90]]\n"
    "决定对[[锑|mineral:antimony]]相关物项实施出口管制，未经许可不得出口。\n"
    "本公告自2025年12月1日起正式实施。\n[[商务部|agency:cn-mofcom]]\n2025年6月18日"
)


def test_a_notice_gives_number_issuer_signature_and_start() -> None:
    made, mentions = article(NOTICE, language="zh", kind="notice", country="CN")
    claims = code(made, mentions, VOCAB)
    whole(made, claims)
    assert "the notice's own number" in told(claims, "instrument")[0].rule
    assert told(claims, "announced")[0].rule == "date of signature"
    assert quote(told(claims, "announced")[0]) == "2025年6月18日"
    assert told(claims, "effective")[0].rule == "the notice's clause on its start"
    assert quote(told(claims, "effective")[0]) == "2025年12月1日"
    assert told(claims, "agencies")[0].rule.startswith("issuer of the notice")


def test_what_an_anaphor_means_is_placed_where_it_was_named() -> None:
    text = (
        "[[China|country:CN]] mines most [[gallium|mineral:gallium]]. "
        "It banned exports of the metal to the [[US|country:US]] on 3 June 2025."
    )
    made, mentions = article(text)
    (claim,) = code(made, mentions, VOCAB)
    minerals = told([claim], "minerals")[0]
    assert (quote(minerals), minerals.rule) == ("gallium", "named earlier in the text")


def test_the_own_country_of_a_source_needs_no_passage() -> None:
    made, mentions = article("即日起禁止出口[[锑|mineral:antimony]]，违者将被追究责任。", language="zh", country="CN")
    (actor,) = told(code(made, mentions, VOCAB), "actors")
    assert actor == Reason("actors", "CN", "the source's own country")


def test_a_wrong_offset_is_found() -> None:
    made = made_article()
    right = made_claim(made)
    span = right.evidence
    shifted = Evidence(span.field, span.start + 1, span.end + 1, span.quote)
    assert misplaced(made, (right,)) == []
    assert len(misplaced(made, (replace(right, evidence=shifted),))) == 1
    for wrong in (
        shifted,
        Evidence("title", 0, 5, "Chile"),
        Evidence("text", 3, 3, ""),
        Evidence("text", -5, -1, "it."),
    ):
        (fault,) = misplaced(made, (replace(right, reasons=(Reason("stage", "in_force", "x", wrong),)),))
        assert "stage in_force" in fault


@given(
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(NO_SURROGATES, max_size=6)), max_size=40),
    st.sampled_from(["en", "zh"]),
    st.sampled_from(["news", "notice"]),
    st.booleans(),
)
@settings(max_examples=300)
def test_no_passage_is_misplaced_whatever_the_text(pieces: list[str], language: str, kind: str, dated: bool) -> None:
    made, mentions = article(
        "".join(pieces), title="".join(pieces[:4]), language=language, kind=kind, told=TOLD if dated else None
    )
    whole(made, code(made, mentions, VOCAB))


@pytest.fixture(scope="module")
def reader() -> pipeline.Reader:
    return pipeline.Reader(vocab.load(), config.english_model({}))


def coded(reader: pipeline.Reader, article: Article) -> int:
    examined = reader.examine(article)
    whole(examined.article, examined.claims)
    return sum(len(claim.reasons) for claim in examined.claims)


@pytest.mark.slow
@pytest.mark.skipif(not GOLD.is_dir(), reason="the gold cases are not here")
def test_all_evidence_of_the_gold_articles_stands_in_their_text(reader: pipeline.Reader) -> None:
    cases, _ = read_cases(sorted(GOLD.glob("*.jsonl")))
    assert sum(coded(reader, article_of(case)) for case in cases if reader.matters(article_of(case))) > 1000


@pytest.mark.slow
def test_all_evidence_of_the_sample_articles_stands_in_their_text(reader: pipeline.Reader) -> None:
    reasons = 0
    for outlet in load():
        for page in outlet.pages:
            made = made_article(
                "\n".join(page.paragraphs),
                title=page.title,
                language=outlet.language,
                country=outlet.country,
                kind="notice" if outlet.tier == "official" else "news",
                published=page.published,
            )
            reasons += coded(reader, made) if reader.matters(made) else 0
    assert reasons > 200
