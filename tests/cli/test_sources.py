"""The commands about sources: what an address would yield, OPML in and out, and what is blind."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.web import Web, serving
from tracker import config
from tracker.cli import main

SOURCE = """
  - id: {name}
    url: {url}
    kind: feed
    publisher: Paper {name}
    country: GB
    language: en
    tier: press
    every: 1h
    allow_private: true
"""


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as web:
        yield web


def run(folder: Path, *arguments: str, sources: str = "") -> Result:
    feeds = folder / "feeds.yaml"
    feeds.write_text(f"feeds:{sources or ' []'}\n")
    return CliRunner().invoke(main, ["--home", str(folder / "home"), "--feeds", str(feeds), *arguments])


@pytest.mark.net
def test_an_address_that_is_a_feed_is_shown_with_the_lines_to_add(web: Web, tmp_path: Path) -> None:
    url = web.feed("/feed.xml", ("Antimony ban widens", "/a"))
    said = run(tmp_path, "feeds", "check", "--allow-private", url)
    assert said.exit_code == 0
    assert "1 entries" in said.output
    assert "Antimony ban widens" in said.output
    stanza = said.output[said.output.index("  - id:") :]
    (tmp_path / "new.yaml").write_text(f"feeds:\n{stanza}")
    (added,) = config.load(tmp_path / "new.yaml", {}, home=tmp_path).feeds
    assert added.url == url


@pytest.mark.net
def test_a_page_is_asked_for_the_feeds_that_it_names(web: Web, tmp_path: Path) -> None:
    link = '<link rel="alternate" type="application/rss+xml" title="News" href="/rss.xml">'
    page = web.serves("/", f"<!doctype html><html><head>{link}</head><body><p>Hello</p></body></html>")
    said = run(tmp_path, "feeds", "check", "--allow-private", page)
    assert said.exit_code == 1
    assert "wrong_shape" in said.output
    assert f"{web.base}/rss.xml" in said.output


@pytest.mark.net
def test_a_source_is_checked_without_storing_anything(web: Web, tmp_path: Path) -> None:
    source = SOURCE.format(name="one", url=web.feed("/feed.xml", ("Tin rises", "/a")))
    said = run(tmp_path, "feeds", "check", "one", sources=source)
    assert said.exit_code == 0
    assert "Tin rises" in said.output
    status = json.loads(run(tmp_path, "status", "--json", sources=source).output)
    assert status["counts"]["entries"] == 0


@pytest.mark.net
def test_an_address_of_this_machine_is_refused_unless_it_is_allowed(web: Web, tmp_path: Path) -> None:
    said = run(tmp_path, "feeds", "check", web.feed("/feed.xml", ("Tin", "/a")))
    assert said.exit_code == 1
    assert "private_address" in said.output
    assert web.asked["/feed.xml"] == 0


def test_an_unknown_source_is_named(tmp_path: Path) -> None:
    said = run(tmp_path, "feeds", "check", "nobody")
    assert said.exit_code == 1
    assert "no source has the id nobody" in said.output


def test_what_is_exported_can_be_imported_and_what_is_there_is_left_out(tmp_path: Path) -> None:
    sources = "".join(SOURCE.format(name=name, url=f"https://{name}.example/feed?a=1&b=2") for name in ("one", "two"))
    opml = run(tmp_path, "feeds", "export", sources=sources)
    assert opml.exit_code == 0
    (tmp_path / "out.opml").write_text(opml.output)
    again = run(tmp_path, "feeds", "import", str(tmp_path / "out.opml"), sources=sources)
    assert "- id" not in again.stdout
    assert "0 new of 2 feeds" in again.stderr
    fresh = run(tmp_path, "feeds", "import", str(tmp_path / "out.opml"), "--country", "GB", "--tier", "trade")
    (tmp_path / "new.yaml").write_text(f"feeds:\n{fresh.stdout}")
    found = config.load(tmp_path / "new.yaml", {}, home=tmp_path).feeds
    assert [each.url for each in found] == [f"https://{name}.example/feed?a=1&b=2" for name in ("one", "two")]
    assert {(each.country, each.tier) for each in found} == {("GB", "trade")}


@pytest.mark.parametrize("text", ["", "<opml", "no markup at all", "<html><body>Hello</body></html>"])
def test_a_file_that_is_no_opml_is_refused_in_one_line(text: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.opml"
    path.write_text(text)
    said = run(tmp_path, "feeds", "import", str(path))
    assert said.exit_code == 1
    assert "Traceback" not in said.output


@pytest.mark.net
def test_status_tells_which_source_is_blind_and_why(web: Web, tmp_path: Path) -> None:
    source = SOURCE.format(name="one", url=web.fails("/feed", 503))
    run(tmp_path, "poll", sources=source)
    said = run(tmp_path, "status", sources=source).output
    assert "sources: 1 blind" in said
    assert "blind: one since" in said
    assert "503" in said
    listed = run(tmp_path, "feeds", "list", sources=source).output
    assert "blind, refused" in listed
    rows = json.loads(run(tmp_path, "feeds", "list", "--json", sources=source).output)
    assert rows[0]["last_outcome"] == "refused"


@pytest.mark.net
def test_a_retired_source_is_told_until_it_has_another_address(web: Web, tmp_path: Path) -> None:
    source = SOURCE.format(name="one", url=web.fails("/feed", 410))
    run(tmp_path, "poll", sources=source)
    assert "retired: one" in run(tmp_path, "status", sources=source).output
    other = SOURCE.format(name="one", url=web.feed("/new", ("Tin", "/a")))
    run(tmp_path, "poll", sources=other)
    assert "retired: one" not in run(tmp_path, "status", sources=other).output


@pytest.mark.net
def test_revisit_says_what_it_found(web: Web, tmp_path: Path) -> None:
    source = SOURCE.format(name="one", url=web.feed("/new", ("Tin", "/a")))
    said = run(tmp_path, "revisit", sources=source)
    assert said.exit_code == 0
    assert "0 pages have changed" in said.output
