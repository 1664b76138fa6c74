"""The commands about sources: list, check, import, export."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.desk import JSON, Desk, now, say, show_json

if TYPE_CHECKING:
    from tracker.config import Config
    from tracker.pipeline import Peek

SHOWN = 10
"""Entries shown of each source that is looked at."""


@click.group()
def feeds() -> None:
    """The sources."""


@feeds.command("list")
@JSON
@click.pass_obj
def list_feeds(desk: Desk, as_json: bool) -> None:
    """List the sources: which are seen, which are blind, and since when."""
    with desk.store() as store:
        config = desk.config(store)
        store.gathering.keep_feeds(config.feeds)
        rows = store.gathering.health()
    if as_json:
        show_json(rows)
        return
    for row in rows:
        mark = "on " if row["enabled"] else "off"
        health = f"{row['sight']}, {row['last_outcome']}" if row["sight"] == "blind" else row["sight"]
        say(f"{mark} {row['id']:32} {row['kind']:8} {row['tier']:9} {health:22} {row['publisher']}")


@feeds.command("check")
@click.argument("source", nargs=-1, metavar="[ID|URL]...")
@click.option("--allow-private", is_flag=True, help="Let an address lead to this machine or its network.")
@click.pass_obj
def check_feeds(desk: Desk, source: tuple[str, ...], allow_private: bool) -> None:
    """Check feeds.yaml; with ids or addresses, fetch them and show what they yield and why not. Stores nothing."""
    from tracker import pipeline

    with desk.store() as store, desk.web(store):
        config = desk.config(store)
        enabled = sum(each.enabled for each in config.feeds)
        say(f"{len(config.feeds)} sources, {enabled} enabled, no faults")
        known = {each.id: each for each in config.feeds}
        if unknown := [name for name in source if name not in known and not _is_address(name)]:
            raise click.ClickException(f"no source has the id {', '.join(unknown)}; see tracker feeds list")
        nothing = 0
        for name in source:
            if _is_address(name):
                peek = pipeline.probe(config, name, now, allow_private=allow_private)
            else:
                peek = pipeline.peek(config, known[name], now)
            _show_peek(name, peek)
            if _is_address(name) and peek.found:
                _suggest(config, peek)
            nothing += not peek.found
    if nothing:
        raise SystemExit(1)


def _is_address(name: str) -> bool:
    return name.startswith(("http://", "https://"))


def _show_peek(name: str, peek: Peek) -> None:
    say(f"{name}: {len(peek.found)} entries" + (f", at {peek.url}" if peek.url != name else ""))
    for entry in peek.found[:SHOWN]:
        when = f"{entry.published:%Y-%m-%d}" if entry.published else "undated   "
        number = f"  [{entry.number}]" if entry.number else ""
        say(f"  {when}  {entry.title or '(no title)'}{number}")
        say(f"              {entry.url or '(no link)'}")
    if len(peek.found) > SHOWN:
        say(f"  and {len(peek.found) - SHOWN} more")
    for issue in peek.issues:
        say(f"  {issue.kind}: {issue.reason}")
    if peek.named:
        say("  The page names these feeds; check one of them:")
    for named in peek.named:
        say(f"    {named.url}  {named.title}")


def _suggest(config: Config, peek: Peek) -> None:
    if any(each.url == peek.url for each in config.feeds):
        say("  This address is among the sources already.")
        return
    say("  As a source; fill in country and tier, and add it to feeds.yaml:")
    for line in _stanza(peek.found[0].feed_id, peek.url, "", "en", "US", "press", "6h"):
        say(f"  {line}")


def _stanza(name: str, url: str, title: str, language: str, country: str, tier: str, every: str) -> Iterator[str]:
    """Yield the lines of a source in feeds.yaml. A JSON string is a YAML string."""
    host = re.sub(r"^www\.", "", url.split("/")[2].split(":")[0])
    slug = name if name != "unnamed" else "-".join(re.findall(r"[a-z0-9]+", host.lower()))
    yield f"- id: {slug}"
    yield f"  url: {json.dumps(url, ensure_ascii=False)}"
    yield "  kind: feed"
    yield f"  publisher: {json.dumps(title or host, ensure_ascii=False)}"
    yield f"  country: {country}"
    yield f"  language: {language}"
    yield f"  tier: {tier}"
    yield f"  every: {every}"


@feeds.command("import")
@click.argument("opml", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--country", default="US", show_default=True, help="Country of the publishers.")
@click.option("--language", default="en", show_default=True, help="Language of the sources.")
@click.option(
    "--tier", type=click.Choice(["official", "wire", "trade", "press", "analysis"]), default="press", show_default=True
)
@click.option("--every", default="6h", show_default=True, help="How often to ask them.")
@click.pass_obj
def import_feeds(desk: Desk, opml: Path, country: str, language: str, tier: str, every: str) -> None:
    """Print the feeds of an OPML file as sources to add to feeds.yaml; those that are there already are left out."""
    from tracker import entries

    with desk.store() as store:
        config = desk.config(store)
    outlines, issues = entries.read_opml(opml.read_bytes(), now())
    taken = {each.id for each in config.feeds}
    known = {each.url for each in config.feeds}
    count = 0
    for outline in outlines:
        if outline.url in known:
            continue
        slug = _free_id(outline.title or outline.url.split("/")[2], taken)
        taken.add(slug)
        known.add(outline.url)
        count += 1
        for line in _stanza(slug, outline.url, outline.title, language, country, tier, every):
            say(f"  {line}")
        say("")
    click.echo(f"{count} new of {len(outlines)} feeds", err=True)
    for issue in issues:
        click.echo(f"{issue.kind}: {issue.reason}", err=True)
    if issues and not outlines:
        raise SystemExit(1)


def _free_id(title: str, taken: set[str]) -> str:
    """Return a slug of the title that no source has."""
    stem = "-".join(re.findall(r"[a-z0-9]+", title.lower()))[:40].strip("-") or "feed"
    return next(
        name for number in range(1, 10_000) if (name := stem if number == 1 else f"{stem}-{number}") not in taken
    )


@feeds.command("export")
@click.option("--all", "everything", is_flag=True, help="The disabled ones as well.")
@click.pass_obj
def export_feeds(desk: Desk, everything: bool) -> None:
    """Print the sources that are feeds as OPML, for a feed reader. Lists and APIs have no place in OPML."""
    from tracker import entries

    with desk.store() as store:
        config = desk.config(store)
    chosen = [each for each in config.feeds if each.kind == "feed" and (each.enabled or everything)]
    say(entries.write_opml(chosen, "Critical-minerals event tracker"))


COMMANDS = (feeds,)
