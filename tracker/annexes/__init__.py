"""Makes rows of an act's annexes: controlled goods with their codes and limits, and listed firms with addresses.

Reads the lines of an :class:`~tracker.model.Article`, whatever it was read from: a page, a PDF, a Word file. News
yields nothing, for a list in the news is somebody's summary. A false row is worse than none: what is not plainly an
entry of a list is left out. Must not know mentions, claims, or where the text came from.
"""

from __future__ import annotations

from typing import TypeVar

from tracker.annexes import codes
from tracker.annexes import items as paragraphs
from tracker.annexes.entities import LISTS, Entity, Firms
from tracker.annexes.items import Draft
from tracker.annexes.lines import Block, blocks
from tracker.annexes.substances import Substances
from tracker.annexes.tables import items as items_of_rows
from tracker.annexes.tables import tables
from tracker.model import Article, ControlledItem, Evidence, ListedEntity
from tracker.vocab import Vocab

__all__ = ["read"]

Found = TypeVar("Found", Draft, Entity)

MOST_ROWS = 3_000
"""More rows than any annex has; the rest of a text that makes more is not told."""


def read(article: Article, vocab: Vocab) -> tuple[tuple[ControlledItem, ...], tuple[ListedEntity, ...]]:
    """Return the controlled goods and the listed firms that a notice tells, in text order, each with its evidence.

    A heading above entries gives them its control codes and, where their own names name none, its minerals; customs
    codes stand in the evidence itself. `position` counts goods and firms apart, from 1.
    """
    if article.kind != "notice":
        return (), ()
    lines = blocks(article)
    listing = bool(LISTS.search(f"{article.title}\n{article.text[:200_000]}"))
    firms = Firms(vocab) if listing or any(block.row for block in lines) else None
    entities = _entities(lines, firms, listing) if firms else []
    rest = _without(lines, entities)
    goods = _goods(rest, article.text, vocab)
    return (
        tuple(_item(article, n, draft) for n, draft in enumerate(goods[:MOST_ROWS], 1)),
        tuple(_entity(article, n, entity) for n, entity in enumerate(entities[:MOST_ROWS], 1)),
    )


def _entities(lines: list[Block], firms: Firms, listing: bool) -> list[Entity]:
    found = [entity for rows in tables(lines) for entity in firms.of_rows(rows, listing)]
    if listing:
        found += firms.of_blocks(lines)
    return _apart(found)


def _goods(lines: list[Block], text: str, vocab: Vocab) -> list[Draft]:
    if not (codes.names_codes(text) or codes.controls(text) or any(line.row for line in lines)):
        return []  # most notices: they list nothing, and cost next to nothing
    substances = Substances(vocab)
    found = [draft for rows in tables(lines) for draft in items_of_rows(rows, substances)]
    found += paragraphs.items(lines, text, substances)
    return _apart(found)


def _apart(found: list[Found]) -> list[Found]:
    """Return rows in text order, each with a passage of its own."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda each: (each.start, each.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _without(lines: list[Block], entities: list[Entity]) -> list[Block]:
    """Return the lines that hold no firm; both come in text order."""
    rest: list[Block] = []
    waiting = iter(entities)
    next_ = next(waiting, None)
    for line in lines:
        while next_ and next_.end <= line.start:
            next_ = next(waiting, None)
        if not next_ or next_.start >= line.end:
            rest.append(line)
    return rest


def _item(article: Article, position: int, draft: Draft) -> ControlledItem:
    return ControlledItem(
        article_id=article.id,
        instrument=article.instrument,
        position=position,
        evidence=Evidence("text", draft.start, draft.end, article.text[draft.start : draft.end]),
        number=draft.number,
        name=draft.name,
        name_zh=draft.name_zh,
        control_codes=draft.control_codes,
        hs_codes=draft.hs_codes,
        threshold=draft.threshold,
        minerals=draft.minerals,
    )


def _entity(article: Article, position: int, entity: Entity) -> ListedEntity:
    return ListedEntity(
        article_id=article.id,
        instrument=article.instrument,
        position=position,
        evidence=Evidence("text", entity.start, entity.end, article.text[entity.start : entity.end]),
        number=entity.number,
        name=entity.name,
        name_zh=entity.name_zh,
        country=entity.country,
        address=entity.address,
    )
