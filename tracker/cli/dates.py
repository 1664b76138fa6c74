"""The command that shows the date desk: what starts, ends, resumes or closes for comment; also as a calendar."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tracker.cli.desk import JSON, Desk, now, one_line, say, show_json


@click.command()
@click.option("--days", type=click.IntRange(0, 3660), default=90, show_default=True, help="So many days ahead.")
@click.option("--past", type=click.IntRange(0, 36600), default=90, show_default=True, help="So many days back.")
@click.option("--mineral", help="Only what covers this mineral or a group it belongs to.")
@click.option("--country", help="Only acts of this country (ISO code) or of the EU.")
@click.option("--ics", type=click.Path(dir_okay=False, path_type=Path), help="Write a calendar to this file instead.")
@JSON
@click.pass_obj
def dates(
    desk: Desk, days: int, past: int, mineral: str | None, country: str | None, ics: Path | None, as_json: bool
) -> None:
    """Show what starts, ends, resumes or closes for comment, how surely, and by which source."""
    today = now().date()
    with desk.store() as store:
        rows = _wanted(store.dates.between(today, past, days), mineral, country)
    if ics is not None:
        _write(ics, rows, today.isoformat())
    if as_json:
        show_json(rows)
    elif ics is None:
        _show(rows, today.isoformat())


def _wanted(rows: list[dict[str, Any]], mineral: str | None, country: str | None) -> list[dict[str, Any]]:
    """Return the lines that pass the filters; a mineral also finds its groups, and a group its members."""
    if country:
        rows = [row for row in rows if country.upper() in row["actors"]]
    if mineral:
        from tracker import vocab

        words = vocab.load()
        named = {mineral, *words.groups_of(mineral), *words.members_of(mineral)}
        rows = [row for row in rows if named & set(row["minerals"])]
    return rows


def _write(path: Path, rows: list[dict[str, Any]], today: str) -> None:
    from tracker.site.ics import calendar
    from tracker.site.lines import entry, grouped

    body = calendar("Critical minerals: dates", (entry(line) for line in grouped(rows)), today)
    with one_line(OSError):
        path.write_bytes(body.encode("utf-8"))


def _show(rows: list[dict[str, Any]], today: str) -> None:
    """Say the lines by day, with today between what lies behind and what lies ahead."""
    from tracker.site.lines import grouped, summary

    said = False
    for line in grouped(rows):
        if not said and line["day"] >= today:
            say(f"---------- today, {today}")
            said = True
        say(f"{line['day']} {summary(line)}")
        minerals = f" on {', '.join(line['minerals'])}" if line["minerals"] else ""
        actions = dict.fromkeys(str(scope["action"]).replace("_", " ") for scope in line["scopes"])
        say(f"    {', '.join(actions)}{minerals}")
        say(f"    {', '.join(filter(None, (line['certainty'], line['source'])))}")
    if not said:
        say(f"---------- today, {today}")
    if not rows:
        say("No date is known around today; tracker link brings in the register")


COMMANDS = (dates,)
