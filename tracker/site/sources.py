"""Makes the pages that tell how well the sources are seen: all of them, a single one, and the numbers never seen.

Knows no SQL and no markup.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import unquote

from tracker.site import sight
from tracker.site.asking import PageError, as_words, asked_ids, common, in_forms, show
from tracker.site.reading import Row, link, read

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response

SHOWN = ("blind", "not asked yet", "seen")
FOLDED = ("retired", "off")
"""Sources that are not followed any more, or not now."""

GAPS_BESIDE = 5
"""Series of missing numbers that the page of all sources shows; the rest has its own page."""


async def sources(request: Request, datasette: Datasette) -> Response:
    """Every source, blind ones first, filtered by country and tier; and the numbers that were never seen."""
    countries, tiers = asked_ids(request, "country"), asked_ids(request, "tier")
    every, issues, missing, (health,) = await asyncio.gather(
        read(datasette, "source_list"),
        read(datasette, "source_issues", source=""),
        read(datasette, "gaps"),
        read(datasette, "sources_health"),
    )
    wanted = {"country": countries, "tier": tiers}
    chosen = [row for row in every if fits(row, wanted)]
    series = by_series(missing)
    context = {
        "groups": {name: [row for row in chosen if row["sight"] == name] for name in SHOWN},
        "folded": [row for row in chosen if row["sight"] in FOLDED],
        "silent": {row["feed_id"] for row in chosen if sight.quiet(row)},
        "issues": by_source(issues),
        "facets": {name: facet(every, name, wanted) for name in wanted},
        "filters": {name: ",".join(ids) for name, ids in wanted.items()},
        "series": series[:GAPS_BESIDE],
        "more_series": max(len(series) - GAPS_BESIDE, 0),
        "health": health,
        "forms": in_forms("/sources", wanted) | {"sql": link("source_list")},
    }
    return await show(datasette, request, "sources.html", context)


def fits(row: Row, wanted: Mapping[str, tuple[str, ...]]) -> bool:
    """Say whether a source has one of the wanted values in each column for which some are wanted."""
    return all(not values or row[name] in values for name, values in wanted.items())


def facet(every: Iterable[Row], column: str, wanted: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Count the sources that are followed by a column's value, among those that fit what else is wanted."""
    others = {name: values for name, values in wanted.items() if name != column}
    return sight.counted((r for r in every if r["sight"] not in FOLDED and fits(r, others)), column)


def by_source(issues: Iterable[Row]) -> dict[str, list[Row]]:
    """Put the open issues of one source together."""
    found: dict[str, list[Row]] = {}
    for issue in issues:
        found.setdefault(issue["feed_id"], []).append(issue)
    return found


def by_series(missing: Iterable[Row]) -> list[Row]:
    """Put the missing numbers of one series together: those that were skipped, and those that somebody cites."""
    found = []
    for series, rows in groupby(missing, key=lambda row: row["series"]):
        gaps = list(rows)
        cited = [row for row in gaps if row["article_id"]]
        known = {row["instrument"] for row in cited}
        skipped = [row for row in gaps if not row["article_id"] and row["instrument"] not in known]
        found.append({"series": series, "skipped": skipped, "cited": cited})
    return found


async def source(request: Request, datasette: Datasette) -> Response:
    """One source: its facts, when it was blind, how it answered, what it told and what became of that."""
    wanted = unquote(request.url_vars["id"])
    shared = await common(datasette)
    found, intervals, polls, entries, counts, issues = await asyncio.gather(
        read(datasette, "source", source=wanted),
        read(datasette, "source_blind", source=wanted),
        read(datasette, "source_polls", source=wanted, rows="50"),
        read(datasette, "source_entries", source=wanted, rows="40"),
        read(datasette, "source_weeks", source=wanted),
        read(datasette, "source_issues", source=wanted),
    )
    if not found or not wanted:
        raise PageError(404, "There is no such source", f"No source has the id “{wanted[:80]}”.", as_words(wanted))
    about = found[0]
    weeks = sight.weeks(counts, shared["today"])
    context = {
        "source": about,
        "strip": sight.strip(intervals, about["first_success_at"], about["now"]),
        "intervals": [row | {"lasted": sight.between(row["since"], row["until"] or about["now"])} for row in intervals],
        "polls": polls,
        "entries": entries,
        "weeks": weeks,
        "most": max([row["entries"] for row in weeks] + [about["expect_weekly"] or 0]),
        "issues": issues,
    }
    return await show(datasette, request, "source.html", shared | context)


async def gaps(request: Request, datasette: Datasette) -> Response:
    """Official numbers that must exist, skipped in a series or cited by an article, but were never seen as a notice."""
    missing = await read(datasette, "gaps")
    return await show(datasette, request, "gaps.html", {"series": by_series(missing), "many": len(missing)})
