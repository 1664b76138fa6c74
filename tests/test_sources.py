"""The sources as shipped: feeds.yaml is sound and complete, and the documents about it say what is so."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
import yaml

from tracker import config
from tracker.entries import following, questions, read
from tracker.model import Feed, Fetched, Question

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "sources" / "sources.csv"
FILE = ROOT / "feeds.yaml"
SOURCES = (ROOT / "docs" / "sources.md").read_text("utf-8")
ADDING = (ROOT / "docs" / "adding-a-source.md").read_text("utf-8")
SHIPPED = config.load(FILE, {}, home=ROOT).feeds
BY_ID = {feed.id: feed for feed in SHIPPED}
FOLLOWED = [feed for feed in SHIPPED if feed.enabled]
DAY = date(2026, 1, 5)
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


def names(feed: Feed) -> str:
    return feed.id


# --- feeds.yaml ------------------------------------------------------------------------------------------------------


def test_a_hundred_and_twenty_sources_are_shipped_and_half_of_them_followed() -> None:
    assert (len(SHIPPED), len(FOLLOWED)) == (120, 60)
    assert len({feed.id for feed in SHIPPED}) == 120
    assert {"feed", "listing", "api"} == {feed.kind for feed in FOLLOWED}


@pytest.mark.skipif(not SHARED.exists(), reason="the table of sources lies beside the checkout")
def test_the_sources_are_those_of_the_table() -> None:
    with SHARED.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["enabled"] != "leave out"]
    assert {row["id"]: row["enabled"] == "yes" for row in rows} == {feed.id: feed.enabled for feed in SHIPPED}
    for row in rows:
        feed = BY_ID[row["id"]]
        assert (feed.country, feed.language) == (row["country"], row["language"]), feed.id
        assert urlsplit(feed.url).hostname == urlsplit(row["url"]).hostname


def test_no_two_sources_ask_the_same() -> None:
    asked = [question for feed in SHIPPED for question in questions(feed, DAY)]
    assert len(set(asked)) == len(asked)


@pytest.mark.parametrize("feed", SHIPPED, ids=names)
def test_each_source_is_described_as_its_kind_needs(feed: Feed) -> None:
    assert not feed.allow_private
    assert ".example" not in feed.url
    assert urlsplit(feed.url).scheme == "https" or not feed.enabled
    assert feed.publish == "evidence" or feed.tier == "official"
    assert "google.com" not in feed.url or not feed.enabled
    assert 3600 <= feed.every.total_seconds() <= 86400


@pytest.mark.parametrize("feed", [feed for feed in SHIPPED if feed.country in {"CN", "TW", "JP", "KR"}], ids=names)
def test_east_asian_sources_have_their_zone_and_script(feed: Feed) -> None:
    zones = {"CN": "Asia/Shanghai", "TW": "Asia/Taipei", "JP": "Asia/Tokyo", "KR": "Asia/Seoul"}
    languages = {"CN": {"zh", "en"}, "TW": {"zh-Hant"}, "JP": {"ja", "en"}, "KR": {"ko"}}
    assert feed.zone == zones[feed.country]
    assert feed.language in languages[feed.country]


def test_only_what_is_written_for_readers_of_english_in_china_and_japan_is_english() -> None:
    english = {feed.id for feed in SHIPPED if feed.country in {"CN", "JP"} and feed.language == "en"}
    assert english == {"cn-mofcom-en", "np-smm-en", "np-cnevpost", "jp-meti-en", "np-nikkei-asia"}
    assert {feed.country for feed in SHIPPED if feed.language.startswith("zh")} == {"CN", "TW", "FR"}


def test_each_source_that_is_not_international_has_a_zone_of_its_own_day() -> None:
    plain = {feed.id for feed in SHIPPED if feed.zone == "UTC"}
    assert plain == {"int-gnews-iea", "np-gnews-miningweekly"}


def test_hosts_of_followed_sources_are_asked_often_only_where_it_is_their_own_api() -> None:
    hosts: dict[str, int] = {}
    for feed in FOLLOWED:
        host = urlsplit(feed.url).hostname or ""
        hosts[host] = hosts.get(host, 0) + 1
    assert {host for host, count in hosts.items() if count > 1} == {
        "www.mofcom.gov.cn",
        "www.federalregister.gov",
        "www.esdm.go.id",
    }


def test_the_annual_index_is_asked_for_last_year_too_in_january_and_only_then() -> None:
    index = BY_ID["cn-mofcom-gg-annual"]
    assert [urlsplit(q.url).path.split("/")[4] for q in questions(index, DAY)] == ["2026", "2025"]
    assert [urlsplit(q.url).path.split("/")[4] for q in questions(index, date(2026, 1, 31))] == ["2026"]
    assert [urlsplit(q.url).path.split("/")[4] for q in questions(index, date(2026, 1, 30))] == ["2026", "2025"]
    assert len(questions(index, date(2026, 7, 1))) == 1


@pytest.mark.parametrize("feed", SHIPPED, ids=names)
def test_every_request_of_a_shipped_source_is_whole(feed: Feed) -> None:
    for question in questions(feed, DAY):
        parts = urlsplit(question.url)
        assert parts.hostname
        assert not set("{} ") & set(question.url)
        assert not any("{" in value for _, value in (*question.form, *question.headers))


@pytest.mark.parametrize("name", ["cn-mofcom-zwgk-zcfb-unit", "cn-mofcom-rcxwfb"])
def test_the_columns_of_the_commerce_ministry_are_read_and_counted(name: str) -> None:
    rows = "".join(
        f'<li><a href="/x/art/2026/art_{n}.html">第{n}号</a><span>[2026-01-0{n}]</span></li>' for n in (1, 2)
    )
    page = f'<ul class="txtList_01">{rows}</ul><div class="pagination" rows="2" count="4" pageNo="1"></div>'
    entries, issues = read(BY_ID[name], answer(BY_ID[name], json.dumps({"success": True, "data": {"html": page}})))
    assert [entry.published and entry.published.date().day for entry in entries] == [1, 2]
    assert issues == []
    short = page.replace('rows="2"', 'rows="3"')
    _, issues = read(BY_ID[name], answer(BY_ID[name], json.dumps({"success": True, "data": {"html": short}})))
    assert [issue.kind for issue in issues] == ["wrong_shape"]


def test_the_page_of_the_column_is_counted_on_in_its_encoded_parameter() -> None:
    feed = BY_ID["cn-mofcom-zwgk-zcfb-unit"]
    (first,) = questions(feed, DAY)
    second = following(feed, first, answer(feed, "{}"))
    assert first.url.endswith("paramJson=%7B%22pageNo%22%3A1%2C%22pageSize%22%3A15%7D")
    assert second
    assert second.url.endswith("paramJson=%7B%22pageNo%22%3A2%2C%22pageSize%22%3A15%7D")
    assert dict(second.headers)["Referer"] == "https://www.mofcom.gov.cn/zwgk/zcfb/index.html"


def test_a_null_of_the_policy_library_is_no_empty_list() -> None:
    feed = BY_ID["cn-gov-policylib"]
    entries, issues = read(feed, answer(feed, json.dumps({"code": 200, "data": None})))
    assert entries == []
    assert [issue.kind for issue in issues] == ["wrong_shape"]


def test_question_marks_of_the_export_control_site_are_mojibake() -> None:
    feed = BY_ID["cn-mofcom-exportcontrol"]
    rows = [{"title": "????????2026??", "url": f"/article/{n}.html", "publishTimeStr": "2026-01-02"} for n in range(3)]
    entries, issues = read(feed, answer(feed, json.dumps({"pageInfo": {"rows": rows, "maxPageNum": 4}})))
    assert entries == []
    assert [issue.kind for issue in issues] == ["mojibake"]


def test_zones_are_known_here() -> None:
    assert all(ZoneInfo(feed.zone) for feed in SHIPPED)


# --- what stands in the documents ------------------------------------------------------------------------------------


def section(text: str, heading: str) -> str:
    """Return what stands under one heading of the second level."""
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, heading
    return found[1]


def rows(text: str) -> dict[str, list[str]]:
    """Return the cells of each table row that begins with an id."""
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| `") and re.fullmatch(r"`[a-z0-9-]+`", cells[0]):
            assert cells[0] not in found
            found[cells[0].strip("`")] = cells[1:]
    return found


def test_the_document_tells_each_source_that_is_followed() -> None:
    told = rows(section(SOURCES, "What is followed"))
    assert set(told) == {feed.id for feed in FOLLOWED}
    for name, (publisher, carries, country, language, _, _, shown) in told.items():
        feed = BY_ID[name]
        assert (publisher, country, language) == (feed.publisher, feed.country, feed.language)
        assert carries
        assert shown == {"full": "whole text", "evidence": "passages"}[feed.publish]


def test_the_document_tells_each_source_that_is_off_and_why() -> None:
    told = rows(section(SOURCES, "What is present, but off"))
    assert set(told) == {feed.id for feed in SHIPPED if not feed.enabled}
    for name, (publisher, why) in told.items():
        assert publisher == BY_ID[name].publisher
        assert len(why) > 10


def test_the_document_tells_what_is_not_available_and_nothing_of_it_is_shipped() -> None:
    told = rows(section(SOURCES, "What is not available, and why"))
    assert len(told) == 15
    assert not set(told) & set(BY_ID)
    if SHARED.exists():
        with SHARED.open(encoding="utf-8", newline="") as file:
            assert set(told) == {row["id"] for row in csv.DictReader(file) if row["enabled"] == "leave out"}


def test_the_schema_for_editors_is_fresh_and_feeds_yaml_names_it() -> None:
    written = (ROOT / "docs" / "feeds.schema.json").read_text("utf-8")
    fresh = json.dumps(config.schema(), indent=2, ensure_ascii=False) + "\n"
    assert written == fresh, "write it anew: json.dumps(config.schema(), indent=2, ensure_ascii=False)"
    assert FILE.read_text("utf-8").startswith("# yaml-language-server: $schema=docs/feeds.schema.json\n")


def test_each_pattern_of_the_schema_fits_what_is_shipped() -> None:
    keys = config.schema()["$defs"]["SourceKeys"]["properties"]
    for source in yaml.safe_load(FILE.read_text("utf-8"))["feeds"]:
        assert set(source) <= set(keys)
        for name, value in source.items():
            assert re.search(keys[name].get("pattern", ""), str(value)), (source["id"], name)
            assert value in keys[name].get("enum", [value]), (source["id"], name)


def test_each_key_is_explained_in_the_document() -> None:
    explained = section(ADDING, "What the keys mean")
    for shape in config.schema()["$defs"].values():
        for name in shape["properties"]:
            assert f"`{name}`" in (explained if shape["title"] != "headers" else ADDING), name


# --- the recipes -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Recipe:
    """One recipe of the document: the lines, an answer, what is asked and what comes of it."""

    name: str
    lines: str
    answer: str
    asked: str
    found: str


def recipes() -> Iterator[Recipe]:
    for name, text in re.findall(
        r"^### (.+?)\n(.*?)(?=^### |\Z)", section(ADDING, "Recipes"), re.MULTILINE | re.DOTALL
    ):
        blocks = re.findall(r"^```(\w+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
        assert [kind for kind, _ in blocks][::2] == ["yaml", "text"], name
        yield Recipe(name, *(block for _, block in blocks))


RECIPES = list(recipes())


def loaded(tmp_path: Path, lines: str) -> tuple[Feed, ...]:
    path = tmp_path / "feeds.yaml"
    path.write_text(f"feeds:\n{lines}", "utf-8")
    return config.load(path, {}, home=tmp_path).feeds


def answer(feed: Feed, body: str, url: str = "") -> Fetched:
    asked = url or questions(feed, DAY)[0].url
    return Fetched(asked, asked, 200, NOON, body.encode("utf-8"))


def shown(question: Question) -> str:
    """Return a question as the document writes it."""
    lines = [f"{'POST' if question.form else 'GET'} {question.url}"]
    if question.form:
        lines.append("    " + " ".join(f"{name}={value}" for name, value in question.form))
    return "\n".join([*lines, *(f"    {name}: {value}" for name, value in question.headers)]) + "\n"


def test_there_is_a_recipe_for_each_way_to_publish() -> None:
    assert [recipe.name for recipe in RECIPES] == [
        "A feed",
        "A list page",
        "A list page within JSON",
        "A form",
        "An address with a date in it",
        "A JSON API that states its next page",
        "A JSON API with a cursor",
        "Numbered pages",
    ]


@pytest.mark.parametrize("recipe", RECIPES, ids=[recipe.name for recipe in RECIPES])
def test_each_recipe_asks_and_finds_what_it_says(recipe: Recipe, tmp_path: Path) -> None:
    (feed,) = loaded(tmp_path, recipe.lines)
    first = questions(feed, DAY)
    fetched = answer(feed, recipe.answer, first[0].url)
    after = following(feed, first[0], fetched)
    assert "".join(shown(question) for question in (*first, *([after] if after else []))) == recipe.asked
    entries, issues = read(feed, fetched)
    assert issues == []
    lines = [f"{e.published.date() if e.published else 'undated   '}  {e.title}  {e.url}\n" for e in entries]
    assert "".join(lines) == recipe.found


def test_the_faults_that_the_document_shows_are_those_that_are_told(tmp_path: Path) -> None:
    lines, told = re.findall(
        r"^```\w+\n(.*?)^```$", section(ADDING, "What is said when something is wrong"), re.M | re.S
    )
    with pytest.raises(config.ConfigError) as caught:
        loaded(tmp_path, lines)
    assert "\n".join(caught.value.faults) + "\n" == told


def test_each_outcome_of_a_poll_is_explained() -> None:
    from typing import get_args

    from tracker.model import Outcome

    explained = section(ADDING, "How you see that a source is blind")
    assert all(f"`{outcome}`" in explained for outcome in get_args(Outcome))
