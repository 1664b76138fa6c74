"""Copies are told from two stories on one event and from two notices of one form; texts at two addresses agree."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.articles.copies import FOLDER, Story, article, groups
from tracker.articles.likeness import BANDS, FEWEST, HASHES, agrees, alike, body, is_copy, jaccard, likeness, tokens
from tracker.model import Likeness

GROUPS = groups()
FIRST_MINIMA = (525669583, 150993875, 158874418)
FIRST_BAND = "00:bf50bbbb"
WORDS = st.lists(st.sampled_from([f"word{n}" for n in range(400)]), min_size=30, max_size=90, unique=True)


def like(text: str, title: str = "A title") -> Likeness:
    made = likeness(article("a", title, text))
    assert made is not None
    return made


def test_there_are_enough_groups() -> None:
    assert len(GROUPS) >= 12
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(GROUPS)


@pytest.mark.parametrize("name", GROUPS)
def test_the_clusters_of_a_group_are_found(name: str) -> None:
    for a, b in combinations(GROUPS[name], 2):
        mine, theirs = likeness(a.article), likeness(b.article)
        assert mine is not None
        assert theirs is not None
        together = a.cluster == b.cluster
        assert is_copy(mine, theirs) == is_copy(theirs, mine) == together, (a.name, b.name, alike(mine, theirs))
        if together:
            assert set(mine.bands) & set(theirs.bands), f"{a.name} and {b.name} would never be compared"


def test_stories_of_different_groups_are_no_copies() -> None:
    firsts: list[Story] = [stories[0] for stories in GROUPS.values()]
    signed = [made for each in firsts if (made := likeness(each.article))]
    assert len(signed) == len(firsts)
    assert not any(is_copy(a, b) for a, b in combinations(signed, 2))


def test_notices_that_differ_in_the_mineral_alone_are_two() -> None:
    form = GROUPS["09-same-template-zh"][0].article.text
    other = form.replace("碲", "铋")
    assert alike(like(form), like(other)) > 0.7
    assert not is_copy(like(form), like(other))


def test_a_figure_that_an_editor_corrects_leaves_a_copy() -> None:
    text = GROUPS["01-cut-by-a-third"][0].article.text
    assert is_copy(like(text), like(text.replace("92 tonnes", "94 tonnes")))


def test_a_text_too_short_to_judge_has_no_likeness() -> None:
    assert likeness(article("a", "Prices", "Prices were quoted higher on Monday, brokers said.")) is None
    assert likeness(article("a", "Prices", "钨价周一上涨。")) is None
    assert likeness(article("a", "T", " ".join(f"w{'x' * n}" for n in range(FEWEST + 3)))) is not None


def test_the_signature_never_changes() -> None:
    made = like(
        "The ministry said on Monday that exports of tungsten would need a permit from 1 March, a step expected."
    )
    assert made.signature[:3] == FIRST_MINIMA
    assert made.bands[0] == FIRST_BAND
    assert len(made.bands) == len(set(made.bands)) == BANDS
    assert all(0 <= each < 2**32 for each in made.signature[:HASHES])
    assert len(made.signature) == HASHES + 3  # tungsten, the day, the month


def test_furniture_and_the_title_are_not_compared() -> None:
    made = article("a", "Smelter fire", "Smelter fire\nHome\nMarkets\nSign in\nShare this\nThe fire broke out at four.")
    assert body(made) == "The fire broke out at four."


def test_words_are_compared_as_they_are_read() -> None:
    assert tokens("“3,500 Tonnes”, or ３５００ tonnes!") == ["3500", "tonnes", "or", "3500", "tonnes"]
    assert tokens("對鎢（W）實施管制") == tokens("对钨(w)实施管制") == [*"对钨", "w", *"实施管制"]


@given(WORDS)
def test_a_text_is_its_own_copy(words: list[str]) -> None:
    made = like(" ".join(words))
    assert jaccard(made, made) == alike(made, made) == 1
    assert is_copy(made, replace(made, article_id="b"))


@given(WORDS, WORDS)
def test_likeness_is_symmetric_and_bounded(a: list[str], b: list[str]) -> None:
    mine, theirs = like(" ".join(a)), like(" ".join(b))
    assert 0 <= jaccard(mine, theirs) <= alike(mine, theirs) <= 1
    assert alike(mine, theirs) == alike(theirs, mine)


def test_the_estimate_is_near_the_true_share() -> None:
    words = [f"w{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(600)]
    whole, half = like(" ".join(words)), like(" ".join(words[:300]))
    assert jaccard(whole, half) == pytest.approx(0.5, abs=0.14)  # three standard errors
    assert alike(whole, half) > 0.8


NOTICE = """商务部公告2025年第99号 关于对铼相关物项实施出口管制的决定
根据有关规定，决定对铼相关物项实施出口管制。现公告如下：
一、铼金属，纯度99.9%及以上（参考海关商品编号：8112411000），未经许可，不得出口。
二、出口经营者应当依照规定向主管部门申请许可。
三、本公告自2025年12月1日起施行。
商务部
2025年11月20日"""


@pytest.mark.parametrize(
    "other",
    [
        NOTICE.replace("，", ", ").replace("：", ":"),
        NOTICE.replace("现公告如下：\n", "现公告如下："),
        NOTICE.replace("。现公告", "。\n现公告"),
        "首页\n发布时间：2025-11-21 09:30  来源：商务部\n" + NOTICE + "\n打印\n关闭",
        "【发布单位】商务部\n【发布文号】公告2025年第99号\n" + NOTICE,
        NOTICE.split("\n", 1)[1],
        NOTICE + "\n相关链接",
        NOTICE.replace("关于对", "公布对"),
        NOTICE.replace("决定", "決定").replace("实施", "實施"),
    ],
    ids=["punctuation", "joined", "broken", "page", "block", "no title", "label", "other title", "script"],
)
def test_one_act_at_two_addresses_agrees(other: str) -> None:
    assert agrees(NOTICE, other)
    assert agrees(other, NOTICE)


@pytest.mark.parametrize(
    "other",
    [
        NOTICE.replace("99.9%", "99.99%"),
        NOTICE.replace("12月1日", "12月2日"),
        NOTICE.replace("11月20日", "11月21日"),
        NOTICE.replace("第99号", "第98号"),
        NOTICE.replace("8112411000", "8112419000"),
        NOTICE.replace("二、出口经营者应当依照规定向主管部门申请许可。\n", ""),
        NOTICE.replace("不得出口", "可以出口"),
        NOTICE.rsplit("\n", 1)[0],
        "\n".join(NOTICE.split("\n")[i] for i in (0, 1, 3, 2, 4, 5, 6)),
        "",
    ],
    ids=["purity", "effective", "signed", "number", "code", "paragraph", "word", "no date", "order", "nothing"],
)
def test_another_number_date_or_paragraph_is_disagreement(other: str) -> None:
    assert not agrees(NOTICE, other)
    assert not agrees(other, NOTICE)


@given(st.text(), st.text())
def test_agreement_is_symmetric_and_of_everything_with_itself(a: str, b: str) -> None:
    assert agrees(a, a)
    assert agrees(a, b) == agrees(b, a)
