"""Makes the page of the codebook: every action with what it is, its cues, its examples and its names elsewhere.

Knows no claim and no database: what stands in the packaged codebook is shown as it is, to people and to programs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import cache
from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import Response

from tracker import vocab
from tracker.site.asking import show
from tracker.vocab import Action, Classification, Crosswalk, Example

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

JSON = "application/json; charset=utf-8"


async def codebook(request: Request, datasette: Datasette) -> Response:
    """What counts as which action, family by family."""
    return await show(datasette, request, "codebook.html", {"book": told()})


async def codebook_json(request: Request, datasette: Datasette) -> Response:
    """The same for programs."""
    return Response(json.dumps(told(), ensure_ascii=False), 200, {}, JSON)


@cache
def told() -> dict[str, Any]:
    """Return the book as plain values: version, stages, certainties, classifications, and families with their actions.

    Codes elsewhere are told with their names; each action has its examples and counter-examples, English first.
    """
    book = vocab.codebook()
    by_action: dict[str, list[Example]] = {each: [] for each in book.actions}
    for example in vocab.examples():
        by_action[example.of].append(example)
    elsewhere = (book.mast, book.oecd)
    return {
        "version": book.version,
        "stages": [asdict(each) for each in book.stages.values()],
        "certainties": [asdict(each) for each in book.certainties.values()],
        "classifications": [{"id": each.id, "name": each.name, "edition": each.edition} for each in elsewhere],
        "families": [
            {
                "name": family,
                "definition": definition,
                "actions": [
                    action_told(each, elsewhere, by_action[each.id])
                    for each in book.actions.values()
                    if each.family == family
                ],
            }
            for family, definition in book.families.items()
        ],
    }


def action_told(action: Action, elsewhere: Iterable[Classification], examples: list[Example]) -> dict[str, Any]:
    """Return one action as plain values."""
    crosswalks: Mapping[str, Crosswalk] = {"mast": action.mast, "oecd": action.oecd}
    return {
        "id": action.id,
        "name": action.name,
        "name_zh": action.name_zh,
        "definition": action.definition,
        "not_this": action.not_this,
        "polarity": action.polarity,
        "stages": list(action.stages),
        "cues": {lang: list(phrases) for lang, phrases in action.phrases.items()},
        "elsewhere": [
            {
                "in": each.id,
                "name": each.name,
                "codes": [{"code": code, "name": each.codes[code]} for code in crosswalks[each.id].codes],
                "note": crosswalks[each.id].note,
            }
            for each in elsewhere
        ],
        "examples": [example_told(each) for each in examples if not each.counter],
        "counter_examples": [example_told(each) for each in examples if each.counter],
    }


def example_told(example: Example) -> dict[str, Any]:
    """Return one example without what its place in the book says already."""
    kept = {name: value for name, value in asdict(example).items() if name not in {"of", "counter"}}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in kept.items()}
