"""Writes docs/commands.md, docs/schema.md and docs/feeds.schema.json from what they describe.

Run ``python docs/generate.py`` after a change of commands, tables or keys of feeds.yaml; tests fail while they differ.
With ``--quality`` it scores the gold cases instead (some seconds) and writes tracker/site/quality.json, what the site's
page of quality shows; tests fail while a figure of it is not the present one.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.testing import CliRunner

from tracker import config
from tracker.cli import main
from tracker.store.schema import TRACKER, VIEWS

if TYPE_CHECKING:
    from tracker.pipeline.score import Scored

HERE = Path(__file__).parent
METADATA = HERE.parent / "tracker" / "site" / "metadata.json"
QUALITY = METADATA.with_name("quality.json")
GOLD = HERE.parent / "tests" / "data" / "gold"


def commands() -> str:
    """Return every command's help as Markdown."""
    parts = ["# Commands\n\nGenerated from the command line by `docs/generate.py`.\n"]
    for path in _paths(main):
        said = CliRunner().invoke(main, [*path, "--help"], prog_name="tracker", terminal_width=100).output
        parts.append(f"## {' '.join(('tracker', *path))}\n\n```\n{said.rstrip()}\n```\n")
    return "\n".join(parts)


def _paths(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from _paths(command, (*path, name))
        else:
            yield (*path, name)


def schema() -> str:
    """Return the public tables and views, with every column's meaning, as Markdown."""
    database = sqlite3.connect(":memory:")
    for sql in TRACKER.values():
        database.executescript(sql)
    for name, sql in VIEWS.items():
        database.execute(f"CREATE VIEW {name} AS {sql}")
    told = json.loads(METADATA.read_text("utf-8"))["databases"]["tracker"]["tables"]
    parts = ["# Schema of tracker.db\n\nGenerated from the schema by `docs/generate.py`. Lists are JSON arrays.\n"]
    rows = database.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY type, name")
    for (name,) in rows.fetchall():
        columns = database.execute(f"PRAGMA table_info({name})").fetchall()
        meaning = told[name].get("columns", {})
        lines = [f"| `{column}` | {kind.lower()} | {meaning.get(column, '')} |" for _, column, kind, *_ in columns]
        table = "\n".join(["| column | type | is |", "|---|---|---|", *lines])
        parts.append(f"## {name}\n\n{told[name]['description']}\n\n{table}\n")
    database.close()
    return "\n".join(parts)


def feeds() -> str:
    """Return the JSON Schema of feeds.yaml, for editors."""
    return json.dumps(config.schema(), indent=2, ensure_ascii=False) + "\n"


def run_gold() -> Scored:
    """Score the gold cases, as the tests do."""
    from tracker import pipeline, vocab

    reader = pipeline.Reader(vocab.load(), config.english_model({}))
    return pipeline.score_files(sorted(GOLD.glob("*.jsonl")), reader, lambda: datetime.now(UTC))


def quality(scored: Scored, measured: str) -> dict[str, Any]:
    """Return what the site's page of quality shows of a run; `measured` is its day."""
    from tracker import claims, scorecard

    sheet = scorecard.sheet(
        scored.cases,
        scored.predictions,
        scored.families,
        held=held_back(),
        floors=json.loads((GOLD / "floors.json").read_text("utf-8"))["floors"],
        gold_sha256=scored.card["gold_sha256"],
    )
    return {"measured": measured, "coder": claims.CODER, **sheet}


def held_back() -> frozenset[str]:
    """Return the ids of every fifth case of each file: those that nobody reads while rules are written."""
    return frozenset(
        json.loads(line)["id"]
        for path in sorted(GOLD.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()[::5]
    )


def write_quality() -> None:
    """Score and write; what was written on another day keeps its day if nothing else has changed."""
    made = quality(run_gold(), datetime.now(UTC).date().isoformat())
    before = json.loads(QUALITY.read_text("utf-8")) if QUALITY.exists() else {}
    if before | {"measured": made["measured"]} != made:
        QUALITY.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    if "--quality" in sys.argv[1:]:
        write_quality()
        sys.exit()
    (HERE / "commands.md").write_text(commands(), "utf-8")
    (HERE / "schema.md").write_text(schema(), "utf-8")
    (HERE / "feeds.schema.json").write_text(feeds(), "utf-8")
