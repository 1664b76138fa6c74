"""Keeps what was read: who says it already, what stands in it, and the pages that belong to it. Fetches nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property

from tracker import annexes, articles, claims
from tracker.claims.reasons import misplaced, stands
from tracker.mentions import Tagger, with_listed
from tracker.model import (
    Article,
    Claim,
    ControlledItem,
    Entry,
    Issue,
    Likeness,
    ListedEntity,
    Measure,
    Mention,
    content_id,
)
from tracker.pipeline.link import link_articles, retell
from tracker.store import Store
from tracker.vocab import Vocab, register

HEAD = 400
"""Characters of a notice in which its own number stands, if anywhere."""
LOOKS = (timedelta(hours=1), timedelta(days=1), timedelta(days=7), timedelta(days=30))
"""When an official page is looked at again, each after the look before."""


@dataclass(frozen=True, slots=True)
class Examined:
    """An article with all that stands in it."""

    article: Article
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    items: tuple[ControlledItem, ...]
    entities: tuple[ListedEntity, ...]

    @property
    def in_scope(self) -> bool:
        """Whether it says anything of minerals or of acts."""
        named = any(mention.kind in {"mineral", "instrument"} for mention in self.mentions)
        return bool(self.claims or self.items or self.entities) or named


@dataclass(frozen=True)
class Reader:
    """Turns an article into what stands in it. The models are loaded at the first article in scope.

    `acts` are the measures known before anything is read; None stands for the shipped register.
    """

    vocab: Vocab
    english_model: str
    acts: tuple[Measure, ...] | None = None

    @cached_property
    def tagger(self) -> Tagger:
        """The tagger, made once."""
        return Tagger(self.vocab, self.english_model)

    @cached_property
    def known(self) -> Mapping[str, Measure]:
        """The acts known beforehand, by their instrument."""
        acts = register.load() if self.acts is None else self.acts
        return {act.instrument: act for act in acts}

    def matters(self, article: Article) -> bool:
        """Say whether the article can be about minerals at all."""
        attached = " ".join(each.title for each in article.attachments)
        return self.tagger.gate(f"{article.title}\n{article.text}\n{attached}")

    def number(self, article: Article) -> str | None:
        """Return the official number that a notice bears, read from its head alone."""
        if article.kind != "notice":
            return None
        head = replace(article, text=article.text[:HEAD], furniture=())
        return claims.own_instrument(head, self.tagger.tag(head)) or article.instrument

    def examine(self, article: Article) -> Examined:
        """Tag and code an article, and read its lists. An annex makes no claim of its own: its act does."""
        mentions = self.tagger.tag(article)
        if article.part_of is None:
            article = replace(article, instrument=claims.own_instrument(article, mentions) or article.instrument)
        items, entities = annexes.read(article, self.vocab)
        mentions = with_listed(mentions, article, entities)
        coded = () if article.part_of else claims.code(article, mentions, self.vocab, self.known)
        return Examined(article, mentions, coded, items, entities)


def keep_article(store: Store, reader: Reader, article: Article, *, only_in_scope: bool = False) -> str | None:
    """Keep an article that is new or has changed, and return the id it is known by.

    The same text again, here or at another address of the same act, only teaches its addresses. With `only_in_scope`, a
    new article that turns out to tell of no mineral and no act is not kept, and None is returned.
    """
    before = store.reading.find(article.id)
    if before is not None and (before.title, before.text) == (article.title, article.text):
        store.reading.learn_aliases(article.id, article.aliases)
        return article.id
    if before is not None:
        return _keep_revision(store, reader, before, article)
    examined = reader.examine(article)
    if only_in_scope and not examined.in_scope:
        return None
    twin = _twin(store, examined.article)
    if twin is not None:
        store.reading.learn_aliases(twin.id, {article.url, *article.aliases})
        return twin.id
    likeness = articles.likeness(article)
    if likeness:
        origin = _origin(store, article, likeness)
        examined = replace(examined, article=replace(examined.article, copy_of=origin))
        store.pages.keep_likeness(likeness)
    store.reading.keep_text(examined.article)
    _keep_examined(store, examined)
    if article.kind == "notice" and article.feed_id:
        store.pages.look_again(article.id, article.fetched + LOOKS[0], checks=0)
    _keep_attachments(store, examined.article)
    for gap in article.gaps:
        store.issues.add(Issue("articles", article.url, "unread_part", gap, article.fetched))
    return article.id


def _keep_revision(store: Store, reader: Reader, before: Article, article: Article) -> str:
    """Keep a changed text as a new revision, with what changed, and tell anew what it tells."""
    article = replace(
        article,
        revision=before.revision + 1,
        aliases=tuple(sorted({*before.aliases, *article.aliases})),
        copy_of=before.copy_of,
        part_of=before.part_of,
    )
    examined = reader.examine(article)
    if likeness := articles.likeness(article):
        store.pages.keep_likeness(likeness)
    store.reading.keep_text(examined.article)
    store.pages.keep_revision(examined.article, articles.difference(before.text, article.text))
    code(store, reader, examined, again=True)
    _keep_attachments(store, examined.article)
    return article.id


def code(store: Store, reader: Reader, examined: Examined, *, again: bool) -> None:
    """Store what stands in an article. Where an earlier coding is replaced, what it told is linked anew at once.

    New claims are linked before events that lost theirs are told again, so that an event keeps its id.
    """
    orphaned = _keep_examined(store, examined)
    if again:
        link_articles(store, reader.vocab, [examined.article.id])
        retell(store, reader.vocab, orphaned)


def _keep_examined(store: Store, examined: Examined) -> list[str]:
    examined = _standing(store, examined)
    article = examined.article
    orphaned = store.reading.keep(
        article, examined.mentions, examined.claims, in_scope=examined.in_scope, coder=claims.CODER
    )
    store.pages.keep_annexes(article.id, examined.items, examined.entities)
    if article.part_of is None:
        store.pages.number_annexes(article.id, article.instrument)
    return orphaned


def _standing(store: Store, examined: Examined) -> Examined:
    """Leave out whatever rests on a passage that is not in the text: that is a bug of ours, and told as an issue."""
    article = examined.article
    rows: tuple[ControlledItem | ListedEntity, ...] = (*examined.items, *examined.entities)
    faults = misplaced(article, examined.claims)
    faults += [f"row {row.position} of its list" for row in rows if not _stands(article, row)]
    store.issues.resolve(article.url, article.fetched, rooms=("claims",))
    if not faults:
        return examined
    reason = f"{len(faults)} passages are not in the text, and what rests on them is left out: {faults[0]}"
    store.issues.add(Issue("claims", article.url, "evidence", reason, article.fetched))
    return replace(
        examined,
        claims=tuple(claim for claim in examined.claims if not misplaced(article, (claim,))),
        items=tuple(row for row in examined.items if _stands(article, row)),
        entities=tuple(row for row in examined.entities if _stands(article, row)),
    )


def _stands(article: Article, row: ControlledItem | ListedEntity) -> bool:
    return stands(article, row.evidence)


def _twin(store: Store, article: Article) -> Article | None:
    """Return the article that this one is another address of; where only number or address agree, tell an issue."""
    if article.part_of:
        return None
    same_act: Sequence[Article] = ()
    if article.kind == "notice" and article.instrument:
        same_act = store.reading.same_act(article.instrument, article.language)
    known = store.reading.at(article.url)
    if found := _agreeing(article, (*same_act, *([known] if known else ()), *_same_title(store, article))):
        return found
    for other in same_act[:1]:
        reason = f"{article.instrument} stands with another text at {other.url}; both are kept"
        store.issues.add(Issue("read", article.url, "same_number", reason, article.fetched))
    return None


def _same_title(store: Store, article: Article) -> Sequence[Article]:
    if article.published is None or not article.title:
        return ()
    return store.reading.same_title(article.publisher, article.title, article.published.date().isoformat())


def _agreeing(article: Article, others: Iterable[Article]) -> Article | None:
    return next((other for other in others if articles.agrees(article.text, other.text)), None)


def _origin(store: Store, article: Article, likeness: Likeness) -> str | None:
    """Return the article whose text this one repeats, the first of them all; an official text repeats nobody."""
    if article.tier == "official":
        return None
    for other in store.pages.alike(likeness):
        if articles.is_copy(likeness, other) and (found := store.reading.find(other.article_id)):
            return found.copy_of or found.id
    return None


def _keep_attachments(store: Store, article: Article) -> None:
    """Have the annexes of a notice read like entries of its own feed."""
    if article.feed_id is None:
        return
    found = [
        Entry(
            id=content_id(article.feed_id, article.id, each.url),
            feed_id=article.feed_id,
            guid=f"annex {each.url}",
            url=each.url,
            title=each.title,
            published=article.published,
            part_of=article.id,
        )
        for each in article.attachments
    ]
    store.gathering.keep_entries(found, article.fetched)
