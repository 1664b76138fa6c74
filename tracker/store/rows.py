"""Words to rows and back: lists as JSON, times as ISO strings in UTC. Knows no SQL and opens nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from tracker.model import (
    Article,
    Claim,
    ControlledItem,
    Event,
    Evidence,
    Feed,
    ListedEntity,
    Mention,
    Quantity,
    Reason,
    Source,
    Subscription,
    Telling,
)

Row = dict[str, Any]
REMEMBERED = 4096
"""Rows whose words are kept: an event's tellings, and a measure's events, are read again with each new telling."""

_encoded = json.JSONEncoder(ensure_ascii=False).encode


def stamp(at: datetime | None) -> str | None:
    """Return a time as it is stored: ISO 8601, UTC, whole seconds, so that text order is time order."""
    return at.astimezone(UTC).isoformat(timespec="seconds") if at else None


def moment(text: str | None) -> datetime | None:
    """Read a stored time back."""
    return datetime.fromisoformat(text) if text else None


def told(text: str) -> datetime:
    """Read a stored time that is never missing."""
    return datetime.fromisoformat(text)


def packed(values: Iterable[Any]) -> str:
    """Return a list as the JSON text it is stored as."""
    found = list(values)
    return _encoded(found) if found else "[]"


@lru_cache(maxsize=4 * REMEMBERED)
def unpacked(text: str) -> tuple[str, ...]:
    """Read a stored list of strings."""
    return tuple(json.loads(text))


def of_feed(feed: Feed) -> Row:
    """Return the columns of a feed that its configuration decides."""
    names = ("id", "url", "kind", "publisher", "country", "language", "tier", "publish", "expect_weekly", "enabled")
    row = {name: getattr(feed, name) for name in names}
    return row | {"every_seconds": int(feed.every.total_seconds())}


def of_article(article: Article, *, in_scope: bool, coder: str | None) -> Row:
    """Return the public row: the text only where the feed allows it."""
    public = article.text if article.publish == "full" else None
    return {
        "id": article.id,
        "url": article.url,
        "title": article.title,
        "language": article.language,
        "kind": article.kind,
        "publisher": article.publisher,
        "country": article.country,
        "tier": article.tier,
        "publish": article.publish,
        "published": stamp(article.published),
        "fetched": stamp(article.fetched),
        "told": stamp(article.published or article.fetched),
        "feed_id": article.feed_id,
        "instrument": article.instrument,
        "revision": article.revision,
        "sha256": article.sha256,
        "in_scope": int(in_scope),
        "coder": coder,
        "text": public,
        "dated_by": article.dated_by,
        "script": article.script,
        "wire": article.wire,
        "copy_of": article.copy_of,
        "part_of": article.part_of,
    }


def article(row: Mapping[str, Any], text: Mapping[str, Any], aliases: Iterable[str]) -> Article:
    """Put a public row and its private text together again."""
    return Article(
        id=row["id"],
        url=row["url"],
        title=text["title"],
        text=text["text"],
        language=row["language"],
        kind=row["kind"],
        publisher=row["publisher"],
        country=row["country"],
        tier=row["tier"],
        publish=row["publish"],
        published=moment(row["published"]),
        fetched=told(row["fetched"]),
        sha256=row["sha256"],
        feed_id=row["feed_id"],
        revision=row["revision"],
        instrument=row["instrument"],
        furniture=tuple((a, b) for a, b in json.loads(text["furniture"])),
        aliases=tuple(aliases),
        dated_by=row["dated_by"],
        script=row["script"],
        wire=row["wire"],
        copy_of=row["copy_of"],
        part_of=row["part_of"],
    )


def of_mention(mention: Mention) -> Row:
    """Return a mention's row."""
    row = {f.name: getattr(mention, f.name) for f in fields(mention)}
    return row | {"id": mention.id, "place": int(mention.place)}


def mention(row: Mapping[str, Any]) -> Mention:
    """Read a mention back."""
    plain: Row = {f.name: row[f.name] for f in fields(Mention)}
    return Mention(**(plain | {"place": bool(row["place"])}))


CLAIM_LISTS = ("actors", "agencies", "targets", "via", "minerals", "firms", "affects")
CLAIM_PLAIN = (
    "article_id", "action", "stage", "certainty", "instrument", "announced", "effective", "until", "paragraph",
    "rule", "coder", "relation", "closes",
)  # fmt: skip


def of_claim(claim: Claim) -> Row:
    """Return a claim's row, its evidence spread over columns."""
    row = {name: getattr(claim, name) for name in CLAIM_PLAIN} | {"id": claim.id}
    row |= {name: packed(getattr(claim, name)) for name in CLAIM_LISTS}
    row["quantities"] = packed([each.value, each.unit] for each in claim.quantities)
    evidence = claim.evidence
    return row | {"field": evidence.field, "start": evidence.start, "end": evidence.end, "quote": evidence.quote}


TELLING_COLUMNS = (
    *CLAIM_PLAIN, *CLAIM_LISTS, "quantities", "field", "start", "end", "quote",
    "publisher", "tier", "language", "told", "fetched", "origin",
)  # fmt: skip


@lru_cache(maxsize=REMEMBERED)
def telling(values: tuple[Any, ...]) -> Telling:
    """Read a claim joined with its article's facts, given as :data:`TELLING_COLUMNS`."""
    row: Row = dict(zip(TELLING_COLUMNS, values, strict=True))
    plain: Row = {name: row[name] for name in CLAIM_PLAIN}
    lists: Row = {name: unpacked(row[name]) for name in CLAIM_LISTS}
    lists["quantities"] = _quantities(row["quantities"])
    evidence = Evidence(row["field"], row["start"], row["end"], row["quote"])
    source = Source(
        row["article_id"], row["publisher"], row["tier"], row["language"], told(row["told"]), told(row["fetched"]),
        row["origin"] or "",
    )  # fmt: skip
    return Telling(Claim(evidence=evidence, **plain, **lists), source)


@lru_cache(maxsize=REMEMBERED)
def _quantities(text: str) -> tuple[Quantity, ...]:
    return tuple(Quantity(value, unit) for value, unit in json.loads(text))


def of_reason(claim_id: str, position: int, reason: Reason) -> Row:
    """Return the row of one reason of a claim."""
    found = reason.evidence
    row = {"claim_id": claim_id, "position": position, "field": reason.field, "value": reason.value}
    row["rule"] = reason.rule
    return row | {
        "part": found.field if found else None,
        "start": found.start if found else None,
        "end": found.end if found else None,
        "quote": found.quote if found else None,
    }


def reason(row: Mapping[str, Any]) -> Reason:
    """Read a reason back."""
    where = Evidence(row["part"], row["start"], row["end"], row["quote"]) if row["part"] else None
    return Reason(row["field"], row["value"], row["rule"], where)


def of_annex(record: ControlledItem | ListedEntity) -> Row:
    """Return the row of a controlled item or a listed entity, its lists packed and its evidence spread over columns."""
    row = {f.name: getattr(record, f.name) for f in fields(record) if f.name != "evidence"}
    row = {name: packed(value) if isinstance(value, tuple) else value for name, value in row.items()}
    evidence = record.evidence
    where = {"field": evidence.field, "start": evidence.start, "end": evidence.end, "quote": evidence.quote}
    return row | where | {"id": record.id}


ANNEX_LISTS = ("control_codes", "hs_codes", "minerals")


def annexed(row: Mapping[str, Any]) -> Row:
    """Read the row of a controlled item or a listed entity back for people and programs, its lists unpacked."""
    plain = dict(row)
    return plain | {name: list(unpacked(plain[name])) for name in ANNEX_LISTS if name in plain}


EVENT_LISTS = (*CLAIM_LISTS, "languages", "corrected")
EVENT_PLAIN = (
    "id", "headline", "date", "action", "stage", "instrument", "announced", "effective", "until", "paragraph",
    "relation", "closes", "sources", "official", "significance", "lead",
)  # fmt: skip


EVENT_TIMES = ("told", "told_officially", "seen")
EVENT_COLUMNS = (*EVENT_PLAIN, *EVENT_LISTS, *EVENT_TIMES)


def of_event(event: Event) -> Row:
    """Return an event's row; its claims are found through ``claims.event_id``, a measure ties it to itself."""
    row: Row = {name: getattr(event, name) for name in EVENT_PLAIN}
    row |= {name: packed(getattr(event, name)) for name in EVENT_LISTS}
    return row | {name: stamp(getattr(event, name)) for name in EVENT_TIMES}


def event(row: Mapping[str, Any], claims: Iterable[str]) -> Event:
    """Read an event back with its claims."""
    return replace(bare_event(tuple(row[name] for name in EVENT_COLUMNS)), claims=tuple(claims))


@lru_cache(maxsize=REMEMBERED)
def bare_event(values: tuple[Any, ...]) -> Event:
    """Read an event back without its claims, given as :data:`EVENT_COLUMNS`."""
    row: Row = dict(zip(EVENT_COLUMNS, values, strict=True))
    row |= {name: unpacked(row[name]) for name in EVENT_LISTS}
    row |= {name: moment(row[name]) for name in EVENT_TIMES}
    return Event(**row, claims=())


def of_subscription(subscription: Subscription) -> Row:
    """Return a subscription's row."""
    return {
        "id": subscription.id,
        "email": subscription.email,
        "period": subscription.period,
        "minerals": packed(subscription.minerals),
        "countries": packed(subscription.countries),
        "actions": packed(subscription.actions),
        "created": stamp(subscription.created),
    }


def subscription(row: Mapping[str, Any]) -> Subscription:
    """Read a subscription back."""
    return Subscription(
        id=row["id"],
        email=row["email"],
        period=row["period"],
        created=told(row["created"]),
        minerals=unpacked(row["minerals"]),
        countries=unpacked(row["countries"]),
        actions=unpacked(row["actions"]),
    )
