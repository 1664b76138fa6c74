"""What an analyst does on the site, from the first page to a file on the own disk."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

from tests.site.browser.conftest import Watch

pytestmark = [pytest.mark.net, pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

HEADLINE = "China suspends its export ban on gallium, germanium, antimony and superhard materials"
ATOM = "{http://www.w3.org/2005/Atom}"
PASSAGE = "自即日起至2026年11月27日，商务部公告2024年第46号第二款暂停实施。"


def test_the_front_page_tells_what_is_in_force_and_leads_to_its_acts(watch: Watch) -> None:
    watch.opens("/")
    page = watch.page
    expect(page.get_by_role("heading", name="What is in force by mineral")).to_be_visible()
    expect(page.get_by_role("heading", name="Latest events")).to_be_visible()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Cobalt"))
    row.get_by_role("cell").get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Measures on Cobalt by DR Congo")
    assert watch.address == "/measures?mineral=cobalt&country=CD"


@pytest.mark.parametrize("asked", ["dysprosium", "镝"])
def test_dysprosium_is_found_in_both_languages(watch: Watch, asked: str) -> None:
    watch.opens("/")
    page = watch.page
    page.get_by_role("search").get_by_role("searchbox").fill(asked)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    expect(page.get_by_role("link", name="Dysprosium", exact=True).first).to_have_attribute(
        "href", "/mineral/dysprosium"
    )
    expect(page.get_by_role("link", name="China puts seven medium and heavy rare earths")).to_be_visible()
    expect(page.get_by_role("link", name="Dysprosium oxide climbs")).to_be_visible()
    expect(page.get_by_role("link", name="氧化镝价格上涨")).to_be_visible()


def test_an_event_leads_to_its_passage_in_the_text(watch: Watch) -> None:
    watch.opens("/events")
    page = watch.page
    page.get_by_role("link", name=HEADLINE).click()
    assert watch.address == "/event/e72"
    report = page.get_by_role("article").filter(has_text="official").first
    expect(report.locator("mark")).to_have_text(PASSAGE)
    report.get_by_role("link", name="full text").click()
    assert watch.address.startswith("/article/a72")
    expect(page.locator("mark").filter(has_text=PASSAGE)).to_be_in_viewport()


def test_the_register_is_seen_on_another_day(watch: Watch) -> None:
    watch.opens("/measures?mineral=gallium")
    page = watch.page
    suspended = page.get_by_role("region", name="Filter by state").get_by_role("link", name="suspended")
    expect(page.get_by_text("You see the state on")).to_have_count(0)
    page.get_by_label("State on").fill("2025-06-01")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("You see the state on")).to_contain_text("1 Jun 2025")
    expect(suspended).to_have_count(0)
    page.get_by_label("State on").fill("2026-01-01")
    page.get_by_role("button", name="Show").click()
    expect(suspended).to_be_visible()
    assert "mineral=gallium" in watch.address


def test_a_measure_is_seen_on_another_day_as_it_was_known(watch: Watch) -> None:
    watch.opens("/measure/cn-mofcom-2024-46?on=2026-01-01")
    page = watch.page
    paragraph = page.get_by_role("listitem").filter(has_text="Paragraph 2: export ban")
    expect(paragraph).to_contain_text("suspended until 27 Nov 2026")
    page.get_by_label("as it was known on").fill("2025-06-01")
    page.get_by_role("button", name="Show").click()
    expect(paragraph).to_contain_text("in force")
    expect(page.get_by_text("later texts are left out")).to_be_visible()
    page.get_by_role("link", name="Back to today").click()
    assert watch.address == "/measure/cn-mofcom-2024-46"


def test_the_register_is_filtered_by_fields_and_by_state(watch: Watch) -> None:
    watch.opens("/measures?on=2026-01-01")
    page = watch.page
    acts = page.locator("table.register tbody")
    every = acts.count()
    page.get_by_label("Mineral").select_option(label="Germanium")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Measures on Germanium")
    assert 0 < acts.count() < every
    page.get_by_role("region", name="Filter by state").get_by_role("link", name="suspended").click()
    assert "state=suspended" in watch.address
    expect(acts.get_by_role("rowheader")).to_have_count(1)
    page.get_by_role("list", name="Filters that are set").get_by_role("link", name="Germanium").click()
    assert "mineral" not in watch.address
    expect(acts.get_by_role("rowheader").filter(has_text="61/2025")).to_be_visible()


def test_events_are_filtered_by_what_they_are_about(watch: Watch) -> None:
    watch.opens("/events")
    page = watch.page
    page.get_by_label("Mineral").select_option(label="Cobalt")
    page.get_by_role("button", name="Show").click()
    assert "mineral=cobalt" in watch.address
    expect(page.locator("ol.events h3")).to_have_text(["DR Congo sets cobalt export quotas"])
    page.get_by_role("link", name="no filters").click()
    assert page.locator("ol.events h3").count() > 10


def test_a_table_is_narrowed_by_a_facet(watch: Watch) -> None:
    watch.opens("/tracker/events")
    page = watch.page
    facet = page.locator(".facet-info").filter(has_text="action").first
    facet.get_by_role("link", name="export_quota").click()
    assert "action=export_quota" in watch.address
    expect(page.locator("table.rows-and-columns tbody tr")).to_have_count(1)
    expect(page.locator("td.col-headline")).to_have_text("DR Congo sets cobalt export quotas")


def test_a_named_query_runs_with_parameters(watch: Watch) -> None:
    watch.opens("/tracker")
    page = watch.page
    page.get_by_role("link", name="What was said, word for word, about a mineral and a country?").click()
    page.get_by_label("mineral").fill("cobalt")
    page.get_by_label("country").fill("CD")
    page.get_by_role("button", name="Run SQL").click()
    expect(page.locator("td.col-quote")).to_have_text("Quotas will take the place of the export stop from 16 October.")
    assert "mineral=cobalt" in watch.address


def saved(watch: Watch, link: str, folder: Path) -> tuple[str, str]:
    """Click a link that gives a file; return its name and what stands in it."""
    with watch.page.expect_download() as coming:
        watch.page.get_by_role("link", name=link, exact=True).first.click()
    target = folder / coming.value.suggested_filename
    coming.value.save_as(target)
    return target.name, target.read_text(encoding="utf-8")


def test_the_register_is_saved_as_csv(watch: Watch, tmp_path: Path) -> None:
    watch.opens("/measures?on=2026-01-01&mineral=gallium")
    name, text = saved(watch, "CSV", tmp_path)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert name.endswith(".csv")
    told = {(row["measure_id"], row["action"]): row["state"] for row in rows}
    assert told["cn-mofcom-2024-46", "export_prohibition"] == "suspended"
    assert told["cn-mofcom-2023-23", "export_licensing"] == "in_force"
    assert {"eu-2024-1252", "cd-arecoms-2025-004"}.isdisjoint(measure for measure, _ in told)


def test_the_list_behind_a_page_is_saved_as_csv(watch: Watch, tmp_path: Path) -> None:
    watch.opens("/event/e72")
    name, text = saved(watch, "CSV", tmp_path)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert name == "event_reports.csv"
    assert PASSAGE in [row["quote"] for row in rows]


def test_a_table_is_saved_as_csv(watch: Watch, tmp_path: Path) -> None:
    watch.opens("/tracker/measures?_sort=id&instrument__startswith=CN-MOFCOM")
    page = watch.page
    page.get_by_label("download file").check()
    with page.expect_download() as coming:
        page.get_by_role("button", name="Export CSV").click()
    target = tmp_path / "measures.csv"
    coming.value.save_as(target)
    rows = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8"))))
    assert [row["id"] for row in rows][:2] == ["cn-mofcom-2023-23", "cn-mofcom-2024-46"]


@pytest.mark.parametrize("path", ["/events", "/events?mineral=cobalt", "/measures", "/measures?mineral=gallium"])
def test_a_list_is_subscribed_to(watch: Watch, path: str) -> None:
    watch.opens(path)
    page = watch.page
    told = page.locator('link[rel="alternate"][type="application/atom+xml"]').get_attribute("href")
    shown = page.get_by_role("link", name="Subscribe").get_attribute("href")
    assert told == shown
    answer = page.request.get(watch.base + (told or ""))
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.text())  # noqa: S314  # our own
    assert feed.tag == f"{ATOM}feed"
    links = [link.attrib["href"] for link in feed.findall(f"{ATOM}entry/{ATOM}link[@rel='alternate']")]
    assert links
    assert all(link.startswith(watch.base) for link in links)
    assert watch.opens(links[0].removeprefix(watch.base)) == 200


@pytest.mark.parametrize(
    ("form", "kind", "begins"),
    [
        ("ics", "text/calendar", "BEGIN:VCALENDAR\r\n"),
        ("csv", "text/csv", "day,"),
        ("json", "application/json", "{"),
    ],
)
def test_the_date_desk_is_subscribed_to(watch: Watch, form: str, kind: str, begins: str) -> None:
    watch.opens("/dates")
    to = watch.page.locator(f'a[href*="/dates.{form}"]').first.get_attribute("href")
    assert to
    answer = watch.page.request.get(watch.base + to)
    assert answer.status == 200
    assert answer.headers["content-type"].startswith(kind)
    assert answer.text().startswith(begins)


def test_script_in_titles_and_passages_is_shown_as_text(watch: Watch) -> None:
    for path in ("/search?q=antimony", "/article/bad", "/event/ebad", "/tracker/events", "/tracker/articles"):
        watch.opens(path)
        expect(watch.page.get_by_text("<script>alert(").first).to_be_visible()
    watch.opens("/article/bad")
    expect(watch.page.locator("mark")).to_have_text("Prices <img src=x onerror=alert('quote')> doubled.")
    assert watch.page.locator("main script, main img").count() == 0
    assert watch.dialogs == []
    assert watch.noise == []
