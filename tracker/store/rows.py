"""Words to rows and back: lists as JSON, times as ISO strings in UTC. Knows no SQL and opens nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import UTC, datetime
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
    Source,
    Subscription,
    Telling,
)

Row = dict[str, Any]


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
    return json.dumps(list(values), ensure_ascii=False)


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
    "rule", "coder",
)  # fmt: skip


def of_claim(claim: Claim) -> Row:
    """Return a claim's row, its evidence spread over columns."""
    row = {name: getattr(claim, name) for name in CLAIM_PLAIN} | {"id": claim.id}
    row |= {name: packed(getattr(claim, name)) for name in CLAIM_LISTS}
    evidence = claim.evidence
    return row | {"field": evidence.field, "start": evidence.start, "end": evidence.end, "quote": evidence.quote}


def telling(row: Mapping[str, Any]) -> Telling:
    """Read a claim joined with its article's facts."""
    plain = {name: row[name] for name in CLAIM_PLAIN}
    lists: Row = {name: unpacked(row[name]) for name in CLAIM_LISTS}
    evidence = Evidence(row["field"], row["start"], row["end"], row["quote"])
    source = Source(
        row["article_id"], row["publisher"], row["tier"], row["language"], told(row["told"]), told(row["fetched"]),
        row["origin"] or "",
    )  # fmt: skip
    return Telling(Claim(evidence=evidence, **plain, **lists), source)


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


EVENT_LISTS = (*CLAIM_LISTS, "languages")
EVENT_PLAIN = (
    "id", "headline", "date", "action", "stage", "instrument", "announced", "effective", "until", "paragraph",
    "sources", "official", "significance", "lead",
)  # fmt: skip


def of_event(event: Event) -> Row:
    """Return an event's row; its claims are found through ``claims.event_id``, its measure is set with the measure."""
    row = {name: getattr(event, name) for name in EVENT_PLAIN}
    row |= {name: packed(getattr(event, name)) for name in EVENT_LISTS}
    times = {name: stamp(getattr(event, name)) for name in ("told", "told_officially", "seen")}
    return row | times | {"measure_id": None}


def event(row: Mapping[str, Any], claims: Iterable[str]) -> Event:
    """Read an event back."""
    plain: Row = {name: row[name] for name in EVENT_PLAIN}
    lists: Row = {name: unpacked(row[name]) for name in EVENT_LISTS}
    return Event(
        **plain,
        **lists,
        told=told(row["told"]),
        told_officially=moment(row["told_officially"]),
        seen=told(row["seen"]),
        claims=tuple(claims),
    )


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
