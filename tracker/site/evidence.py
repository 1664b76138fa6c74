"""Puts claims into the passages that carry them, within the paragraphs around. Pure; knows no query and no template.

Where a text may be published, a passage stands among its neighbours: two paragraphs before and after. Claims of one
article whose surroundings touch share one block, each passage marked in it. Elsewhere the passage stands alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tracker.site.reading import Row

COPIES = 12
"""Copies of one article that are named."""
PARAGRAPHS = 2
FARTHEST = 600
"""Characters of surroundings on each side at most, however long the paragraphs are."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, marked if it is evidence."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of text with the claims it carries; `before` and `after` say whether the text goes on there."""

    pieces: tuple[Piece, ...]
    claims: tuple[Row, ...]
    before: bool = False
    after: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """One article: its facts as any of its claims bears them, and its passages in the order of the text."""

    article: Row
    passages: tuple[Passage, ...]
    full: bool
    copies: tuple[Report, ...] = ()
    """Articles that repeat the text of this one: further tellings, but no further source."""
    further: int = 0
    """Copies that are not among them."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The reports of a page: its articles with some of their copies, the copies left out of each, and all reports."""

    articles: tuple[str, ...]
    further: Mapping[str, int]
    amount: int


def shown(tellers: Sequence[Row], start: int, most: int) -> Shown:
    """Choose which of the articles that tell of an event stand on a page: at most so many, from no. `start` on, from 0.

    A teller is an article's id and whose text it repeats (``copy_of``).
    """
    found = families(tellers)
    page = dict(list(found.items())[start : start + most])
    articles = tuple(each for head, copies in page.items() for each in (head, *copies[:COPIES]))
    return Shown(articles, {head: max(0, len(copies) - COPIES) for head, copies in page.items()}, len(found))


def families(tellers: Sequence[Row]) -> dict[str, list[str]]:
    """Return articles with those that repeat them; of copies of an article that is not here, the first has the rest."""
    heads: dict[str, str] = {row["article_id"]: row["article_id"] for row in tellers if not row["copy_of"]}
    found: dict[str, list[str]] = {}
    for row in tellers:
        head = heads.setdefault(row["copy_of"], row["article_id"]) if row["copy_of"] else row["article_id"]
        under = found.setdefault(head, [])
        if head != row["article_id"]:
            under.append(row["article_id"])
    order = {row["article_id"]: place for place, row in enumerate(tellers)}
    return dict(sorted(found.items(), key=lambda pair: order[pair[0]]))


def reports(
    claims: Iterable[Row], windows: Mapping[str, Row], further: Mapping[str, int] | None = None
) -> list[Report]:
    """Put the claims of one article together, in the order of the first of them, copies under what they repeat.

    A window is what is given of an article's text: ``begins`` (its offset), ``passage`` and the text's ``length``.
    `further` counts for each article the copies that are not among these.
    """
    found: dict[str, list[Row]] = {}
    for claim in claims:
        found.setdefault(claim["article_id"], []).append(claim)
    left = further or {}
    made = {
        name: Report(each[0], passages(each, windows.get(name)), name in windows, further=left.get(name, 0))
        for name, each in found.items()
    }
    nested = families([report.article for report in made.values()])
    return [replace(made[head], copies=tuple(made[each] for each in copies)) for head, copies in nested.items()]


def passages(claims: Sequence[Row], window: Row | None, *, whole: bool = False) -> tuple[Passage, ...]:
    """Return the blocks that show these claims of one article; the whole window in one block if `whole`."""
    placed = [claim for claim in claims if window and _stands(claim, window)]
    alone = [claim for claim in claims if claim not in placed]
    blocks = _blocks(placed, window, whole) if window and (placed or whole) else []
    quotes: dict[str, list[Row]] = {}
    for claim in alone:
        quotes.setdefault(claim["quote"], []).append(claim)
    return (*(Passage((Piece(quote, True),), tuple(each)) for quote, each in quotes.items()), *blocks)


def _stands(claim: Row, window: Row) -> bool:
    start = claim["start"] - window["begins"]
    if claim["field"] != "text" or start < 0:
        return False
    return bool(window["passage"][start : claim["end"] - window["begins"]] == claim["quote"])


def _blocks(claims: Sequence[Row], window: Row, whole: bool) -> list[Passage]:
    text, begins = window["passage"], window["begins"]
    if whole:
        return [_block(text, (0, len(text)), claims, begins, window["length"])]
    found: list[tuple[int, int, list[Row]]] = []
    for claim in sorted(claims, key=lambda claim: (claim["start"], claim["end"])):
        low, high = around(text, claim["start"] - begins, claim["end"] - begins)
        if found and low <= found[-1][1] + 1:
            first, last, together = found[-1]
            found[-1] = (first, max(last, high), [*together, claim])
        else:
            found.append((low, high, [claim]))
    return [_block(text, (low, high), together, begins, window["length"]) for low, high, together in found]


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range of the passage's own paragraph and its neighbours, cut where they run too far."""
    low, high = start + 1, end - 1
    for _ in range(PARAGRAPHS + 1):
        low = text.rfind("\n", 0, max(low - 1, 0)) + 1
        stop = text.find("\n", high + 1)
        high = len(text) if stop < 0 else stop
    return max(low, start - FARTHEST), min(high, end + FARTHEST)


def _block(text: str, shown: tuple[int, int], claims: Sequence[Row], begins: int, length: int) -> Passage:
    low, high = shown
    marks = _merged([(claim["start"] - begins, claim["end"] - begins) for claim in claims])
    pieces, at = [], low
    for start, end in marks:
        pieces += [Piece(text[at:start], False), Piece(text[start:end], True)]
        at = end
    pieces.append(Piece(text[at:high], False))
    kept = tuple(piece for piece in pieces if piece.text)
    return Passage(kept, tuple(claims), begins + low > 0, begins + high < length)


def _merged(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found
