"""The page of quality: it tells the figures of the present gold and coder, escaped, and the errors with their text."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import pytest

from tests.site import gold
from tests.site.conftest import Get
from tests.site.test_pages import words
from tracker import claims
from tracker.site import quality

GOLD = Path(__file__).parents[1] / "data" / "gold"
STALE = "run: .venv/bin/python docs/generate.py --quality"
ROUNDING = 0.0006
"""The page shows tenths of a per cent."""


@pytest.fixture(scope="module")
def sheet() -> dict[str, Any]:
    found = quality.sheet()
    assert found
    return found


def figures(node: Any, path: str = "") -> Iterator[tuple[str, float]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from figures(value, f"{path}.{key}")
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from figures(value, f"{path}.{number}")
    elif isinstance(node, int | float):
        yield path, float(node)


def test_the_sheet_is_of_these_cases_and_this_coder(sheet: dict[str, Any]) -> None:
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(GOLD.glob("*.jsonl")))).hexdigest()
    assert sheet["gold_sha256"] == digest, STALE
    assert sheet["coder"] == claims.CODER, STALE
    assert sheet["floors"] == json.loads((GOLD / "floors.json").read_text("utf-8"))["floors"], STALE
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", sheet["measured"])


@pytest.mark.slow
def test_the_sheet_tells_what_comes_out_now(sheet: dict[str, Any]) -> None:
    now = gold.generate().quality(gold.scored(), sheet["measured"])
    for part in ("all", "read", "held", "by_kind"):
        assert dict(figures(sheet[part])) == pytest.approx(dict(figures(now[part])), abs=ROUNDING), f"{part}: {STALE}"


def test_no_text_that_is_held_back_is_shown(sheet: dict[str, Any]) -> None:
    held = gold.generate().held_back()
    assert sheet["held"]["cases"] == len(held) > 20
    assert not {one["case"] for row in sheet["misses"] for one in row["examples"]} & held


def test_the_page_tells_each_figure_with_what_stands_behind_it(get: Get, sheet: dict[str, Any]) -> None:
    page = get("/quality").text
    said = words(page)
    assert sheet["gold_sha256"] in page
    assert f"coder {sheet['coder']}" in said
    for lang, name in (("en", "English"), ("zh", "Chinese")):
        for kind in ("mineral", "firm", "quantity"):
            row = sheet["all"]["mentions"][lang][kind]["span"]
            told = " ".join("100" if row[key] == 1 else f"{100 * row[key]:.1f}" for key in ("p", "r", "f1"))
            assert f"{name} {row['n']} {row['n']} {told}" in said
    assert "No mineral seen" in said
    assert "Events" in said


def test_the_page_shows_errors_with_their_words_marked(get: Get, sheet: dict[str, Any]) -> None:
    page = get("/quality").text
    shown = [one for row in sheet["misses"] for one in row["examples"]]
    assert shown
    for one in shown:
        mark = f'<mark class="{one["error"]}">{escape(one["marked"])}</mark>'
        assert mark.replace("&#x27;", "&#39;").replace("&quot;", "&#34;") in page
        assert one["expected"] or one["found"]


def test_the_page_is_found_from_every_page_and_from_the_sources(get: Get) -> None:
    assert '<a href="/quality">' in get("/gaps").text.partition("</main>")[2]
    assert '<a href="/quality">' in get("/sources").text.partition("</main>")[0]
    assert '<meta name="description" content="Precision, recall and F1' in get("/quality").text


def test_the_sheet_is_there_for_programs(get: Get, sheet: dict[str, Any]) -> None:
    answer = get("/quality.json")
    assert answer.headers["content-type"].startswith("application/json")
    assert answer.json() == sheet


HOSTILE = "<script>alert('x')</script>\"><b>"


def test_whatever_stands_in_the_sheet_is_escaped(
    get: Get, sheet: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = json.loads(json.dumps(sheet))
    names = ("case", "error", "before", "marked", "after", "expected", "found", "by")
    bad["misses"] = [
        {"lang": "en", "group": HOSTILE, "errors": 1, "examples": [{"lang": HOSTILE, **dict.fromkeys(names, HOSTILE)}]}
    ]
    bad |= {"coder": HOSTILE, "gold_sha256": HOSTILE, "measured": HOSTILE}
    bad["by_kind"][0] |= {"kind": HOSTILE, "lang": HOSTILE}
    path = tmp_path / "quality.json"
    path.write_text(json.dumps(bad), "utf-8")
    monkeypatch.setattr(quality, "SHEET", path)
    answer = get("/quality")
    assert answer.status_code == 200
    assert "<script" not in answer.text
    assert answer.text.count("&lt;script&gt;") >= 10


def test_a_build_without_a_sheet_says_so(get: Get, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quality, "SHEET", tmp_path / "none.json")
    assert "Nothing was measured for this build." in words(get("/quality").text)
    assert get("/quality.json").status_code == 404


def test_a_sheet_without_held_back_cases_and_without_errors_is_shown(
    get: Get, sheet: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "quality.json"
    path.write_text(json.dumps(sheet | {"read": None, "held": None, "misses": [], "floors": {}}), "utf-8")
    monkeypatch.setattr(quality, "SHEET", path)
    said = words(get("/quality").text)
    assert "Nothing, on these texts." in said
    assert "On new text expect less" not in said
