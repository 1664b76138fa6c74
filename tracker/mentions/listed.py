"""Adds the firms that an act lists by number, which need no second opinion. Knows spans, not what the list does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.model import Article, ListedEntity, Mention
from tracker.vocab import slug


def with_listed(mentions: Sequence[Mention], article: Article, entities: Sequence[ListedEntity]) -> tuple[Mention, ...]:
    """Return the mentions with each listed entity's name as a firm; what stands within a name belongs to the firm.

    A name that is marked as a firm already, in whole or in part, stays as it is.
    """
    firms = [each for each in mentions if each.kind == "firm"]
    new = [
        each
        for each in _named(article, entities)
        if not any(each.field == firm.field and each.start < firm.end and firm.start < each.end for firm in firms)
    ]
    kept = [
        each
        for each in mentions
        if not any(each.field == one.field and one.start <= each.start and each.end <= one.end for one in new)
    ]
    return tuple(sorted([*kept, *new], key=lambda each: (each.field != "title", each.start, each.end)))


def _named(article: Article, entities: Sequence[ListedEntity]) -> Iterator[Mention]:
    for entity in entities:
        text = article.part(entity.evidence.field)
        for name in (entity.name_zh, entity.name):
            start = text.find(name, entity.evidence.start, entity.evidence.end) if name else -1
            if start >= 0:
                yield Mention(
                    article_id=article.id,
                    field=entity.evidence.field,
                    start=start,
                    end=start + len(name),
                    kind="firm",
                    term=slug(entity.name or name),
                    surface=name,
                    method="list",
                    name=entity.name or name,
                )
