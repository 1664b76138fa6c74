"""Saved pages as plain text, and the five real ones where they stand beside the checkout."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.articles.making import NOW, SHARED, article, issue
from tracker.articles import from_text
from tracker.model import Article

SEEDS = SHARED / "seeds"
with_seeds = pytest.mark.skipif(not SEEDS.exists(), reason="the saved pages are not beside the checkout")


def seed(number: str) -> Article:
    path = next(SEEDS.glob(f"{number}_*.txt"))
    return article(from_text(path.read_text("utf-8"), url=path.as_uri(), fetched=NOW))


def kept(found: Article) -> list[str]:
    lines, start = [], 0
    for line in found.text.split("\n"):
        if not found.is_furniture(start, start + len(line)):
            lines.append(line)
        start += len(line) + 1
    return lines


def test_the_first_real_line_is_the_title_and_nothing_is_taken_out() -> None:
    head = "Search\nClose this search box.\nHome » News » Quarry closes\n\nQuarry closes in June\n\n"
    text = f"{head}It  will close.\r\n\r\nPost a comment\n"
    found = article(from_text(text, url="file:///a.txt", fetched=NOW))
    assert found.title == "Quarry closes in June"
    assert found.text.split("\n")[4:] == ["It will close.", "Post a comment"]
    assert kept(found) == ["It will close."]
    assert (found.language, found.kind, found.published, found.tier) == ("en", "news", None, "press")


def test_a_title_broken_in_two_is_one() -> None:
    text = "Tensions Shake the\nGlobal Quarry Trade\nThe quarry trade is changing, and nobody knows how it will end."
    assert article(from_text(text, url="x", fetched=NOW)).title == "Tensions Shake the Global Quarry Trade"


def test_a_long_first_paragraph_gives_its_first_sentence() -> None:
    text = "The quarry on the hill will close in June. " + "Nobody knows what will become of it. " * 10
    assert article(from_text(text, url="x", fetched=NOW)).title == "The quarry on the hill will close in June."


def test_a_given_title_date_and_language_are_kept() -> None:
    told = datetime(2025, 5, 9, tzinfo=UTC)
    found = article(
        from_text(
            "矿山将于六月关闭。", url="https://a.example/x?utm_source=y", title="矿山", fetched=NOW, published=told
        )
    )
    assert (found.title, found.published, found.language) == ("矿山", told, "zh")
    assert (found.url, found.aliases) == ("https://a.example/x", ("https://a.example/x?utm_source=y",))


def test_only_a_notice_takes_its_date_from_the_text() -> None:
    text = "关于矿山的公告\n自公布之日起施行。\n工业部\n2025年4月4日"
    official = article(from_text(text, url="x", fetched=NOW, tier="official", country="CN"))
    assert (official.kind, official.published) == ("notice", datetime(2025, 4, 4, 4, tzinfo=UTC))
    assert article(from_text(text, url="x", fetched=NOW)).published is None


@pytest.mark.parametrize("text", ["", " \n\t\r\n ", "\ufeff\x00"])
def test_a_file_without_text_is_an_issue(text: str) -> None:
    assert issue(from_text(text, url="x", fetched=NOW)).kind == "no_text"


@with_seeds
@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_no_saved_page_gets_an_invented_date_or_loses_a_line(number: str) -> None:
    found = seed(number)
    raw = next(SEEDS.glob(f"{number}_*.txt")).read_text("utf-8")
    assert found.published is None
    assert found.language == "en"
    assert "".join(found.text.split()) == "".join(raw.split())


@with_seeds
def test_titles_of_the_saved_pages() -> None:
    assert seed("000").title == "U.S. Firms Circumvent China’s Export Ban on Critical Minerals"
    assert seed("001").title == "How Firms Circumvent China’s Export Ban to Secure Critical Minerals for US"
    assert seed("003").title == "Geopolitical Tensions Shake Global Rare Earth Material Trade"
    assert seed("004").title == "China cracks down on rare-earth minerals before trade talks with US"


@with_seeds
def test_the_twenty_teasers_are_furniture_and_the_article_is_not() -> None:
    told = "\n".join(kept(seed("001")))
    for teaser in ("Netanyahu", "Nissan", "Hormuz", "IMF", "Quad Nations", "Flatter Trump"):
        assert teaser not in told
    for real in ("3,834 metric tons", "Gallant Metals", "Publican", "December 2024 decision", "Editor’s Note"):
        assert real in told


@with_seeds
def test_the_boilerplate_of_the_saved_pages_is_furniture() -> None:
    told = "\n".join(kept(seed("004")))
    for boilerplate in ("Due", "Matt Rowe", "Image Credit", "Search", "annuities"):
        assert boilerplate not in told
    assert len(kept(seed("004"))) == 9
    assert "Comment" not in "\n".join(kept(seed("000")))
    assert "supporting this site" not in "\n".join(kept(seed("002")))
    assert len(kept(seed("003"))) == 10
