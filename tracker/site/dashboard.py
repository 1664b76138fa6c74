"""Makes the settings of the plugins: one dashboard over named queries, and nothing else that they might do by default.

datasette-dashboards asks each query's SQL of Datasette and draws the rows, so the dashboard is plain Datasette: it
knows no page. datasette-atom and datasette-ics need no setting: they serve any query with their columns.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracker.site.charts import CONFIG, SCHEMA, STATES
from tracker.site.metadata import Query
from tracker.site.wording import ACTIONS, state

Spec = dict[str, Any]

NAME = "overview"
EMBED: Spec = {"ast": True, "renderer": "svg", "actions": False, "logLevel": 1}
"""Expressions are interpreted, as no policy of this site lets them be compiled; no menu leads to another host."""
QUIET: Spec = {
    "mark": {"aria": False},
    "legend": CONFIG["legend"] | {"columns": 4, "labelFontSize": 12, "columnPadding": 8},
}
LOOKS = STATES | {
    "suspended": ("var(--rule)", "var(--suspended)", (1, 0)),
    "pause_ended_unconfirmed": ("var(--ground)", "var(--unconfirmed)", (6, 3)),
}
"""The fills of legal states without the patterns that stand in our own pages."""
MOST = "SELECT * FROM ({}) ORDER BY events DESC LIMIT 1000"
"""Datasette gives at most a thousand rows, and what is cut off must be the least."""
LABELS: Spec = {"labelLimit": 220, "domain": False, "ticks": False}


def settings(asked: Mapping[str, Query]) -> Spec:
    """Return what each plugin is told, with named queries in it."""
    charts: Spec = {
        "months": {"title": "Events by month and action", "query": asked["actions_over_time"].sql, **_drawn(_months())},
        "issuers": {"title": "Events by mineral and acting country, of 12 months if no days are chosen",
                    "query": MOST.format(asked["events_by_issuer"].sql),
                    **_drawn(_issuers())},
        "lives": {"title": "States of measures, those that need a look first", "query": asked["measure_lives"].sql,
                  **_drawn(_lives())},
    }  # fmt: skip
    minerals = "SELECT DISTINCT mineral FROM scope_minerals ORDER BY 1"
    countries = "SELECT DISTINCT value FROM measures, json_each(measures.actors) ORDER BY 1"
    overview = {
        "title": "Critical minerals at a glance",
        "description": "Three named queries, drawn from their rows. /pictures has more, with a table for each.",
        "filters": {
            "mineral": {"name": "Mineral", "type": "select", "db": "tracker", "query": minerals},
            "country": {"name": "Acting country", "type": "select", "db": "tracker", "query": countries},
            "since": {"name": "From", "type": "date"},
            "until": {"name": "to", "type": "date"},
        },
        "layout": [["months", "issuers"], ["lives", "lives"]],
        "charts": {name: {"db": "tracker", **chart} for name, chart in charts.items()},
    }
    # Markdown would make links and pictures of what a question's author writes into a column's name.
    return {"datasette-render-markdown": {"patterns": []}, "datasette-dashboards": {NAME: overview}}


def _drawn(spec: Spec) -> Spec:
    shared = {
        "$schema": SCHEMA,
        "usermeta": {"embedOptions": EMBED},
        "config": CONFIG | QUIET,
        "autosize": {"type": "fit-x", "contains": "padding"},
    }
    return {"library": "vega-lite", "display": shared | spec}


def _named(field: str, names: Mapping[str, str]) -> Spec:
    """Return the step that says a column's ids by their names."""
    rows = [{"key": key, "named": name} for key, name in names.items()]
    return {"lookup": field, "from": {"data": {"values": rows}, "key": "key", "fields": ["named"]}, "default": "other"}


def _months() -> Spec:
    """Draw a dot for each month and action, the larger the more events."""
    return {
        "transform": [_named("action", {each: name for each, (name, _) in ACTIONS.items()})],
        "height": {"step": 18},
        "mark": {"type": "circle", "fill": "var(--link)", "opacity": 0.85},
        "encoding": {
            "x": {"field": "month", "type": "temporal", "title": None, "scale": {"type": "utc", "padding": 10}},
            "y": _ranked("named", "events"),
            "size": {"field": "events", "type": "quantitative", "scale": {"domainMin": 1, "range": [20, 260]},
                     "legend": {"tickCount": 3, "symbolFillColor": "var(--link)", "symbolStrokeWidth": 0}},
            "tooltip": [{"field": name} for name in ("month", "named", "events")],
        },
    }  # fmt: skip


def _issuers() -> Spec:
    """Draw the minerals and countries with the most events as shaded cells."""
    most = []
    for field, limit in (("country", 8), ("mineral", 25)):
        total, place = f"of_{field}", f"place_{field}"
        most += [
            {"joinaggregate": [{"op": "sum", "field": "events", "as": total}], "groupby": [field]},
            {"sort": [{"field": total, "order": "descending"}, {"field": field}],
             "window": [{"op": "dense_rank", "as": place}]},
            {"filter": f"datum.{place} <= {limit}"},
        ]  # fmt: skip
    shade = {"field": "events", "type": "quantitative", "legend": None,
             "scale": {"type": "sqrt", "domainMin": 0, "range": [0.05, 0.45]}}  # fmt: skip
    return {
        "transform": most,
        "height": {"step": 18},
        "encoding": {
            "x": _ranked("country", "events") | {"axis": {"orient": "top", "labelAngle": 0}},
            "y": _ranked("mineral", "events"),
            "tooltip": [{"field": name} for name in ("mineral", "country", "events")],
        },
        "layer": [
            {"mark": {"type": "rect", "fill": "var(--link)", "stroke": "var(--ground)"},
             "encoding": {"fillOpacity": shade}},
            {"mark": {"type": "text", "fill": "var(--ink)"}, "encoding": {"text": {"field": "events"}}},
        ],
    }  # fmt: skip


def _ranked(field: str, number: str) -> Spec:
    """Return an axis of names, those with the most first."""
    most = {"op": "sum", "field": number, "order": "descending"}
    return {"field": field, "type": "nominal", "title": None, "axis": LABELS, "sort": most}


def _lives() -> Spec:
    words = {each: state(each).brief for each in LOOKS}

    def by_state(place: int) -> Spec:
        return {"field": "named", "type": "nominal", "legend": {"symbolType": "square", "columns": 2},
                "scale": {"domain": [*words.values()], "range": [look[place] for look in LOOKS.values()]}}  # fmt: skip

    last = "year(now()) + 1"
    return {
        "transform": [
            _named("state", words),
            {"filter": "datum.named != 'other' && datum.place <= 25"},
            {"calculate": f"utc({last}, 11, 31)", "as": "end"},
            {"calculate": "toDate(datum.since)", "as": "from"},
            {"filter": "datum.from < datum.end"},
            {"calculate": "datum.until ? min(toDate(datum.until) + 86400000, datum.end) : datum.end", "as": "to"},
        ],
        "height": {"step": 18},
        "mark": {"type": "bar", "height": 11, "strokeWidth": 1.5, "clip": True},
        "encoding": {
            "x": {"field": "from", "type": "temporal", "title": None, "scale": {"type": "utc"},
                  "axis": {"orient": "top"}},
            "x2": {"field": "to"},
            "y": {"field": "measure_id", "type": "nominal", "title": None, "axis": LABELS,
                  "sort": {"field": "place", "op": "min"}},
            "fill": by_state(0),
            "stroke": by_state(1),
            "strokeDash": by_state(2),
            "tooltip": [{"field": name} for name in ("instrument", "title", "action", "named", "since", "until")],
        },
    }  # fmt: skip
