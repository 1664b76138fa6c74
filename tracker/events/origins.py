"""Counts who tells of something by themselves. Knows sources, not what they tell.

A wire story that ten papers print is one telling, and so are two stories of one paper; a paper that prints an official
text word for word adds no voice to the authority's own.
"""

from __future__ import annotations

from collections.abc import Iterable

from tracker.model import Telling

Voice = tuple[str, str, str, bool]
"""Publisher, article, the text that it repeats or the empty text, and whether an authority speaks."""


def independent(told: Iterable[Telling]) -> int:
    """Return the number of independent origins among the unofficial sources of the tellings."""
    sources = {each.source.article_id: each.source for each in told}
    return voices((each.publisher, each.article_id, each.origin, each.tier == "official") for each in sources.values())


def voices(given: Iterable[Voice]) -> int:
    """Return the number of independent origins among the unofficial ones of the voices.

    Of its own text a voice is told apart by its publisher, unless another voice repeats the text.
    """
    told = set(given)
    repeated = {origin for _, _, origin, _ in told}
    known = {(publisher, text if text in repeated else "", origin, office) for publisher, text, origin, office in told}
    head: dict[str, str] = {}
    for publisher, text, origin, official in sorted(known):
        if not official:
            texts = (f"text:{each}" for each in (text, origin) if each)
            first, *others = (_head(name, head) for name in (f"publisher:{publisher}", *texts))
            head.update(dict.fromkeys(others, first))
            head[first] = first
    official_texts = {f"text:{text}" for _, text, _, official in known if official and text}
    reprints = {_head(name, head) for name in official_texts & head.keys()}
    return len({_head(name, head) for name in head} - reprints)


def _head(name: str, head: dict[str, str]) -> str:
    """Return the name that stands for all names joined with this one, and shorten the way to it."""
    top = name
    while head.get(top, top) != top:
        top = head[top]
    while (following := head.get(name, top)) != top:
        head[name], name = top, following
    return top
