"""The texts of the sample world: their format, their facts' frame, and the faults that the reader names."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tracker import config
from tracker.sample import FEEDS
from tracker.sample.content import ContentError, Outlet, load, read_page
from tracker.sample.server import feed_path

GOOD = "title: A tin roof\npublished: 2025-05-09T20:00:00+08:00\nbyline: A. Writer\n\nFirst.\n\nSecond.\n"


@pytest.fixture(scope="module")
def outlets() -> dict[str, Outlet]:
    return {outlet.id: outlet for outlet in load()}


def write(folder: Path, text: str) -> Path:
    path = folder / "page.txt"
    path.write_text(text, "utf-8")
    return path


def test_a_page_is_headers_then_one_paragraph_a_line(tmp_path: Path) -> None:
    page = read_page("somewhere", write(tmp_path, GOOD))
    assert page.paragraphs == ("First.", "Second.")
    assert (page.title, page.byline, page.path, page.lead) == ("A tin roof", "A. Writer", "page.html", "First.")
    assert page.published.utcoffset() is not None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GOOD.replace("byline", "colour"), "page.txt:3: not a header"),
        (GOOD.replace("+08:00", ""), "no zone"),
        (GOOD.replace("title: A tin roof\n", ""), "title and published"),
        (GOOD.split("\n\n", maxsplit=1)[0], "no paragraphs"),
    ],
)
def test_a_fault_in_a_page_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ContentError, match=message):
        read_page("somewhere", write(tmp_path, text))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("kind: rss", "kind: rsss", "'rsss' is not one of: rss, atom, listing, api"),
        ("tier: wire\n", "", "tier is missing"),
        ("id: paper", "id: papers", "differs from the file's name"),
    ],
)
def test_a_fault_in_an_outlet_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    good = "id: paper\nname: P\ncountry: GB\nlanguage: en\ntier: wire\nkind: rss\ntemplate: news\n"
    (tmp_path / "outlets").mkdir()
    file = tmp_path / "outlets" / "paper.yaml"
    file.write_text(good, "utf-8")
    assert load(tmp_path)[0].id == "paper"
    file.write_text(good.replace(old, new), "utf-8")
    with pytest.raises(ContentError, match=message):
        load(tmp_path)


def test_the_sample_world_is_large_and_mixed_enough(outlets: dict[str, Outlet]) -> None:
    official = [page for outlet in outlets.values() if outlet.tier == "official" for page in outlet.pages]
    news = {outlet.language: 0 for outlet in outlets.values() if outlet.tier != "official"}
    for outlet in outlets.values():
        if outlet.tier != "official":
            news[outlet.language] += len(outlet.pages)
    assert len(official) >= 30
    assert news["en"] >= 20
    assert news["zh"] >= 10
    assert sum(news.values()) >= 40
    assert {outlet.kind for outlet in outlets.values()} == {"rss", "atom", "listing", "api"}
    assert {outlet.fault for outlet in outlets.values()} == {"", "unavailable", "html"}


def test_the_chain_of_chinese_notices_is_told(outlets: dict[str, Outlet]) -> None:
    chain = {2023: (23, 39), 2024: (33, 46), 2025: (10, 18, 61, 62, 70, 72)}
    notices = {page.slug: page for page in outlets["mofcom"].pages}
    for year, number in [(year, number) for year, numbers in chain.items() for number in numbers]:
        slug = f"{year}-{number}"
        assert notices[slug].number.endswith(f"公告{year}年第{number}号")
        assert notices[slug].title.startswith(notices[slug].number)
    assert {"shenzhen", "changsha"} <= {page.slug for page in outlets["mofcom-news"].pages}
    assert "2026年11月27日" in "".join(notices["2025-72"].paragraphs)
    assert "2026年11月10日" in "".join(notices["2025-70"].paragraphs)


def test_official_texts_say_that_they_are_not_the_official_wording(outlets: dict[str, Outlet]) -> None:
    for outlet in outlets.values():
        if outlet.tier == "official":
            assert outlet.after[-1] in {
                "样例文本，非官方原文",
                "Sample text written for the tracker; not the official wording",
            }


def test_slugs_and_addresses_are_unique(outlets: dict[str, Outlet]) -> None:
    addresses = [(outlet.id, page.path) for outlet in outlets.values() for page in outlet.pages]
    assert len(addresses) == len(set(addresses))


def test_each_outlet_has_its_feed_and_the_same_facts(outlets: dict[str, Outlet]) -> None:
    feeds = {feed["id"]: feed for feed in yaml.safe_load(FEEDS.read_text("utf-8"))["feeds"]}
    assert feeds.keys() == outlets.keys()
    for name, feed in feeds.items():
        outlet = outlets[name]
        assert feed["url"] == "{base}" + feed_path(outlet)
        assert (feed["country"], feed["language"], feed["tier"]) == (outlet.country, outlet.language, outlet.tier)
        assert feed["kind"] == {"rss": "feed", "atom": "feed"}.get(outlet.kind, outlet.kind)
        assert feed["publish"] == ("full" if outlet.tier == "official" else "evidence")
        assert feed["allow_private"] is True


def test_the_configuration_accepts_the_feeds(tmp_path: Path) -> None:
    loaded = config.load(FEEDS, {}, home=tmp_path, base_url="http://127.0.0.1:8002")
    assert len(loaded.feeds) >= 15
    assert all(feed.url.startswith("http://127.0.0.1:8002/") for feed in loaded.feeds)
