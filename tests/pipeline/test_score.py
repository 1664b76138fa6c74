"""The scoring run: gold cases in, the prescribed report out, and faults of a gold file said with their line."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tracker import config, pipeline, vocab

TITLE = "China bans antimony exports to the United States"
TEXT = "China on Tuesday banned exports of antimony to the United States, effective at once.\nTraders had expected it."
CASE: dict[str, Any] = {
    "id": "t-1",
    "lang": "en",
    "kind": "news",
    "publisher": "Test Wire",
    "country": "GB",
    "url": "https://wire.example/1",
    "published": "2024-12-03T10:00:00+00:00",
    "title": TITLE,
    "text": TEXT,
    "furniture": [],
    "mentions": [
        {"field": "title", "start": 0, "end": 5, "kind": "country", "id": "CN"},
        {"field": "title", "start": 11, "end": 19, "kind": "mineral", "id": "antimony"},
    ],
    "claims": [],
    "events": [],
    "note": "",
}


def clock() -> datetime:
    return datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture(scope="module")
def reader() -> pipeline.Reader:
    return pipeline.Reader(vocab.load(), config.english_model({}))


def gold(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_the_report_has_the_prescribed_shape(tmp_path: Path, reader: pipeline.Reader) -> None:
    noise = CASE | {"id": "t-2", "kind": "noise", "title": "Golden Hawks win", "text": "They won.", "mentions": []}
    scored = pipeline.score_files([gold(tmp_path, json.dumps(CASE), json.dumps(noise))], reader, clock)
    card: Any = scored.card
    assert set(card) == {"cases", "gold_sha256", "seconds", "mentions", "claims", "events", "noise"}
    assert (card["cases"], card["noise"]) == (2, {"no_mineral": 1.0, "no_claim": 1.0, "n": 1})
    assert card["mentions"]["en"]["mineral"]["span"]["r"] == 1.0
    assert set(card["claims"]["en"]) == {"detection", "fields", "over_coding"}
    assert set(card["mentions"]) == {"en", "zh", "all"}


def test_misses_are_shown_with_their_text(tmp_path: Path, reader: pipeline.Reader) -> None:
    scored = pipeline.score_files([gold(tmp_path, json.dumps(CASE))], reader, clock)
    shown = scored.misses(50)
    assert any("United States" in line for line in shown)
    assert scored.misses(1) == shown[:1]


@pytest.mark.parametrize("line", ['{"id": "x"}', "no json", '{"id": 3, "lang": "en"}', "[]"])
def test_a_broken_case_is_told_with_file_and_line(line: str, tmp_path: Path, reader: pipeline.Reader) -> None:
    with pytest.raises(ValueError, match=r"gold\.jsonl:2"):
        pipeline.score_files([gold(tmp_path, json.dumps(CASE), line)], reader, clock)
