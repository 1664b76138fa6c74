"""Firms that an act lists are mentions, whole names with their country words, and nothing is marked twice."""

from __future__ import annotations

from tests.making import article, mention
from tracker.mentions import with_listed
from tracker.model import Article, Evidence, ListedEntity

TEXT = "1. 北方示例公司（Northern Korea Example Ltd）地址：首尔\n2. Someone Else"
ACT = article(TEXT, kind="notice", language="zh")


def entity(of: Article, name: str = "Northern Korea Example Ltd", name_zh: str = "北方示例公司") -> ListedEntity:
    line = of.text.split("\n")[0]
    return ListedEntity(of.id, None, 1, Evidence("text", 0, len(line), line), "1", name, name_zh)


def test_both_names_of_a_listed_firm_are_mentions_of_one_firm() -> None:
    found = with_listed([], ACT, [entity(ACT)])
    assert [(each.surface, each.term, each.method) for each in found] == [
        ("北方示例公司", "northern-korea-example", "list"),
        ("Northern Korea Example Ltd", "northern-korea-example", "list"),
    ]
    assert all(ACT.text[each.start : each.end] == each.surface for each in found)


def test_a_country_word_within_a_name_belongs_to_the_firm() -> None:
    country = mention(ACT, "Korea", "country", "KR")
    place = mention(ACT, "首尔", "country", "KR")
    found = with_listed([country, place], ACT, [entity(ACT)])
    assert country not in found
    assert place in found


def test_a_firm_that_is_marked_already_stays_as_it_is() -> None:
    known = mention(ACT, "北方示例公司", "firm", "northern")
    found = with_listed([known], ACT, [entity(ACT)])
    assert [each.term for each in found] == ["northern", "northern-korea-example"]


def test_a_name_that_is_not_in_its_line_marks_nothing() -> None:
    assert with_listed([], ACT, [entity(ACT, name="Somebody", name_zh="")]) == ()
