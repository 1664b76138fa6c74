"""The page of the codebook: it tells every action whole, with its examples, its cues and its names elsewhere."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.site.conftest import Get
from tests.site.test_pages import words
from tracker import vocab
from tracker.site import codebook, wording


@pytest.fixture
def page(get: Get) -> str:
    answer = get("/codebook")
    assert answer.status_code == 200
    return str(answer.text)


def test_it_tells_every_action_with_its_definition_and_what_it_is_not(page: str) -> None:
    said = unescape(words(page))
    for action in vocab.codebook().actions.values():
        assert f'id="{action.id}"' in page
        assert f"{action.name} {action.name_zh} {action.definition}" in said
        assert f"Not this {action.not_this}" in said
        assert all(cue in said for phrases in action.phrases.values() for cue in phrases)


def test_it_tells_the_words_and_the_version(page: str) -> None:
    said, book = unescape(words(page)), vocab.codebook()
    assert f"Version {book.version}" in said
    for each in (*book.stages.values(), *book.certainties.values()):
        assert f"{each.name} {each.definition}" in said


def test_it_tells_every_example_with_its_coding(page: str) -> None:
    said = unescape(words(page))
    assert all(example.text in said for example in vocab.examples())
    assert said.count("No action") == sum(not example.action for example in vocab.examples())
    first = vocab.examples()[0]
    assert f"{first.text} Export ban, in force · by China · to United States · Gallium, Germanium, Antimony" in said


def test_it_tells_codes_elsewhere_or_why_there_are_none(page: str) -> None:
    said = unescape(words(page))
    assert "UNCTAD P31 Export prohibition OECD Export prohibition" in said
    assert "UNCTAD None. A price is no measure." in said
    assert "2019 version, UNCTAD/DITC/TAB/2019/5" in said


def test_every_link_of_its_contents_has_its_place(page: str) -> None:
    places = set(re.findall(r'id="([\w-]+)"', page))
    assert set(re.findall(r'href="#([\w-]+)"', page)) <= places
    assert len(re.findall(r'id="([\w-]+)"', page)) == len(places)


def test_it_has_one_heading_no_script_and_no_inline_style(page: str) -> None:
    assert page.count("<h1") == 1
    assert "<script" not in page
    assert not re.search(r"<[^>]*\s(style|on\w+)=", page)


def test_it_is_found_from_every_page(get: Get) -> None:
    assert '<a href="/codebook">' in get("/gaps").text.partition("</main>")[2]


def test_the_book_is_there_for_programs(get: Get) -> None:
    answer = get("/codebook.json")
    assert answer.headers["content-type"].startswith("application/json")
    assert answer.json() == codebook.told()
    actions = [action for family in answer.json()["families"] for action in family["actions"]]
    assert [each["id"] for each in actions] == list(vocab.codebook().actions)
    told = sum(len(each["examples"]) + len(each["counter_examples"]) for each in actions)
    assert told == len(vocab.examples())
    quota = next(each for each in actions if each["id"] == "export_quota")
    assert quota["elsewhere"][0]["codes"] == [{"code": "P32", "name": "Export quotas"}]


def test_the_pages_call_actions_and_stages_as_the_book_does() -> None:
    book = vocab.codebook()
    assert {name: words[0] for name, words in wording.ACTIONS.items()} == {
        action.id: action.name for action in book.actions.values()
    }
