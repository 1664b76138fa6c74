"""Writes docs/commands.md, docs/schema.md, docs/codebook.md and docs/feeds.schema.json from what they describe.

Run ``python docs/generate.py`` after a change of commands, tables, the codebook or keys of feeds.yaml; tests fail while
they differ.
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

from tracker import config, vocab
from tracker.cli import main
from tracker.store.schema import TRACKER, VIEWS

if TYPE_CHECKING:
    from tracker.pipeline.score import Scored
    from tracker.vocab import Action, Codebook, Example

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


def codebook() -> str:
    """Return the codebook as Markdown: its words, then every action with its cues, examples and codes elsewhere."""
    book = vocab.codebook()
    parts = [
        "# Codebook\n\nGenerated from `tracker/vocab/codebook.yaml` by `docs/generate.py`. "
        f"Version {book.version}; the site shows it on `/codebook`.\n",
        "Examples are written for this book in the form of real reporting: several retell real acts, others are made "
        "up, and none is evidence of anything. An example that the coder does not yet get right stands in "
        "`tests/data/claims/codebook_pending.txt`.\n",
    ]
    for title, words in (("Stages", book.stages), ("Certainties", book.certainties)):
        lines = [f"| `{each.id}` | {each.definition} |" for each in words.values()]
        parts.append("\n".join([f"## {title}\n", "| word | says |", "|---|---|", *lines, ""]))
    for family, meaning in book.families.items():
        parts.append(f"## {family.capitalize()}\n\n{meaning}\n")
        parts += [_action(each, book) for each in book.actions.values() if each.family == family]
    lines = [f"- {each.name}: {each.edition}" for each in (book.mast, book.oecd)]
    parts.append("\n".join(["## Other classifications\n", *lines, ""]))
    return "\n".join(parts)


def _action(action: Action, book: Codebook) -> str:
    mast = ", ".join(f"{code} {book.mast.codes[code]}" for code in action.mast.codes)
    oecd = ", ".join(book.oecd.codes[code] for code in action.oecd.codes)
    found = [each for each in vocab.examples() if each.of == action.id]
    lines = [
        f"### `{action.id}` {action.name}, {action.name_zh}\n",
        f"{action.definition} *Not this:* {action.not_this}\n",
        f"- effect: {action.polarity}; stages: {', '.join(f'`{each}`' for each in action.stages)}",
        f"- English cues: {', '.join(action.phrases['en'])}",
        f"- Chinese cues: {'、'.join(action.phrases['zh'])}",
        f"- {book.mast.name}: {' '.join(filter(None, ((mast and f'{mast}.') or 'none.', action.mast.note)))}",
        f"- {book.oecd.name}: {' '.join(filter(None, ((oecd and f'{oecd}.') or 'none.', action.oecd.note)))}\n",
        *(_example(each) for each in found if not each.counter),
        "\nLook like it and are something else:\n",
        *(_example(each) for each in found if each.counter),
        "",
    ]
    return "\n".join(lines)


def _example(example: Example) -> str:
    roles = [
        f"{name} {' '.join(ids)}"
        for name, ids in (("by", example.actors), ("to", example.targets), ("via", example.via))
        if ids
    ]
    certainty = "" if example.certainty == "asserted" else example.certainty
    what = " and ".join(f"`{each}`" for each in (example.action, *example.also) if each) or "no action"
    coded = ", ".join(filter(None, (what, example.stage, certainty, *roles, " ".join(example.minerals))))
    return f"- {example.text} → {coded}"


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
    (HERE / "codebook.md").write_text(codebook(), "utf-8")
    (HERE / "feeds.schema.json").write_text(feeds(), "utf-8")
