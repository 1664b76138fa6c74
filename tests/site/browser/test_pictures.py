"""The pictures in a browser: drawn from their numbers by libraries of this site, and only where there are pictures."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.site.browser.conftest import Watch, watching

pytestmark = [pytest.mark.net, pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

PICTURES = {"/pictures": 3, "/pictures?cells=events&since=2022-01-01": 3, "/routes": 1}
MARKS = """[...document.querySelectorAll('figure.vega')].map(each => ({
    rows: JSON.parse(each.querySelector('script').textContent).data.values.length,
    marks: each.querySelectorAll('svg .role-mark > :is(path, rect, text)').length,
    view: typeof each.view?.runAsync,
}))"""
FILLS = """[...new Set([...document.querySelectorAll('figure.vega .mark-rect.role-mark path')]
    .map(each => getComputedStyle(each).fill))]"""


@pytest.mark.parametrize(("path", "number"), PICTURES.items())
def test_each_picture_is_drawn_and_asks_no_other_host(watch: Watch, path: str, number: int) -> None:
    watch.opens(path)
    assert watch.draws() == number
    for picture in watch.page.evaluate(MARKS):
        assert picture["marks"] >= picture["rows"] > 0
        assert picture["view"] == "function"
    assert watch.noise == []
    assert watch.hosts == {watch.base.removeprefix("http://")}


def test_the_dashboard_is_drawn_without_compiling_code(watch: Watch) -> None:
    watch.opens("/-/dashboards/overview?since=2022-01-01")
    cards = watch.page.locator(".dashboard-card-chart")
    expect(cards).to_have_count(3)
    for number in range(3):
        expect(cards.nth(number).locator("svg .role-mark path").first).to_be_visible()
    assert "unsafe-eval" not in watch.page.request.get(watch.page.url).headers["content-security-policy"]
    assert watch.noise == []
    assert watch.hosts == {watch.base.removeprefix("http://")}


@pytest.mark.parametrize("path", ["/", "/measures", "/mineral/antimony", "/routes?country=VN"])
def test_a_page_without_pictures_loads_no_library(watch: Watch, path: str) -> None:
    asked: list[str] = []
    watch.page.on("request", lambda request: asked.append(request.url))
    watch.opens(path)
    watch.page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "vega" in url]


def test_libraries_come_when_a_picture_does(watch: Watch) -> None:
    asked: list[str] = []
    watch.page.on("request", lambda request: asked.append(request.url))
    watch.opens("/pictures")
    watch.draws()
    assert len([url for url in asked if url.endswith("/vega.min.js")]) == 1


def test_pictures_follow_light_and_dark(watch: Watch) -> None:
    watch.opens("/pictures")
    watch.draws()
    light = watch.page.evaluate(FILLS)
    watch.page.emulate_media(color_scheme="dark")
    dark = watch.page.evaluate(FILLS)
    assert any(each.startswith("url(") for each in light)
    assert {each for each in light if each.startswith("rgb")}.isdisjoint(dark)


def test_a_bar_leads_to_its_events_and_says_what_it_counts(watch: Watch) -> None:
    watch.opens("/pictures?since=2024-01-01&until=2026-11-22")
    watch.draws()
    bar = watch.page.locator("figure.vega").first.locator(".mark-rect.role-mark path").last
    bar.hover()
    expect(watch.page.locator("#told.visible")).to_contain_text("Of them")
    bar.click()
    watch.page.wait_for_url("**/events?*family=*")
    assert watch.noise == []


def test_without_script_the_table_says_it(context: BrowserContext, server: str) -> None:
    assert context.browser
    plain = context.browser.new_context(java_script_enabled=False)
    with watching(plain, server) as watch:
        watch.opens("/pictures")
        page = watch.page
        expect(page.get_by_text("A script of this site draws here").first).to_be_visible()
        page.locator("#t-time summary").click()
        expect(page.get_by_role("table", name="Events by month and kind of action")).to_be_visible()
    plain.close()


def test_a_picture_is_drawn_anew_where_there_is_less_room(watch: Watch) -> None:
    watch.opens("/routes")
    watch.draws()
    figure = watch.page.locator("figure.vega")
    expect(figure.get_by_text("Thailand")).to_be_visible()
    watch.page.set_viewport_size({"width": 360, "height": 740})
    expect(figure.get_by_text("TH", exact=True)).to_be_visible()
    assert watch.page.evaluate("document.scrollingElement.scrollWidth") <= 360
