"""Page furniture: what goes, what stays, and how well on the gold cases' marked ranges."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.articles.making import SHARED, kept
from tracker.articles.furniture import furniture, lines_of

STORY = (
    "The quarry on the hill will close in June, its owner said on Monday, after two years of losses and a fire.",
    "About sixty people work there; most of them live in the two villages below it, the mayor said.",
    "The firm did not say what would become of the pit, which has filled with rain since the winter.",
)


@pytest.mark.parametrize(
    "line",
    [
        "Skip to content",
        "Close this search box.",
        "Home > News > Business",
        "Home | News | Sport | Video",
        "Share this article: Facebook, LinkedIn",
        "Tags: mining, quarry",
        "5 min read",
        "Photo: A. Person / Agency",
        "Image credit: A. Person",
        "We use cookies to improve your experience.",
        "Sign up for our free newsletter",
        "Get the morning briefing in your inbox.",
        "Read also: Ferry fares to rise",
        "© 2025 Harbour Gazette. All rights reserved.",
        "This publication is not intended to be legal advice.",
        "当前位置：首页 > 要闻 > 正文",
        "责任编辑：某某",
        "分享到：微信 微博",
        "欢迎关注我们的微信公众号",
        "（图片来源：某社）",
        "延伸阅读：另一条消息",
        "上一篇：另一条消息",
        "版权所有 未经授权不得转载",
        "来源：某部新闻办公室 2026-03-02 17:30 【字体：大 中 小】 打印",
        "2026-03-02 08:15 来源：某社 作者：某某",
        "发布时间：2026-03-02",
        "[[Page 12345]]",
        "[Pages 50494-50497]",
        "BILLING CODE 4310-AM-P",
        "-----------------------------------",
    ],
)
def test_lines_that_speak_of_the_page_go(line: str) -> None:
    assert kept("\n".join((STORY[0], line, STORY[1]))) == [STORY[0], STORY[1]]


@pytest.mark.parametrize(
    "line",
    [
        "More than 300 tonnes were seized in a month, the customs office said in its statement.",
        "About 40 firms have applied for licences.",
        "Subscribers to the fund lost half of their money, a court was told.",
        "Read together, the two notices leave nothing uncontrolled.",
        "Related parties must file the form as well.",
        "Photographs of the site show new pits.",
        "商务部",
        "海关总署",
        "2025年4月4日",
        "一、氧化镓",
        "列入关注名单的实体应当提交承诺。",
        "关注名单管理办法另行公布。",
        "附件：管制物项清单",
        "Money",
        "Rare Earths",
        "时间：3月2日，地点：某市。",
        "[FR Doc. 2025-19813 Filed 11-6-25; 8:45 am]",
        "By Friday Prices Had Doubled",
        "【发文日期】2026年3月2日",
    ],
)
def test_lines_that_tell_something_stay(line: str) -> None:
    assert kept("\n".join((STORY[0], STORY[1], line, STORY[2]))) == [STORY[0], STORY[1], line, STORY[2]]


@pytest.mark.parametrize(
    "head", ["MORE FROM THE GAZETTE", "Most read", "You may also like", "Related", "推荐阅读", "相關新聞"]
)
def test_a_box_takes_the_headlines_below_it_and_no_more(head: str) -> None:
    text = "\n".join((STORY[0], head, "Ferry fares to rise", "Who ate the mayor's cake?", STORY[1]))
    assert kept(text) == [STORY[0], STORY[1]]


def test_a_run_of_teasers_ends_the_page_and_a_caption_does_not() -> None:
    teasers = []
    for name in ("Ferry fares to rise in the autumn", "Museum finds a lost harp", "Rain delays the regatta again"):
        teasers += [name, name, f"{name}, officials said, and more of the same is to be expected in the coming weeks."]
    caption = ["Quarry on the hill", "Quarry on the hill"]
    assert kept("\n\n".join((*caption, *STORY, *teasers, "An unmarked last line"))) == list(STORY)


@pytest.mark.parametrize(
    "line", ["By Anna Example", "By Anna Example and A. Person, Harbour Wire", "本报记者 某某", "文/某某"]
)
def test_a_byline_stands_above_the_story(line: str) -> None:
    assert kept("\n".join(("A headline", line, *STORY))) == ["A headline", *STORY]
    assert kept("\n".join((*STORY, line, STORY[0]))) == [*STORY, line, STORY[0]]


@pytest.mark.parametrize("head", ["Post a Comment", "Leave a Reply", "发表评论"])
def test_a_comment_form_takes_what_follows(head: str) -> None:
    assert kept("\n".join((*STORY, head, "I know the owner and he said nothing of the kind."))) == list(STORY)


@pytest.mark.parametrize(
    "head", ["About the author", "Our Editorial Process", "About Harbour Gazette", "Media contacts"]
)
def test_what_a_page_says_of_itself_goes_to_its_end(head: str) -> None:
    assert kept("\n".join((*STORY, head, "A. Person has written on quarries since 2010."))) == list(STORY)
    assert kept("\n".join((head, *STORY, *STORY))) == [head, *STORY, *STORY]


def test_a_menu_at_the_head_goes_and_a_list_in_an_annex_stays() -> None:
    assert kept("\n".join(("Prices", "Freight", "People", "Directory", *STORY))) == list(STORY)
    annex = ("Gallium", "Germanium", "Antimony", "Graphite", "Indium")
    assert kept("\n".join((*STORY, *annex))) == [*STORY, *annex]


@given(st.text(max_size=400) | st.lists(st.sampled_from(["Related", "Tags: a", "A line.", "Menu", ""])).map("\n".join))
def test_ranges_are_sorted_whole_lines(text: str) -> None:
    taken = furniture(text)
    starts = {line.start for line in lines_of(text)}
    ends = {line.end for line in lines_of(text)}
    assert all(start in starts and end in ends for start, end in taken)
    assert all(first[1] < second[0] for first, second in pairwise(taken))


@pytest.mark.skipif(not (SHARED / "gold").exists(), reason="the gold cases are not beside the checkout")
def test_marked_furniture_is_found_and_no_sentence_lost() -> None:
    """Four in five gold cases; every fifth is held back from the rules and only measured by hand."""
    right = wrong = missed = 0
    for name in ("en_news", "en_official", "zh"):
        for number, line in enumerate((SHARED / "gold" / f"{name}.jsonl").read_text("utf-8").splitlines()):
            case = json.loads(line)
            if number % 5 == 4:
                continue
            gold = {n for start, end in case["furniture"] for n in range(start, end)}
            ours = {n for start, end in furniture(case["text"]) for n in range(start, end) if case["text"][n] != "\n"}
            right, wrong, missed = right + len(gold & ours), wrong + len(ours - gold), missed + len(gold - ours)
    assert right / (right + wrong) >= 0.98
    assert right / (right + missed) >= 0.95
