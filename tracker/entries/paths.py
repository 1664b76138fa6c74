"""Makes values of a JSON answer and a dotted path. Knows JSON, not what the values mean.

Paths: ``results``, ``data.list``, ``data.*.rows.*.data`` (``*`` goes into each member of a list), ``.`` for the root.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tracker.charset import decode
from tracker.model import Feed, Fetched, Issue

UNFIT = "the bytes make sense in no charset"


def load(feed: Feed, fetched: Fetched) -> tuple[Any, Issue | None]:
    """Return the JSON of an answer and None, or None and the issue: ``mojibake`` or ``wrong_shape``.

    An answer that says of itself that it failed (``"success": false``) is of the wrong shape whatever else it holds.
    """
    text = decode(fetched.body or b"", fetched.charset)
    if text is None:
        return None, Issue("entries", feed.id, "mojibake", UNFIT, fetched.at)
    root, reason = _parsed(text)
    if isinstance(root, dict) and root.get("success") in (False, "false"):
        reason = f"the answer says that it failed: {_excuse(root)}"
    return (None, Issue("entries", feed.id, "wrong_shape", reason, fetched.at)) if reason else (root, None)


def _parsed(text: str) -> tuple[Any, str]:
    if text.lstrip()[:1] == "<":
        return None, "an HTML or XML page instead of JSON"
    try:
        return json.loads(text), ""
    except RecursionError:
        return None, "JSON nested too deep to read"
    except ValueError as problem:
        return None, f"no JSON: {problem}"


def _excuse(root: dict[str, Any]) -> str:
    said = next((root[key] for key in ("message", "msg", "error", "code") if isinstance(root.get(key), str)), "")
    return " ".join(said.split())[:120] or "it does not say why"


def at(value: Any, path: str) -> Iterator[Any]:
    """Yield each value at a dotted path, none where the path does not lead on."""
    found = [value]
    for name in steps(path):
        found = [deeper for each in found for deeper in step(each, name)]
    yield from found


def first(value: Any, path: str | None) -> Any:
    """Return the first value at a dotted path, None where there is none or no path."""
    return next(at(value, path), None) if path else None


def text_of(value: Any) -> str:
    """Return a text or a number as text, and nothing for what is neither."""
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def steps(path: str) -> list[str]:
    """Return the names that a dotted path is made of."""
    return [name for name in path.split(".") if name]


def step(value: Any, name: str) -> list[Any]:
    """Return what one name of a path leads to: each member of a list for ``*``, else one value or none."""
    if name == "*":
        return list(value) if isinstance(value, list) else []
    if isinstance(value, dict):
        return [value[name]] if name in value else []
    if isinstance(value, list) and name.isascii() and name.isdigit() and int(name) < len(value):
        return [value[int(name)]]
    return []
