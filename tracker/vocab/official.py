"""Reads the official lists of critical minerals (the key ``_lists`` of the minerals) entry by entry.

Knows how a list is written down; knows no mineral: :mod:`tracker.vocab.checks` asks whether an entry's ids exist.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tracker.vocab.aliases import Fault, is_texts, text_of
from tracker.vocab.terms import OfficialList

_KEYS = frozenset({"name", "source", "entries"})


def official_lists(given: object, fault: Fault) -> dict[str, OfficialList]:
    """Return the lists by id, as far as they are sound; an entry is one id or the list of ids it covers."""
    if not isinstance(given, dict):
        fault("", "should map ids of lists to lists")
        return {}
    made: dict[str, OfficialList] = {}
    for key, body in given.items():
        if isinstance(key, str) and isinstance(body, dict) and set(body) == _KEYS:
            entries = tuple(_entries(key, body["entries"], fault))
            made[key] = OfficialList(key, text_of(body, "name", fault), text_of(body, "source", fault), entries)
        else:
            fault(f".{key}", f"should be a mapping with {', '.join(sorted(_KEYS))}")
    return made


def _entries(key: str, given: Any, fault: Fault) -> Iterator[tuple[str, ...]]:
    for each in given if isinstance(given, list) else [given]:
        together = each if isinstance(each, list) else [each]
        if is_texts(together) and together:
            yield tuple(together)
        else:
            fault(f".{key}", f"an entry should be an id or a list of ids, not {each!r}")
