"""How well sources are seen: the drawings and words (pure), and the pages of all sources, of one, and of the gaps."""

from __future__ import annotations

import asyncio
import re
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.site.conftest import Get
from tests.site.test_pages import HOSTILE, words
from tracker.model import Outcome
from tracker.site import sight
from tracker.site.sources import by_series

NOW = "2026-11-22T12:00:00+00:00"


def blind(since: str, until: str | None) -> dict[str, Any]:
    return {"since": since, "until": until, "why": "timeout"}


def test_every_outcome_is_told_in_plain_words() -> None:
    assert set(sight.OUTCOMES) == set(sight.BRIEF) == set(get_args(Outcome))
    assert all(said.endswith(".") and "_" not in said for said in sight.OUTCOMES.values())
    assert sight.meant("no poll for 30 h") == "no poll for 30 h"


def test_strip_places_what_was_blind_within_its_days() -> None:
    drawn = sight.strip([blind("2026-11-13T12:00:00+00:00", None)], "2020-01-01T00:00:00+00:00", NOW)
    (one,) = drawn.blind
    assert (drawn.begins, one.x, one.width) == (0.0, 90.0, 10.0)
    assert drawn.share == pytest.approx(0.9)
    assert [month for _, month in drawn.ticks] == ["Sep", "Oct", "Nov"]


def test_strip_begins_where_the_source_was_first_seen_and_forgets_what_is_older() -> None:
    old = blind("2026-01-01T00:00:00+00:00", "2026-02-01T00:00:00+00:00")
    drawn = sight.strip([old], "2026-10-08T12:00:00+00:00", NOW)
    assert (drawn.begins, drawn.blind, drawn.share) == (50.0, (), 1.0)
    assert sight.strip([], None, NOW).share == 0.0


@given(
    st.lists(st.tuples(st.integers(-9000, 9000), st.none() | st.integers(0, 9000)), max_size=6), st.integers(0, 9000)
)
def test_strip_never_leaves_its_frame(spans: list[tuple[int, int | None]], first: int) -> None:
    def at(hours: int) -> str:
        return (sight.moment(NOW) - sight.timedelta(hours=hours)).isoformat()

    rows = [blind(at(since), None if lasted is None else at(since - lasted)) for since, lasted in spans]
    drawn = sight.strip(rows, at(first), NOW)
    assert 0 <= drawn.share <= 1
    assert all(0 <= each.x <= 100 and 0 <= each.width <= 100.01 - each.x for each in drawn.blind)


def test_weeks_without_entries_are_weeks_too() -> None:
    found = sight.weeks([{"week": "2026-11-16", "entries": 4}], "2026-11-22")
    assert len(found) == 26
    assert found[-1] == {"week": "2026-11-16", "entries": 4}
    assert found[0] == {"week": "2026-05-25", "entries": 0}


@pytest.mark.parametrize(
    ("hours", "said"),
    [(None, ""), (0.001, "under a minute"), (-3.0, "under a minute"), (0.5, "30 min"), (5.2, "5 h"), (72.0, "3 days")],
)
def test_lengths_of_time(hours: float | None, said: str) -> None:
    assert sight.lasting(hours) == said


@pytest.mark.parametrize(("share", "said"), [(1.0, "100 %"), (0.9999, "over 99 %"), (0.5, "50 %"), (0.0, "0 %")])
def test_not_quite_all_is_not_all(share: float, said: str) -> None:
    assert sight.percent(share) == said


def test_a_source_that_should_talk_and_does_not_is_marked() -> None:
    row = {"sight": "seen", "entries_7_days": 0, "expect_weekly": 5.0}
    assert sight.quiet(row)
    assert not sight.quiet(row | {"expect_weekly": None})
    assert not sight.quiet(row | {"expect_weekly": 0.5})
    assert not sight.quiet(row | {"sight": "blind"})


def gap(series: str, number: int, article: str | None) -> dict[str, Any]:
    return {"series": series, "instrument": f"{series}/{number}", "article_id": article, "why": "x"}


def test_numbers_are_told_by_series_and_a_cited_one_not_twice() -> None:
    rows = [gap("A 2025", 3, "n"), gap("A 2025", 3, None), gap("A 2025", 2, None), gap("A 2024", 9, None)]
    first, second = by_series(rows)
    assert [row["instrument"] for row in first["cited"]] == ["A 2025/3"]
    assert [row["instrument"] for row in first["skipped"]] == ["A 2025/2"]
    assert (second["series"], second["cited"]) == ("A 2024", [])


def test_sources_begin_with_the_blind_and_say_why_in_plain_words(get: Get) -> None:
    page = get("/sources").text
    said = words(page)
    assert "1 of 4 sources is blind" in said
    assert page.index("Blind now") < page.index(">Gazette<") < page.index("Not asked yet") < page.index(">Mofcom<")
    assert "It answered with a check for robots in place of the page. a captcha &lt;b&gt;stands&lt;/b&gt;" in said
    assert "3 failed polls in a row" in said


def test_sources_tell_volume_delay_and_trouble_of_those_that_answer(get: Get) -> None:
    said = words(get("/sources").text)
    mofcom = said[said.index("Mofcom mofcom") : said.index("Harbour Wire wire")]
    assert "new items" in mofcom
    assert "3 of about 3" in mofcom
    assert "4 h of 2" in mofcom
    wire = said[said.index("Harbour Wire wire") :]
    assert "none of about 20" in wire
    assert "Volume drop : 2 entries where 20 are usual" in wire


def test_a_source_that_the_tracker_forgot_is_overdue(get: Get) -> None:
    said = words(get("/sources").text)
    assert "1 is overdue: the tracker itself has not asked." in said
    assert "overdue" in said[said.index("Harbour Wire wire") :]
    assert "overdue: the tracker itself has not asked" in words(get("/source/wire").text)
    assert "overdue" not in words(get("/source/mofcom").text)
    assert "1 overdue" in words(get("/").text)


def test_retired_and_disabled_sources_are_folded_away(get: Get) -> None:
    page = get("/sources").text
    folded = page[page.index("<details") : page.index("</details>")]
    assert "Old Bulletin" in folded
    assert "gone for good" in folded
    assert "Sleeping Journal" in folded
    assert page.count("Old Bulletin") == 1


@pytest.mark.parametrize(
    ("query", "there", "missing"),
    [("tier=official", "mofcom", "gazette"), ("country=GB", "gazette", "mofcom"), ("country=GB,SG", "wire", "mofcom"),
     ("country=GB&tier=official", "No source is like that", "/source/gazette")],
)  # fmt: skip
def test_sources_are_filtered_by_country_and_tier(get: Get, query: str, there: str, missing: str) -> None:
    page = get(f"/sources?{query}").text
    tables = page[page.index("</h1>") :]
    assert there in tables
    assert missing not in tables


def test_facets_count_what_is_followed_and_keep_the_other_filter(get: Get) -> None:
    page = get("/sources?tier=official").text
    assert re.search(r'href="/sources\?country=CN&amp;tier=official">China <small>1<', page)
    assert "country=GB" not in page
    assert 'href="/sources?tier=official" aria-current="true"' in page


def test_numbers_never_seen_stand_beside_the_sources_and_alone(get: Get) -> None:
    for path in ("/sources", "/gaps"):
        page = get(path).text
        said = words(page)
        assert "Skipped in its series: MOFCOM No. 63/2025" in said
        assert "MOFCOM No. 64/2025 cited, but never seen, 2 times: Beijing pauses ban" in said
        assert 'href="/article/n72"' in page
        assert "&lt;script&gt;alert(&#39;title&#39;)" in page


def test_a_blind_source_says_since_when_and_why(get: Get) -> None:
    page = get("/source/gazette").text
    said = words(page)
    assert "Blind since" in said
    assert "until now (3 days) : It could not be reached" in said
    assert "It answered with a page that is not built as expected" in said
    assert page.count('class="blind"') == 2
    assert "Busy (web) : 503 again" in said
    assert "HTTP 503" in said


def test_a_source_tells_what_became_of_each_entry(get: Get) -> None:
    page = get("/source/mofcom").text
    said = words(page)
    assert '<a href="/article/a72">商务部公告2025年第72号</a>' in page
    assert "read · MOFCOM No. 72/2025" in said
    assert "not about critical minerals" in said
    assert "could not be read : a scan &lt;b&gt;without&lt;/b&gt; text" in said
    assert "annex of an article" in said
    assert "waits to be read (tried 2 times)" in said
    assert "&lt;script&gt;alert(&#39;entry&#39;)" in page
    assert "No poll in 100 h &lt;tracker off&gt;" in said


def test_a_source_draws_its_polls_and_weeks(get: Get) -> None:
    page = get("/source/mofcom").text
    answers = page[page.index('class="answers"') :]
    answers = answers[: answers.index("</svg>")]
    assert [name in answers for name in ('class="pillar"', 'class="seen"', 'class="dark"')] == [True, True, True]
    assert "Oldest to newest: nothing new; no answer in time; new items;" in answers
    assert "line: 3 expected" in page


@pytest.mark.parametrize(
    ("source", "said"),
    [("young", "Not asked yet."), ("old", "Gone for good"), ("asleep", "Not followed"), ("wire", "nothing was new")],
)
def test_a_source_says_how_it_is(get: Get, source: str, said: str) -> None:
    assert said in words(get(f"/source/{source}").text)


def test_publishers_lead_to_their_source(get: Get) -> None:
    assert '<a href="/source/mofcom"><span lang="zh">商务部</span></a>' in get("/event/e72").text
    assert 'href="/source/mofcom"' in get("/measure/cn-mofcom-2024-46").text
    assert 'href="/source/gazette"' in get("/article/n46").text


def test_front_page_names_who_is_blind_and_since_when(get: Get) -> None:
    said = words(get("/").text)
    assert re.search(r"1 of 4 sources blind since \d+ Nov|1 of 4 sources blind since \d+ \w+ \d{4}", said)
    assert re.search(r"Gazette since .+:\d\d UTC: a check for robots", said)
    assert "4 official numbers never seen" in said


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=HOSTILE)
def test_no_address_breaks_a_source(site: Any, loop: asyncio.AbstractEventLoop, value: str) -> None:
    for place, asked in (("/sources", {"country": value, "tier": value}), ("/gaps", {"x": value})):
        answer = loop.run_until_complete(site.client.get(place, params=asked))
        assert answer.status_code in {200, 400}
        assert "<script>alert(1)" not in answer.text
