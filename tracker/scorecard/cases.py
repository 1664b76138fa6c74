"""Makes a gold Case from one line of a gold file, and names what is held against it. Must not know how to score."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tracker.model import Claim, Evidence, Field, Mention

LEGAL_FORMS = frozenset(
    {
        "ab",
        "ag",
        "as",
        "asa",
        "bhd",
        "bv",
        "co",
        "company",
        "corp",
        "corporation",
        "gmbh",
        "inc",
        "incorporated",
        "jsc",
        "kgaa",
        "kk",
        "limited",
        "llc",
        "llp",
        "lp",
        "ltd",
        "nv",
        "oy",
        "oyj",
        "pcl",
        "pjsc",
        "plc",
        "pte",
        "pty",
        "sa",
        "sarl",
        "sas",
        "sdn",
        "se",
        "spa",
        "srl",
        "tbk",
    }
)
CHINESE_LEGAL_FORMS = ("股份有限公司", "有限责任公司", "有限責任公司", "有限公司", "株式会社")
NO_EVENTS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Case:
    """One gold case: an article as a feed would give it, with what a careful reader finds in it.

    `mentions` and `claims` speak the words of the model; `events` holds for each claim, in order, its cluster key, or
    None for a claim that makes no event.
    """

    id: str
    lang: str
    kind: str
    publisher: str
    country: str
    url: str
    published: datetime
    title: str
    text: str
    furniture: tuple[tuple[int, int], ...]
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    events: tuple[str | None, ...]
    note: str = ""

    def in_furniture(self, name: Field, start: int, end: int) -> bool:
        """Say whether a range of the text lies wholly in page furniture; a title has none."""
        return name == "text" and any(begin <= start and end <= stop for begin, stop in self.furniture)

    def places(self, claim: Claim) -> tuple[tuple[Field, int, int], ...]:
        """Return every place where a gold claim's evidence stands in this case: (field, start, end)."""
        quote = claim.evidence.quote
        found = [(name, at, at + len(quote)) for name, text in self.parts() for at in occurrences(text, quote)]
        return tuple(found) or ((claim.evidence.field, claim.evidence.start, claim.evidence.end),)

    def parts(self) -> tuple[tuple[Field, str], ...]:
        """Return the fields with their strings, text first: evidence is looked for there before the title."""
        return (("text", self.text), ("title", self.title))


@dataclass(frozen=True, slots=True)
class Prediction:
    """What was found in one case: mentions, claims, and for each asserted claim's id the id of its event."""

    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: Mapping[str, str] = field(default_factory=lambda: NO_EVENTS)


def read_case(line: str) -> Case:
    """Read one line of a gold file. A missing key or a claim whose evidence is not in the case raises ValueError."""
    try:
        raw = json.loads(line)
        return _case(raw)
    except KeyError as missing:
        raise ValueError(f"gold case {raw.get('id', '?')}: no {missing}") from missing


def _case(raw: Mapping[str, Any]) -> Case:
    return Case(
        id=raw["id"],
        lang=raw["lang"],
        kind=raw["kind"],
        publisher=raw.get("publisher", ""),
        country=raw.get("country", ""),
        url=raw.get("url", ""),
        published=datetime.fromisoformat(raw["published"]),
        title=raw["title"],
        text=raw["text"],
        furniture=tuple((start, end) for start, end in raw.get("furniture", ())),
        mentions=tuple(_mention(raw, each) for each in raw["mentions"]),
        claims=tuple(_claim(raw, each) for each in raw["claims"]),
        events=tuple(raw["events"]),
        note=raw.get("note", ""),
    )


def _mention(raw: Mapping[str, Any], each: Mapping[str, Any]) -> Mention:
    term = each.get("id", "")
    return Mention(
        article_id=raw["id"],
        field=each["field"],
        start=each["start"],
        end=each["end"],
        kind=each["kind"],
        term=term,
        surface=raw[each["field"]][each["start"] : each["end"]],
        method="gold",
        place=each.get("place", False),
        name=term if each["kind"] == "firm" else "",
        value=each.get("value"),
        unit=each.get("unit", ""),
    )


def _claim(raw: Mapping[str, Any], each: Mapping[str, Any]) -> Claim:
    def names(key: str) -> tuple[str, ...]:
        return tuple(each.get(key) or ())

    return Claim(
        article_id=raw["id"],
        action=each["action"],
        stage=each["stage"],
        certainty=each["certainty"],
        evidence=_evidence(raw, each["evidence"]),
        coder="gold",
        rule="gold",
        actors=names("actors"),
        agencies=names("agencies"),
        targets=names("targets"),
        via=names("via"),
        minerals=names("minerals"),
        firms=names("firms"),
        instrument=each.get("instrument"),
        announced=each.get("announced"),
        effective=each.get("effective"),
        until=each.get("until"),
    )


def _evidence(raw: Mapping[str, Any], quote: str) -> Evidence:
    fields: tuple[Field, ...] = ("text", "title")
    for name in fields:
        start = raw[name].find(quote)
        if start >= 0:
            return Evidence(name, start, start + len(quote), quote)
    raise ValueError(f"gold case {raw['id']}: evidence is not in its title or text: {quote[:60]!r}")


def occurrences(text: str, quote: str) -> Iterator[int]:
    """Yield every offset at which `quote` stands in `text`."""
    at = text.find(quote)
    while at >= 0 and quote:
        yield at
        at = text.find(quote, at + 1)


def firm_key(name: str) -> str:
    """Return a firm's name or slug without case, punctuation and legal form: "Lynas Rare Earths Ltd." and
    ``lynas-rare-earths`` become one key."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    for form in CHINESE_LEGAL_FORMS:
        folded = folded.replace(form, " ")
    words = re.sub(r"[^\w]+|_", " ", folded.replace(".", "").replace("'", "").replace("’", "")).split()
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    return "".join(words)
