"""Makes the map of ways of goods as a Vega-Lite specification, as :mod:`tracker.site.charts` makes the other pictures.

The land is Natural Earth's (public domain) at 1:110 million, in the form of the package world-atlas 2.0.2; it lies in
``static/world``. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable

from tracker.site.charts import Named, Row, Spec, chart, told
from tracker.site.ways import Ways, centre, corners, labels, places

GEOGRAPHY = "/assets/world/countries-110m.json"
LINES = {"first leg": (5, 4), "onward": (1, 0), "direct": (1, 3)}
"""Dashes of each kind of leg."""
ROLES = {
    "origin": ("circle", "var(--ground)"),
    "transit": ("diamond", "var(--link)"),
    "destination": ("triangle-up", "var(--ink)"),
}
"""Shape and fill of a country's part in a way."""

HERE = {"longitude": {"field": "longitude", "type": "quantitative"},
        "latitude": {"field": "latitude", "type": "quantitative"}}  # fmt: skip


def way_map(made: Ways, countries: Named) -> Spec:
    """Draw the ways of goods on a map of the world: arcs between countries, each country with the sign of its part."""
    arcs = [
        {
            "type": "Feature",
            "geometry": {"type": "LineString", "coordinates": [places()[leg.origin], places()[leg.destination]]},
            "way": f"{countries(leg.origin)} → {countries(leg.destination)}",
            "leg": leg.kind,
            "reports": leg.reports,
        }
        for leg in made.legs
    ]
    middle = centre(made)
    points = [
        {"longitude": places()[part.country][0], "latitude": places()[part.country][1], "country": part.country,
         "name": countries(part.country), "part": part.stage, "reports": part.reports}
        for part in made.parts
    ]  # fmt: skip
    names = [
        {"longitude": label.longitude, "latitude": label.latitude, "name": countries(label.country),
         "country": label.country, "align": label.align, "dx": label.dx, "dy": label.dy}
        for label in labels(made, middle, countries)
    ]  # fmt: skip
    frame = corners(made, middle)
    (west, south), (east, north) = frame[0], frame[-1]
    fit = {"type": "Feature", "geometry": {"type": "MultiPoint", "coordinates": frame}}
    return chart(
        points,
        usermeta={"aspect": round(min(2.5, max(1.2, 0.9 * (east - west) / (north - south))), 2)},
        projection={"type": "equalEarth", "rotate": [-middle, 0, 0], "fit": fit},
        layer=[_land(), _arcs(arcs), _parts(), _names(names)],
    )


def _land() -> Spec:
    return {
        "data": {"url": GEOGRAPHY, "format": {"type": "topojson", "feature": "countries"}},
        "transform": [{"filter": "datum.id != '010'"}],  # Antarctica trades in nothing
        "mark": {
            "type": "geoshape",
            "fill": "var(--rule)",
            "stroke": "var(--ground)",
            "strokeWidth": 0.6,
            "clip": True,
        },
    }


def _arcs(arcs: list[Row]) -> Spec:
    most = max((arc["reports"] for arc in arcs), default=1)
    width = {"field": "reports", "type": "quantitative", "legend": None,
             "scale": {"domain": [1, max(2, most)], "range": [1.6, 6]}}  # fmt: skip
    dash = {"field": "leg", "type": "nominal", "scale": {"domain": [*LINES], "range": [*LINES.values()]},
            "legend": {"symbolType": "stroke", "symbolStrokeColor": "var(--link)", "symbolStrokeWidth": 2}}  # fmt: skip
    return {
        "data": {"values": arcs},
        "mark": {"type": "geoshape", "filled": False, "stroke": "var(--link)", "clip": True},
        "encoding": {"strokeWidth": width, "strokeDash": dash, "tooltip": told("way", "leg", "reports")},
    }


def _parts() -> Spec:
    """Draw the signs of the parts one in another: a country may be origin, transit and destination."""

    def by_part(looks: Iterable[str]) -> Spec:
        return {"field": "part", "type": "nominal", "scale": {"domain": [*ROLES], "range": [*looks]},
                "legend": {"symbolStrokeWidth": 1.5}}  # fmt: skip

    return {
        "mark": {"type": "point", "strokeWidth": 1.5, "opacity": 1,
                 "size": {"expr": "datum.part == 'origin' ? 220 : 80"}},
        "encoding": {
            **HERE,
            "shape": by_part(shape for shape, _ in ROLES.values()),
            "fill": by_part(fill for _, fill in ROLES.values()),
            "stroke": by_part("var(--ink)" for _ in ROLES),
            "tooltip": told("name", "part", "reports"),
        },
    }  # fmt: skip


def _names(names: list[Row]) -> Spec:
    placed = {name: {"expr": f"datum.{name}"} for name in ("align", "dx", "dy")}
    return {
        "data": {"values": names},
        "mark": {"type": "text", "fontSize": {"expr": "narrow ? 11 : 13"}, "fill": "var(--ink)", **placed},
        "encoding": {**HERE, "text": {"condition": {"test": "narrow", "field": "country"}, "field": "name"}},
    }
