"""Each kind of page shows what the rows say, escapes what outlets say, and answers wrong questions helpfully."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.site.conftest import Get

TODAY = "on=2026-11-22&known=2026-11-22"
PAGES = [
    "/", "/events", "/measures", "/search", "/search?q=antimony", "/event/e72", "/event/ebad",
    "/measure/cn-mofcom-2024-46", "/matrix", "/sources", "/source/mofcom", "/source/gazette", "/source/young", "/gaps",
    "/quality", "/article/a46", "/article/n46", "/article/x23", "/mineral/gallium",
    "/country/CN", "/firm/youngsun-and-essen", "/agency/cn-mofcom",
]  # fmt: skip
LOST = [
    "/event/none",
    "/measure/none",
    "/article/none",
    "/source/none",
    "/mineral/unobtainium",
    "/country/ZZ",
    "/firm/none",
    "/agency/none",
    "/none/x",
]


def words(html: str) -> str:
    """Return what a reader reads: tags dropped, white space evened."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split()).replace(" ,", ",")


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_with_one_heading_and_no_script(get: Get, path: str) -> None:
    answer = get(path)
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1
    assert "<script" not in answer.text
    assert not re.search(r"<[^>]*\s(style|on\w+)=", answer.text)
    assert "<title>" in answer.text


@pytest.mark.parametrize("path", [*PAGES, *LOST])
def test_every_page_forbids_what_it_does_not_need(get: Get, path: str) -> None:
    headers = get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'self';")
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert "x-tracker-page" not in headers


@pytest.mark.parametrize("path", PAGES)
def test_pages_ask_nothing_of_other_hosts(get: Get, path: str) -> None:
    # A feed that the page names is asked for by readers, not by the page.
    named = r'<(?:link(?! rel="alternate")|img|script|iframe|source|use)[^>]*(?:href|src)="([^"]+)"'
    loaded = re.findall(named, get(path).text)
    assert loaded
    assert all(address.startswith("/assets/") for address in loaded)


def test_front_page_tells_the_state_of_each_act(get: Get) -> None:
    said = words(get(f"/?{TODAY}").text)
    assert "4 in force" in said
    assert "1 suspended" in said
    assert "1 pause ended" in said
    assert "pause ended, unconfirmed – look" in said
    assert "Ban → US suspended to 27 Nov 2026" in said
    assert "Sample world" in said


def test_front_page_looks_back(get: Get) -> None:
    said = words(get("/?on=2025-01-01&known=2025-01-01").text)
    assert "On 1 Jan 2025" in said
    assert "Ban" in said
    assert "suspended to" not in said


def test_front_page_tells_what_comes_once_for_all_scopes(get: Get) -> None:
    page = get(f"/?{TODAY}").text
    ahead = words(page[page.index("Coming up") : page.index('class="area-events"')])
    assert ahead.count("28 Nov 2026") == 1
    assert "(2 scopes)" in ahead
    assert "suspended → pause ended, unconfirmed – look" in ahead


def test_front_page_lists_events_newest_first_with_their_sources(get: Get) -> None:
    page = get("/").text
    assert page.index("China suspends its export ban") < page.index("China launches a campaign")
    told = words(page[page.index("China suspends its export ban") : page.index("China suspends its export licensing")])
    assert "China → United States" in told
    assert "official 2 sources en zh" in told


def test_act_that_starts_later_stands_at_the_day_it_was_told(get: Get) -> None:
    page = words(get("/events").text)
    assert "9 Oct 2025 China puts rare-earth items made abroad" in page


def test_sources_health_in_one_line(get: Get) -> None:
    said = words(get("/").text)
    assert "1 blind of 4" in said
    assert "3 open issues" in said


def test_a_family_takes_one_row_for_its_members(get: Get) -> None:
    page = get(f"/?{TODAY}").text
    table = page[page.index('<table class="matrix"') : page.index("</table>")]
    assert "Rare earths with 7 of its members" in words(table)
    assert 'href="/mineral/dysprosium"' not in table
    assert (
        'href="/measures?mineral=rare-earths&amp;country=CN"' in table or "mineral=rare-earths&amp;country=CN" in table
    )


def test_front_page_is_as_of_any_day_and_its_links_keep_the_day(get: Get) -> None:
    page = get("/?on=2025-01-01&known=2025-01-01").text
    assert "You see the state on 1 Jan 2025, as it was known on 1 Jan 2025" in words(page)
    assert "on=2025-01-01&amp;known=2025-01-01" in page[page.index('class="matrix"') :]
    assert "China suspends its export ban" not in page
    assert "China bars dual-use exports" in page
    assert "with all that was published since" in words(get("/?on=2025-01-01").text)


def test_acts_that_only_pause_others_are_no_restrictions(get: Get) -> None:
    front = words(get(f"/?{TODAY}").text)
    assert "Suspension" not in front
    said = words(get(f"/measures?{TODAY}").text)
    register, _, pausing = said.partition("Acts that only pause or change others")
    assert "MOFCOM No. 72/2025" in pausing
    assert "MOFCOM No. 72/2025" not in register


@pytest.mark.parametrize(
    ("query", "there", "missing"),
    [
        ("mineral=gallium&country=CN", "MOFCOM No. 23/2023", "MOFCOM No. 18/2025"),
        ("mineral=rare-earths", "MOFCOM No. 18/2025", "MOFCOM No. 23/2023"),
        ("mineral=gallium,cobalt", "ARECOMS No. 004/2025", "MOFCOM No. 18/2025"),
        ("country=CD", "ARECOMS No. 004/2025", "MOFCOM"),
        ("state=suspended", "MOFCOM No. 46/2024", "MOFCOM No. 23/2023"),
        ("mineral=antimony&country=CD", "No measure stands so", "MOFCOM No."),
    ],
)
def test_register_is_filtered_by_its_address(get: Get, query: str, there: str, missing: str) -> None:
    page = get(f"/measures?{TODAY}&{query}").text
    said = words(page[page.index("</h1>") : page.index("<footer")])
    assert there in said
    assert missing not in said


def test_whole_table_has_every_mineral_and_the_days(get: Get) -> None:
    said = words(get(f"/matrix?{TODAY}").text)
    for name in ("Antimony", "Cobalt", "Rare earths", "Critical minerals", "no mineral named"):
        assert name in said
    assert "as it was known on" in said


def test_article_is_shown_whole_only_if_it_is_official(get: Get) -> None:
    official = get("/article/a46").text
    assert "本公告自公布之日起正式实施。" in official
    assert official.count("<mark>") >= 3
    assert "China bans exports of gallium" in official
    press = get("/article/n46").text
    assert "is not shown" in press
    assert words(press).count("China has barred exports") == 1
    assert 'class="around"' not in press


def test_what_was_denied_or_expected_stands_apart(get: Get) -> None:
    page = get("/event/e72").text
    assert page.index("Beijing will suspend its ban") < page.index("Denied or expected") < page.index("Analysts expect")
    assert "Denied or expected" not in get("/event/e46p1").text


def test_claims_of_one_article_share_its_block(get: Get) -> None:
    page = get("/event/e46p2").text
    assert page.count("<article") == 2
    assert page.count("商务部公告2024年第46号 关于加强") == 1


def test_unofficial_steps_stand_apart_and_say_that_they_move_nothing(get: Get) -> None:
    page = get(f"/measure/cn-mofcom-2024-46?{TODAY}").text
    official, _, beside = page.partition("Told by unofficial sources")
    assert "move no state" in beside
    assert "Beijing will suspend its ban" in beside
    assert "Beijing will suspend its ban" not in official
    assert "No official text has been read: what follows" in words(get("/measure/cd-arecoms-2025-004").text)


def test_measures_are_called_as_people_cite_them(get: Get) -> None:
    page = get("/measure/cn-mofcom-2024-46").text
    heading = words(page[page.index("<h1") : page.index("</h1>")])
    assert heading == "MOFCOM Announcement No. 46 of 2024 CN-MOFCOM 2024/46"


def test_chinese_quotes_bear_their_language(get: Get) -> None:
    assert '<strong><span lang="zh">商务部</span></strong>' in get("/event/e23").text
    assert '<blockquote lang="zh">' in get("/measure/cn-mofcom-2024-46").text


def test_event_shows_fields_and_official_evidence_first(get: Get) -> None:
    page = get("/event/e72").text
    said = words(page)
    assert page.index("自即日起至2026年11月27日") < page.index("Beijing will suspend its ban")
    assert "by rule export_prohibition.suspended (rules-1)" in said
    assert "Affects MOFCOM No. 46/2024, paragraph 2" in said
    assert 'href="/measure/cn-mofcom-2025-72"' in page
    assert 'href="https://news.example/n72"' in page
    assert '<blockquote lang="zh">' in page
    assert "What it changed" in said


def test_evidence_stands_within_its_official_text_and_alone_for_the_press(get: Get) -> None:
    page = get("/event/e46p2").text
    assert "一、禁止两用物项对美国军事用户或军事用途出口。" in page
    press = page[page.index("Metals Gazette") :]
    assert 'class="around"' not in press


def test_what_outlets_write_is_never_markup(get: Get) -> None:
    page = get("/event/ebad").text
    assert "&lt;script&gt;alert(" in page
    assert "<img src=x" not in page
    assert "<b>Evil" not in page
    assert "javascript:" not in page


def test_search_never_runs_what_is_searched_for(get: Get) -> None:
    page = get("/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").text
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize(
    ("query", "paragraph_2"),
    [
        ("on=2024-12-02&known=2026-11-22", "nothing known yet on this day"),
        ("on=2025-01-01&known=2025-01-01", "in force"),
        ("on=2025-11-08&known=2026-11-22", "in force"),
        ("on=2025-11-09&known=2025-11-08", "in force"),
        ("on=2025-11-09&known=2025-11-09", "suspended until 27 Nov 2026"),
        ("on=2026-11-27&known=2026-11-22", "suspended until 27 Nov 2026"),
        ("on=2026-11-28&known=2026-11-22", "pause ended, unconfirmed – look"),
    ],
)
def test_measure_states_on_a_day_as_known_on_a_day(get: Get, query: str, paragraph_2: str) -> None:
    page = get(f"/measure/cn-mofcom-2024-46?{query}").text
    first, _, second, *_ = re.findall(r'class="verdict">(.*?)</li>', page, re.DOTALL)
    assert "Paragraph 1: export ban" in words(first)
    assert words(second).startswith(paragraph_2)


def test_measure_shows_its_steps_with_the_acts_behind_them(get: Get) -> None:
    page = get(f"/measure/cn-mofcom-2024-46?{TODAY}").text
    said = words(page)
    assert "Suspended until 27 Nov 2026 : export ban, paragraph 2, by MOFCOM No. 72/2025" in said
    assert "is suspended by MOFCOM No. 72/2025" in said
    assert 'class="b-suspended"' in page
    assert 'href="/event/e72"' in page


def test_measure_leaves_out_steps_that_were_not_known_yet(get: Get) -> None:
    said = words(get("/measure/cn-mofcom-2024-46?on=2025-01-01&known=2025-01-01").text)
    assert "3 later steps left out" in said
    assert "自即日起" not in said


def test_measure_without_spans_is_a_page(get: Get) -> None:
    assert "suspends MOFCOM No. 46/2024" in words(get("/measure/cn-mofcom-2025-72").text)


def test_mineral_is_under_the_measures_on_its_group_and_its_own(get: Get) -> None:
    said = words(get("/mineral/dysprosium").text)
    assert "MOFCOM No. 18/2025" in said
    assert "镝" in said
    assert "in Medium and heavy rare earths" in said


def test_group_gathers_its_members(get: Get) -> None:
    said = words(get("/mineral/rare-earths").text)
    assert "China puts seven medium and heavy rare earths under export licensing" in said
    assert "MOFCOM No. 18/2025" in said


def test_country_counts_as_issuer_and_as_target(get: Get) -> None:
    assert "MOFCOM No. 46/2024" in words(get("/country/US").text)
    assert "United States offers finance" in words(get("/country/US").text)


def test_firm_shows_its_events_and_company(get: Get) -> None:
    said = words(get("/firm/youngsun-and-essen").text)
    assert "Chinese antimony reaches the United States" in said
    assert "Antimony 1" in said


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [("/country/cn", "/country/CN"), ("/mineral/Rare%20Earths", "/mineral/rare-earths"),
     ("/mineral/GALLIUM", "/mineral/gallium"),
     ("/firm/Youngsun%20%26%20Essen", "/firm/youngsun-and-essen")],
)  # fmt: skip
def test_other_spellings_lead_to_the_one_address(get: Get, asked: str, canonical: str) -> None:
    answer = get(asked)
    assert (answer.status_code, answer.headers["location"]) == (302, canonical)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("2024/46", "Stricter control of dual-use exports"),
        ("ANTIMONY", "Chinese antimony reaches the United States"),
        ("锑", "Chinese antimony reaches the United States"),
        ("镝", "MOFCOM No. 18/2025"),
        ("dysprosium", "镝"),
        ("dysprosium", "China puts seven medium and heavy rare earths"),
        ("鎵", "China puts gallium and germanium under export licensing"),
        ("商務部", "China bars dual-use exports to US military users"),
        ("rare earths", "China puts seven medium and heavy rare earths"),
        ("thailand antimony", "Chinese antimony reaches the United States"),
        ("MOFCOM 61", "China puts rare-earth items made abroad"),
        ("暂停实施", "商务部公告2025年第72号"),
    ],
)
def test_search_finds_in_both_languages(get: Get, asked: str, found: str) -> None:
    assert found in words(get(f"/search?q={asked}").text)


def test_search_that_finds_nothing_says_so(get: Get) -> None:
    assert "Nothing holds these words" in get("/search?q=zzzz").text


@pytest.mark.parametrize("path", LOST)
def test_unknown_addresses_are_helped_on(get: Get, path: str) -> None:
    answer = get(path)
    assert answer.status_code == 404
    assert 'action="/search"' in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/?on=yesterday", "/?on=2025-02-30", "/measures?known=20250101", "/measures?on=2025-W01-1",
        "/measure/cn-mofcom-2024-46?on=0000-00-00", "/measures?state=happy", "/events?before=%27%20OR%201=1",
        "/mineral/gallium?before=x", "/measures?mineral=%22%3E", "/measures?country=a b", "/search?q=" + "a" * 10_000,
    ],
)  # fmt: skip
def test_wrong_questions_are_answered_with_400(get: Get, path: str) -> None:
    answer = get(path)
    assert answer.status_code == 400
    assert 'action="/search"' in answer.text


def test_lists_go_on_where_they_stopped(get: Get) -> None:
    first = get("/events").text
    assert "China puts gallium and germanium under export licensing" in first
    later = get("/events?before=2024-05-23!eeu").text
    assert "China puts gallium and germanium under export licensing" in later
    assert "China suspends" not in later
    assert "no older events" in words(get("/events?before=1999-01-01!x").text)


HOSTILE = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), max_size=60) | st.sampled_from(
    ["' OR 1=1 --", "<script>alert(1)</script>", "%00", "../../vault.db", "{{ 7*7 }}", "${jndi:x}", "\ud7ff", "*", "%"]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=HOSTILE, place=st.sampled_from(["/search", "/", "/measures", "/events", "/measure/cn-mofcom-2024-46"]))
def test_no_query_string_breaks_a_page(site: Any, loop: asyncio.AbstractEventLoop, value: str, place: str) -> None:
    asked = dict.fromkeys(("q", "on", "known", "state", "before", "mineral", "country"), value)
    answer = loop.run_until_complete(site.client.get(place, params=asked))
    assert answer.status_code in {200, 400}
    assert "<script" not in answer.text
    assert "Traceback" not in answer.text


def test_an_event_tells_how_its_act_stands_today(get: Get) -> None:
    rows = get("/tracker/events.json?_shape=array&instrument=CN-MOFCOM+2024/46").json()
    said = [words(get(f"/event/{row['id']}").text) for row in rows]
    assert any("Today MOFCOM No. 46/2024 " in text for text in said)
