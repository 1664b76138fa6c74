"""Writes docs/commands.md, docs/schema.md and docs/feeds.schema.json from what they describe.

Run ``python docs/generate.py`` after a change of commands, tables or keys of feeds.yaml; tests fail while they differ.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import click
from click.testing import CliRunner

from tracker import config
from tracker.cli import main
from tracker.store.schema import TRACKER, VIEWS

HERE = Path(__file__).parent
METADATA = HERE.parent / "tracker" / "site" / "metadata.json"


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


if __name__ == "__main__":
    (HERE / "commands.md").write_text(commands(), "utf-8")
    (HERE / "schema.md").write_text(schema(), "utf-8")
    (HERE / "feeds.schema.json").write_text(feeds(), "utf-8")
