"""Makes the pictures as Vega-Lite specifications with their numbers in them. Pure; knows no query and no markup.

Colours are the stylesheet's variables, so that a picture follows light and dark without being drawn anew; hatches and
dots are patterns that stand in the page (``_vega.html``), so that no colour says anything alone. ``vega.js`` draws, and
sets the parameter `narrow` where there is little room. Expressions are interpreted, never compiled.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import quote

from tracker.site.bars import Bars, Piece
from tracker.site.gantt import Gantt
from tracker.site.heat import Cell, Heat, Line
from tracker.site.wording import action, cited_short, day, sentence, state

Spec = dict[str, Any]
Row = dict[str, Any]
Named = Callable[[str], str]

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif'
CONFIG: Spec = {
    "background": "transparent",
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "labelColor": "var(--quiet)", "labelFontSize": 12, "titleColor": "var(--quiet)", "titleFontSize": 12,
        "titleFontWeight": "normal", "gridColor": "var(--rule)", "domainColor": "var(--quiet)",
        "tickColor": "var(--quiet)",
    },
    "legend": {
        "orient": "top", "title": None, "labelColor": "var(--soft)", "labelFontSize": 13, "symbolSize": 150,
        "symbolStrokeWidth": 1, "columnPadding": 16, "columns": {"expr": "narrow ? 2 : 8"}, "labelLimit": 300,
    },
}  # fmt: skip

FAMILIES = {
    "trade control": ("var(--in-force)", "var(--in-force)"),
    "enforcement": ("url(#f-slant)", "var(--announced)"),
    "supply policy": ("url(#f-spots)", "var(--official)"),
    "diplomacy": ("url(#f-level)", "var(--suspended)"),
    "industry": ("var(--ground)", "var(--quiet)"),
}
"""Fill and outline of each family of actions."""

STATES = {
    "pause_ended_unconfirmed": ("url(#dots)", "var(--unconfirmed)", (1, 0)),
    "in_force": ("var(--in-force)", "var(--in-force)", (1, 0)),
    "suspended": ("url(#hatch)", "var(--suspended)", (1, 0)),
    "announced": ("var(--ground)", "var(--announced)", (1, 0)),
    "proposed": ("var(--ground)", "var(--announced)", (3, 2)),
    "reported": ("var(--ground)", "var(--quiet)", (1, 3)),
}
"""Fill and outline of each legal state, and the dashes of the outline; what has ended is a thin line."""

A_DAY = 86_400_000
"""Milliseconds, in which Vega counts time."""
A_MONTH = 31 * A_DAY
ACTIONS_TOLD = 5
"""Actions that a tooltip counts by name."""
SEAM = " ¦ "
"""What stands between the parts of a row's name."""
SHARE = 0.84
"""How much of its place a bar takes."""


def chart(values: list[Row], **more: Any) -> Spec:
    """Return a specification with what all pictures share."""
    return {
        "$schema": SCHEMA,
        "config": CONFIG,
        "params": [{"name": "narrow", "value": False}],
        "width": "container",
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"values": values},
        **more,
    }


def _moment(on: str) -> int:
    """Return the milliseconds at which a day begins, as Vega counts time; an ISO day alone it reads as local."""
    return int(datetime.combine(date.fromisoformat(on), datetime.min.time(), UTC).timestamp() * 1000)


def _time(ends: tuple[int, int], **axis: Any) -> Spec:
    """Return what all axes of time share: they count in UTC, as the whole site does."""
    ticks = {"tickCount": {"expr": "narrow ? 4 : 9"}, "labelOverlap": True, **axis}
    return {
        "type": "temporal",
        "title": None,
        "scale": {"type": "utc", "domainMin": {"expr": str(ends[0])}, "domainMax": {"expr": str(ends[1])}},
        "axis": ticks,
    }


def _looked_up(words: Mapping[str, str], otherwise: str = "''") -> str:
    """Return the expression that says an axis's value by its name."""
    return f"(({json.dumps(dict(words))})[datum.value] || {otherwise})"


def over_time(bars: Bars, leads: Callable[[str, str, str], str]) -> Spec:
    """Draw events by family as stacked bars; `leads` gives the address for a first day, a last day and a family."""
    wide = (_moment(bars.bars[-1].at) - _moment(bars.bars[0].at)) // max(len(bars.bars) - 1, 1) or A_MONTH
    names = [sentence(family) for family in bars.families]
    looks = [FAMILIES[family] for family in bars.families]
    values = [
        {
            "at": _moment(bar.at) + wide // 2,
            "when": bar.name,
            "family": sentence(piece.family),
            "order": bars.families.index(piece.family),
            "events": piece.count,
            "of them": _counted(piece),
            "href": leads(bar.since, bar.until, piece.family),
        }
        for bar in bars.bars
        for piece in bar.pieces
    ]
    ends = (_moment(bars.bars[0].at), _moment(bars.bars[-1].at) + wide)
    return chart(
        values,
        height=210,
        mark={"type": "bar", "strokeWidth": 1, "width": {"expr": f"{SHARE} * width / {len(bars.bars)}"}},
        encoding={
            "x": {"field": "at", **_time(ends, grid=False)},
            "y": {"field": "events", "type": "quantitative", "stack": "zero", "title": f"Events a {bars.unit}",
                  "axis": {"tickMinStep": 1, "tickCount": 4, "format": ",d", "domain": False, "ticks": False}},
            "fill": {"field": "family", "type": "nominal", "scale": {"domain": names, "range": [a for a, _ in looks]},
                     "legend": {"symbolType": "square"}},
            "stroke": {"field": "family", "type": "nominal", "legend": {"symbolType": "square"},
                       "scale": {"domain": names, "range": [b for _, b in looks]}},
            "order": {"field": "order"},
            "href": {"field": "href"},
            "tooltip": told("when", "family", "events", "of them"),
        },
    )  # fmt: skip


def _counted(piece: Piece) -> str:
    told = [f"{action(name).lower()} {count}" for name, count in piece.actions[:ACTIONS_TOLD]]
    rest = sum(count for _, count in piece.actions[ACTIONS_TOLD:])
    return ", ".join([*told, f"others {rest}"] if rest else told)


def heat(made: Heat, minerals: Named, countries: Named, leads: Callable[[Line, Cell], str]) -> Spec:
    """Draw numbers by mineral and country as shaded cells; `leads` gives the address that lists what a cell counts."""
    values = [
        {
            "mineral": minerals(line.mineral),
            "country": cell.country,
            "name": countries(cell.country),
            "number": cell.number,
            "beside": cell.beside,
            "said": f"{cell.number:,}" + (f" +{cell.beside}" if cell.beside else ""),
            "href": leads(line, cell),
        }
        for line in made.lines
        for cell in line.cells
        if cell.number or cell.beside
    ]
    most = max((cell.number for line in made.lines for cell in line.cells), default=1)
    named = _looked_up({code: countries(code) for code in made.countries}, "datum.value")
    across = {"field": "country", "type": "nominal", "title": None, "sort": None,
              "scale": {"domain": made.countries},
              "axis": {"orient": "top", "domain": False, "ticks": False, "labelAngle": 0, "labelLimit": 120,
                       "labelExpr": f"narrow ? datum.value : {named}"}}  # fmt: skip
    down = {"field": "mineral", "type": "nominal", "title": None, "sort": None,
            "scale": {"domain": [minerals(line.mineral) for line in made.lines]},
            "axis": {"domain": False, "ticks": False, "labelColor": "var(--ink)", "labelFontSize": 13,
                     "labelLimit": {"expr": "narrow ? 96 : 260"}}}  # fmt: skip
    shade = {"field": "number", "type": "quantitative", "legend": None,
             "scale": {"type": "sqrt", "domain": [0, most], "range": [0.03, 0.45]}}  # fmt: skip
    said = {"condition": {"test": "narrow", "field": "number", "format": ","}, "field": "said"}
    return chart(
        values,
        height={"step": 27},
        layer=[
            {"mark": {"type": "rect", "fill": "var(--link)", "stroke": "var(--ground)", "strokeWidth": 2},
             "encoding": {"fillOpacity": shade}},
            {"mark": {"type": "text", "fill": "var(--ink)", "fontSize": {"expr": "narrow ? 11 : 13"}},
             "encoding": {"text": said}},
        ],
        encoding={"x": across, "y": down, "href": {"field": "href"},
                  "tooltip": told("mineral", "name", "number", "beside")},
    )  # fmt: skip


def lives(made: Gantt, since: str, until: str, today: str) -> Spec:
    """Draw the states of measures as bars in time, a row for each life."""
    first, last = _moment(since), _moment(until)
    values = []
    for place, life in enumerate(made.lives):
        for number, lane in enumerate(life.lanes):
            # What a row is called goes with its place: so the axis needs no list of names beside the rows.
            row = SEAM.join((f"{place:03}{number}", _called(life.of, brief=True), _called(life.of)))
            values += [
                {
                    "row": row,
                    "what": ", ".join(action(each).lower() for each in lane.actions),
                    "state": state(bar.state).word,
                    "from": max(first, _moment(bar.since)),
                    "to": min(last, _moment(bar.until) + A_DAY) if bar.until else last,
                    "days": f"{day(bar.since)} to {day(bar.until) if bar.until else 'open'}",
                    "href": f"/measure/{quote(life.of['measure_id'], safe='')}",
                }
                for bar in lane.bars
            ]
    shown = [each for each in made.states if each in STATES]
    ended = f"datum.state == '{state('ended').word}'"
    time = _time((first, last), orient="top")
    named = f"substring(datum.value, 3, 4) == '0' ? split(datum.value, '{SEAM}')[narrow ? 1 : 2] : ''"
    down = {"field": "row", "type": "nominal", "title": None, "sort": "ascending",
            "axis": {"labelExpr": named, "domain": False, "ticks": False,
                     "labelLimit": {"expr": "narrow ? 115 : 380"}, "labelColor": "var(--ink)"}}  # fmt: skip
    bar = {"x": {"field": "from", **time}, "x2": {"field": "to"}, "y": down, "href": {"field": "href"},
           "tooltip": told("measure", "what", "state", "days")}  # fmt: skip

    def by_state(place: int) -> Spec:
        looks = {state(each).word: STATES[each][place] for each in shown}
        return {"field": "state", "type": "nominal",
                "legend": {"symbolType": "square", "columns": {"expr": "narrow ? 1 : 8"}},
                "scale": {"domain": [*looks], "range": [*looks.values()]}}  # fmt: skip

    return chart(
        values,
        transform=[{"calculate": f"split(datum.row, '{SEAM}')[2]", "as": "measure"}],
        height={"step": 18},
        layer=[
            {"transform": [{"filter": f"!({ended})"}], "mark": {"type": "bar", "strokeWidth": 1, "height": 12},
             "encoding": bar | {"fill": by_state(0), "stroke": by_state(1), "strokeDash": by_state(2)}},
            {"transform": [{"filter": ended}], "encoding": bar,
             "mark": {"type": "bar", "height": 2, "fill": "var(--quiet)"}},
            {"transform": [{"filter": f"datum.state == '{state('pause_ended_unconfirmed').word}'"}],
             "mark": {"type": "text", "align": "left", "dx": 3, "fontWeight": "bold", "fill": "var(--ink)"},
             "encoding": {"x": {"field": "from", "type": "temporal"}, "y": down, "text": {"value": "?"}}},
            *([_upright(today)] if since <= today <= until else []),
        ],
    )  # fmt: skip


def _upright(today: str) -> Spec:
    at = {"x": {"field": "today", "type": "temporal"}}
    rule = {"mark": {"type": "rule", "stroke": "var(--ink)", "strokeWidth": 1.5}, "encoding": at}
    word = {"mark": {"type": "text", "y": {"expr": "height + 3"}, "baseline": "top", "fill": "var(--ink)"},
            "encoding": at | {"text": {"field": "said"}}}  # fmt: skip
    return {"data": {"values": [{"today": _moment(today), "said": "today"}]}, "layer": [rule, word]}


def _called(of: Row, *, brief: bool = False) -> str:
    """Return what a row is called: by number and name, and acts without a number by their names alone."""
    name = of["name"] or ""
    if name and " " not in of["instrument"]:
        return str(name)
    number = cited_short(of["instrument"])
    return number.replace(" No. ", " ") if brief else f"{number} {name}".rstrip()


def told(*fields: str) -> list[Spec]:
    """Return the fields that a mark tells to who points at it."""
    return [{"field": field, "title": sentence(field)} for field in fields]
