"""What holds on every kind of page: quiet, alone with its server, readable by all, no wider than a phone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import BrowserContext, Page

from tests.site.browser.conftest import Watch, watching
from tests.site.browser.kinds import KINDS

pytestmark = [pytest.mark.net, pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
BY_COLOUR = ["color-contrast", "link-in-text-block"]
BY_WIDTH = ["target-size", "scrollable-region-focusable", "select-name", "label"]
DRAWN = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
WIDTHS = "[document.scrollingElement.scrollWidth, document.scrollingElement.clientWidth]"
OVERLAPPING = """[...document.querySelectorAll('main section table, main aside table')]
    .filter(each => each.closest('.table-wrapper') === null)
    .filter(each => each.getBoundingClientRect().right > each.parentElement.getBoundingClientRect().right + 1)
    .map(each => each.className)"""
STICKING_OUT = """[...document.body.querySelectorAll('*')]
    .filter(each => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .slice(0, 8).map(each => each.outerHTML.slice(0, 120))"""


@dataclass
class Seen:
    """What one visit to a page found: each look costs a second, so a page is visited once for all tests."""

    wanted: int
    status: int
    watch: Watch
    light: list[str]
    dark: list[str]
    phone: list[str]
    """What axe finds serious or critical."""
    wide: int
    shown: int
    """Width of the page and of the window of a phone, in px."""
    sticking_out: list[str]
    overlapping: list[str]
    """Tables that are wider than their column of a page on a desk."""


@cache
def axe() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def findings(page: Page, kind: str, values: list[str]) -> list[str]:
    """Name what axe finds serious or critical: rule, element, and why."""
    options = {"runOnly": {"type": kind, "values": values}, "resultTypes": ["violations"]}
    told: dict[str, Any] = page.evaluate("options => axe.run(options)", options)
    return [
        f"{violation['id']}: {node['target']} {node['html'][:200]} {node.get('failureSummary', '')}"
        for violation in told["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]


@pytest.fixture(scope="module", params=KINDS.values(), ids=list(KINDS))
def seen(request: pytest.FixtureRequest, context: BrowserContext, server: str) -> Iterator[Seen]:
    path, wanted = request.param
    with watching(context, server) as watch:
        status, page = watch.opens(path), watch.page
        watch.draws()
        page.evaluate(axe())
        overlapping = page.evaluate(OVERLAPPING)
        light = findings(page, "tag", STANDARDS)
        page.emulate_media(color_scheme="dark")
        dark = findings(page, "rule", BY_COLOUR)
        page.set_viewport_size({"width": 360, "height": 740})
        page.evaluate(DRAWN)
        watch.draws()
        wide, shown = page.evaluate(WIDTHS)
        phone = findings(page, "rule", BY_WIDTH)
        sticking_out = page.evaluate(STICKING_OUT)
        yield Seen(wanted, status, watch, light, dark, phone, wide, shown, sticking_out, overlapping)


def test_is_quiet_and_asks_no_other_host(seen: Seen) -> None:
    assert seen.status == seen.wanted
    # That a page is answered with an error is told in the console by the browser itself.
    own = f"error: Failed to load resource: the server responded with a status of {seen.status}"
    assert [line for line in seen.watch.noise if seen.status == 200 or not line.startswith(own)] == []
    assert seen.watch.hosts == {seen.watch.base.removeprefix("http://")}
    assert seen.watch.dialogs == []


def test_can_be_read_by_all_in_light_and_dark(seen: Seen) -> None:
    assert seen.light == []
    assert seen.dark == []


def test_fits_a_phone_and_a_thumb(seen: Seen) -> None:
    wide, shown = seen.wide, seen.shown
    assert wide <= shown, seen.sticking_out
    assert seen.phone == []


def test_no_table_leaves_its_column(seen: Seen) -> None:
    assert seen.overlapping == []


@pytest.mark.parametrize("path", ["/", "/tracker/events"])
def test_a_request_to_another_host_is_refused_and_would_be_seen(
    context: BrowserContext, server: str, path: str
) -> None:
    with watching(context, server) as watch:
        watch.opens(path)
        watch.page.evaluate("fetch('http://other.example/').catch(() => null)")
        assert any("Content Security Policy" in line for line in watch.noise)
