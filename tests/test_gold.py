"""The floor under quality: what tagging, coding and linking reach on the gold cases may rise and not fall."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.site import gold
from tracker.pipeline.score import Scored

pytestmark = pytest.mark.slow
GOLD = Path(__file__).parent / "data" / "gold"
FLOORS: dict[str, Any] = json.loads((GOLD / "floors.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def scored() -> Scored:
    return gold.scored()


def test_the_floors_are_of_these_cases(scored: Scored) -> None:
    assert scored.card["gold_sha256"] == FLOORS["gold_sha256"]


@pytest.mark.parametrize("path", FLOORS["floors"])
def test_quality_does_not_fall(path: str, scored: Scored) -> None:
    value: Any = scored.card
    for key in path.split("."):
        value = value[key]
    assert value >= FLOORS["floors"][path], f"{path} fell to {value}"


def test_it_codes_no_more_than_there_is(scored: Scored) -> None:
    assert scored.card["claims"]["all"]["over_coding"] <= FLOORS["most_over_coding"]
