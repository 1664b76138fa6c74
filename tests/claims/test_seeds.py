"""Five real pages with their furniture: what they must claim, and that nothing in them is dated by guess."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from tracker import articles, vocab
from tracker.claims import code
from tracker.mentions import Tagger
from tracker.model import Article, Claim

SEEDS = sorted((Path(__file__).parents[2].parent / "shared" / "seeds").glob("*.txt"))
pytestmark = pytest.mark.skipif(not SEEDS, reason="the seed pages lie beside the checkout")


@cache
def coded() -> tuple[Claim, ...]:
    words = vocab.load()
    tagger = Tagger(words)
    found: list[Claim] = []
    for path in SEEDS:
        page = articles.from_text(
            path.read_text(encoding="utf-8"), url=path.name, fetched=datetime(2026, 1, 1, tzinfo=UTC)
        )
        assert isinstance(page, Article)
        found += code(page, tagger.tag(page), words)
    return tuple(found)


def test_the_ban_of_december_2024() -> None:
    bans = [claim for claim in coded() if claim.action == "export_prohibition" and claim.announced == "2024-12"]
    assert any(
        (set(claim.minerals), claim.actors, claim.targets) == ({"antimony", "gallium", "germanium"}, ("CN",), ("US",))
        for claim in bans
    )


def test_the_route_of_antimony() -> None:
    routes = [claim for claim in coded() if claim.action == "circumvention" and "antimony" in claim.minerals]
    assert any((claim.actors, set(claim.via), claim.targets) == (("CN",), {"TH", "MX"}, ("US",)) for claim in routes)


def test_the_meeting_in_shenzhen() -> None:
    drives = [
        claim for claim in coded() if claim.action == "enforcement_campaign" and "Shenzhen" in claim.evidence.quote
    ]
    (drive,) = drives
    assert {"cn-mss", "cn-mps", "cn-mofcom", "cn-gacc"} <= set(drive.agencies)
    assert {"tungsten", "gallium", "germanium", "antimony"} <= set(drive.minerals)
    assert drive.announced is None  # the page gives a day and a month, and no year


def test_the_lenders_initiative() -> None:
    (lending,) = [claim for claim in coded() if claim.agencies == ("us-exim",)]
    assert (lending.action, lending.announced, lending.actors) == ("public_finance", "2025-01", ("US",))


def test_the_teasers_say_nothing() -> None:
    told = " ".join(claim.evidence.quote for claim in coded())
    assert not any(name in told for name in ("Netanyahu", "Nissan", "Hormuz", "IMF"))
