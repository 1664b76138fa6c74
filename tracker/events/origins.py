"""Counts who tells of something by themselves. Knows sources, not what they tell.

A wire story that ten papers print is one telling, and so are two stories of one paper; a paper that prints an official
text word for word adds no voice to the authority's own.
"""

from __future__ import annotations

from collections.abc import Sequence

from tracker.model import Source, Telling


def independent(told: Sequence[Telling]) -> int:
    """Return the number of independent origins among the unofficial sources of the tellings."""
    sources = {each.source.article_id: each.source for each in told}
    official = {each.article_id for each in sources.values() if each.tier == "official"}
    groups: list[set[str]] = []
    for source in sources.values():
        if source.tier == "official":
            continue
        names = _names(source)
        joined = [group for group in groups if group & names]
        groups = [group for group in groups if not group & names]
        groups.append(names.union(*joined))
    return sum(not any(f"text:{each}" in group for each in official) for group in groups)


def _names(source: Source) -> set[str]:
    """Return what a source may have in common with another: its publisher, its own text, the text it repeats."""
    names = {f"publisher:{source.publisher}", f"text:{source.article_id}"}
    if source.origin:
        names.add(f"text:{source.origin}")
    return names
