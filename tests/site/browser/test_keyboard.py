"""The site without a mouse: the way past the masthead, every door of the masthead, and always a mark where one is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.site.browser.conftest import Watch

pytestmark = [pytest.mark.net, pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

WHERE = """() => {
    const here = document.activeElement, style = getComputedStyle(here), box = here.getBoundingClientRect();
    return {
        name: (here.getAttribute('aria-label') || here.textContent || '').trim(),
        marked: here.matches(':focus-visible') && parseFloat(style.outlineWidth) >= 1 && style.outlineStyle !== 'none',
        seen: box.width > 0 && box.height > 0 && box.right > 0 && box.bottom > 0,
        main: Boolean(here.closest('main')),
    };
}"""
ours_and_datasettes = pytest.mark.parametrize("path", ["/", "/event/e72", "/tracker/events"])


def tabbed(page: Page, most: int) -> list[dict[str, object]]:
    """Press Tab until the content is reached, or a number of times; tell each stop."""
    stops = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(WHERE))
        if stops[-1]["main"]:
            break
    return stops


@ours_and_datasettes
def test_the_first_stop_leads_past_the_masthead(watch: Watch, path: str) -> None:
    watch.opens(path)
    page = watch.page
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(WHERE)["main"]


@ours_and_datasettes
def test_every_door_of_the_masthead_is_reached_and_marked(watch: Watch, path: str) -> None:
    watch.opens(path)
    doors = watch.page.get_by_role("navigation", name="Main").get_by_role("link").all_text_contents()
    stops = tabbed(watch.page, 30)
    named = [stop["name"] for stop in stops]
    assert len(doors) >= 4
    assert {*doors, "Skip to the content", "Search"} <= {*named}
    assert stops[-1]["main"], named
    assert [stop["name"] for stop in stops if not (stop["marked"] and stop["seen"])] == []


def test_the_days_of_the_front_page_are_chosen_by_keyboard(watch: Watch) -> None:
    watch.opens("/")
    page = watch.page
    page.locator("details.clocks summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("State on")).to_be_visible()
    page.get_by_label("State on").fill("2025-06-01")
    page.keyboard.press("Enter")
    page.wait_for_url("**on=2025-06-01*")
    expect(page.get_by_text("You see the state on")).to_be_visible()
