"""What every other word is made of: kinds, stages, states, dates, ids, and the Issue. Standard library only."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

PartialDate = str
"""``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; strings of one precision compare as dates do."""

FeedKind = Literal["feed", "listing", "api"]
Tier = Literal["official", "wire", "trade", "press", "analysis"]
Publish = Literal["full", "evidence"]
ArticleKind = Literal["notice", "news"]
MentionKind = Literal["mineral", "country", "firm", "agency", "instrument", "quantity"]
DateSource = Literal["feed", "meta", "text", "url"]
"""Where a publication date was found: told by the feed, the page's metadata, its text, or its address."""
Script = Literal["", "Hans", "Hant"]
"""ISO 15924: Simplified or Traditional Chinese; empty for other languages and texts too short to tell."""
Field = Literal["title", "text"]
Stage = Literal["proposed", "announced", "in_force", "amended", "eased", "suspended", "ended", "occurred"]
Certainty = Literal["asserted", "expected", "denied"]
StepKind = Literal["proposed", "announced", "effective", "amended", "eased", "suspended", "resumed", "ended"]
State = Literal[
    "proposed",
    "announced",
    "in_force",
    "suspended",
    "pause_ended_unconfirmed",
    "ended",
    "reported",
]
"""The legal state of one scope of a measure on a date, as known on a date.

``announced``: published, not yet in force. ``pause_ended_unconfirmed``: a pause has run out by its own text and no
later text says what follows; a person must look. ``reported``: only unofficial sources tell of it, so no legal state
is given.
"""
Relation = Literal["suspends", "resumes", "amends", "replaces", "extends", "implements", "ends", "eases"]
"""What one act does to another."""
Confidence = Literal["high", "medium", "low"]
Basis = Literal["register", "learned", "both"]
"""Where a measure is known from: the shipped register, texts that were read, or both."""
DateKind = Literal["starts", "ends", "resumes", "pause_ends", "closes"]
"""What happens on a day of the date desk; ``closes``: comments on a proposal are due."""
CorrectionKind = Literal["set", "merge", "split", "reject", "confirm"]
Subject = Literal["claim", "event", "measure"]
Day = date
Period = Literal["daily", "weekly"]
Outcome = Literal["new", "unchanged", "empty", "refused", "challenge", "wrong_shape", "mojibake", "timeout", "error"]
"""What one poll came to: only the first two mean that the source was seen."""


def content_id(*parts: str) -> str:
    """Return 16 hex digits of the SHA-256 of the parts: the same content has the same id on any day and machine."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that could not be done: by which room, to what, of which kind, and why in one line."""

    room: str
    subject: str
    kind: str
    reason: str
    at: datetime = field(compare=False)

    @property
    def id(self) -> str:
        """The same trouble with the same subject is one issue that is seen again."""
        return content_id(self.room, self.subject, self.kind)
