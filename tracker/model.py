"""The words of the tracker: frozen values that flow one way, and nothing else.

::

    feeds.yaml     web          entries       web+articles     mentions        claims        events         measures
      Feed ─────▶ Fetched ────▶ Entry ──────▶ Article ───────▶ Mention ─────▶ Claim ──────▶ Event ───────▶ Measure
                                                                                                └──▶ Digest ──▶ Letter

Whatever falls off the belt is an :class:`Issue`. This module imports the standard library only and knows no room.

Conventions that hold everywhere:

* Times are aware UTC ``datetime``; dates of acts are :data:`PartialDate` strings, as exact as the text is and no more.
* Ids are made from content (:func:`content_id`), so every stage may run twice.
* Countries are ISO 3166-1 alpha-2, plus ``EU``; ``*`` as a target means all destinations.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
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
Day = date
Period = Literal["daily", "weekly"]
Outcome = Literal["new", "unchanged", "empty", "refused", "challenge", "wrong_shape", "mojibake", "timeout", "error"]
"""What one poll came to: only the first two mean that the source was seen."""


def content_id(*parts: str) -> str:
    """Return 16 hex digits of the SHA-256 of the parts: the same content has the same id on any day and machine."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Listing:
    """How to read a list page: CSS selectors, `item` for the row; `link`, `title` and `date` within it.

    `inside` is the dotted path of the HTML where it stands within a JSON answer. `next` selects the link to the next
    page. `proof` selects what only the right page has. `count` selects an element that states the number of rows, in
    its attribute `count_attribute` or its text: another number of rows found is a wrong shape.
    """

    item: str
    link: str = "a"
    title: str | None = None
    date: str | None = None
    date_format: str | None = None
    link_pattern: str | None = None
    inside: str | None = None
    next: str | None = None
    proof: str | None = None
    count: str | None = None
    count_attribute: str | None = None


@dataclass(frozen=True, slots=True)
class Api:
    """How to read a JSON answer: dotted paths, `items`, `next` and `cursor` from the root, the others from one item.

    `next` states the next page's address; `cursor` a value that stands for ``{cursor}`` in the next request.
    """

    items: str
    link: str
    title: str
    date: str | None = None
    guid: str | None = None
    summary: str | None = None
    number: str | None = None
    next: str | None = None
    cursor: str | None = None


Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Asking:
    """How a source wants to be asked where a plain GET is not enough: a form makes a POST of it."""

    form: Pairs = ()
    headers: Pairs = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One request for one page of a source, its placeholders filled; a `form` makes it a POST. `page` counts from 0."""

    url: str
    form: Pairs = ()
    headers: Pairs = ()
    page: int = 0


@dataclass(frozen=True, slots=True)
class Feed:
    """One source in ``feeds.yaml``. `every` is the wished polling interval; `expect_weekly` counts entries a week.

    `pages` are asked for at most in one poll, the first numbered `first_page`. A date template in `url` is asked for
    each day of `look_back`, today included.
    """

    id: str
    url: str
    kind: FeedKind
    publisher: str
    country: str
    language: str
    tier: Tier
    every: timedelta
    publish: Publish
    expect_weekly: float | None = None
    enabled: bool = True
    may_be_empty: bool = False
    allow_private: bool = False
    zone: str = "UTC"
    container: str | None = None
    listing: Listing | None = None
    api: Api | None = None
    request: Asking | None = None
    pages: int = 1
    first_page: int = 1
    look_back: timedelta = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Fetched:
    """One answer from the web; ``body=None`` is a 304. `fresh_for` is what Cache-Control or Expires allow."""

    url: str
    final_url: str
    status: int
    at: datetime
    body: bytes | None
    content_type: str = ""
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    fresh_for: timedelta | None = None
    moved_for_good: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """An item as the feed, list page or API tells it. `number` is a document number the source itself states.

    `part_of` is the id of the article that an attachment belongs to.
    """

    id: str
    feed_id: str
    guid: str
    url: str
    title: str
    published: datetime | None = None
    summary: str = ""
    number: str | None = None
    part_of: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document that a notice carries: its annex as PDF, DOCX or another file."""

    url: str
    title: str


@dataclass(frozen=True, slots=True)
class Article:
    """A page, read. `text` has its paragraphs on single lines; `furniture` are ranges of it that nobody wrote as news.

    `instrument` is the number of a notice's own act; `sha256` is over the raw bytes that were read. `wire` is the
    agency that the text credits (``reuters``); `copy_of` the id of the article whose text this one repeats; `part_of`
    the id of the article that this one is an annex of.
    """

    id: str
    url: str
    title: str
    text: str
    language: str
    kind: ArticleKind
    publisher: str
    country: str
    tier: Tier
    publish: Publish
    published: datetime | None
    fetched: datetime
    sha256: str
    feed_id: str | None = None
    revision: int = 1
    instrument: str | None = None
    furniture: tuple[tuple[int, int], ...] = ()
    aliases: tuple[str, ...] = ()
    dated_by: DateSource | None = None
    script: Script = ""
    wire: str = ""
    copy_of: str | None = None
    part_of: str | None = None
    attachments: tuple[Attachment, ...] = ()
    gaps: tuple[str, ...] = ()
    """What of a document could not be read, in words: a page that is a picture, a damaged one."""

    def part(self, name: Field) -> str:
        """Return the title or the text."""
        return self.title if name == "title" else self.text

    def is_furniture(self, start: int, end: int) -> bool:
        """Say whether a range of the text touches page furniture."""
        return any(start < stop and begin < end for begin, stop in self.furniture)


@dataclass(frozen=True, slots=True)
class Likeness:
    """What is compared instead of two texts: the `signature` of one; two that share a band are worth comparing."""

    article_id: str
    size: int
    signature: tuple[int, ...]
    bands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed from one revision of a text to the next: lines added and removed, and a unified diff."""

    added: int
    removed: int
    diff: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of an article's title or text that names one thing.

    `term` is the vocabulary id (``antimony``, ``CN``, ``cn-mofcom``, ``CN-MOFCOM 2024/46``); a firm's is its slug; a
    quantity's is empty and it has `value` and `unit` (``t``, ``kg``, ``%``, ``USD/t``). `place` marks a country
    mention that is only a place. `name` is the firm's name as a careful newspaper writes it.
    """

    article_id: str
    field: Field
    start: int
    end: int
    kind: MentionKind
    term: str
    surface: str
    method: str
    score: float = 1.0
    place: bool = False
    name: str = ""
    value: float | None = None
    unit: str = ""

    @property
    def id(self) -> str:
        """Article, span and term."""
        return content_id(self.article_id, self.field, str(self.start), str(self.end), self.kind, self.term)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A verbatim passage: ``article.part(field)[start:end] == quote``."""

    field: Field
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class ControlledItem:
    """One row of an act's list of controlled goods; `position` counts the rows of one article from 1.

    `control_codes` are numbers such as ``1C902.a``, `hs_codes` 6 to 10 digits, `threshold` the wording of a limit.
    """

    article_id: str
    instrument: str | None
    position: int
    evidence: Evidence
    number: str = ""
    name: str = ""
    name_zh: str = ""
    control_codes: tuple[str, ...] = ()
    hs_codes: tuple[str, ...] = ()
    threshold: str = ""
    minerals: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Article and place of the row."""
        return content_id(self.article_id, "item", str(self.evidence.start), str(self.evidence.end))


@dataclass(frozen=True, slots=True)
class ListedEntity:
    """One firm or body on an act's list; `number` is its number there, `country` an ISO code where the list says so."""

    article_id: str
    instrument: str | None
    position: int
    evidence: Evidence
    number: str = ""
    name: str = ""
    name_zh: str = ""
    country: str | None = None
    address: str = ""

    @property
    def id(self) -> str:
        """Article and place of the row."""
        return content_id(self.article_id, "entity", str(self.evidence.start), str(self.evidence.end))


@dataclass(frozen=True, slots=True)
class Claim:
    """What one passage of one article says was done; the fields are those of the codebook.

    `affects` are the instruments that this act suspends, resumes, amends or ends, each with its paragraph where the
    text names one (``CN-MOFCOM 2024/46#2``). `paragraph` is the claim's own paragraph in its own act. `rule` names
    what made the claim, for explanation; `coder` the version that said so.
    """

    article_id: str
    action: str
    stage: Stage
    certainty: Certainty
    evidence: Evidence
    coder: str
    rule: str
    actors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    minerals: tuple[str, ...] = ()
    firms: tuple[str, ...] = ()
    instrument: str | None = None
    announced: PartialDate | None = None
    effective: PartialDate | None = None
    until: PartialDate | None = None
    affects: tuple[str, ...] = ()
    paragraph: str | None = None

    @property
    def id(self) -> str:
        """Article, evidence span, and what tells two claims of one span apart."""
        span = f"{self.evidence.field}:{self.evidence.start}:{self.evidence.end}"
        act = f"{self.action}:{self.instrument}:{self.paragraph}:{self.stage}:{self.announced}:{self.effective}"
        subject = ",".join((*sorted(self.minerals), *sorted(self.targets), *sorted(self.firms)))
        return content_id(self.article_id, span, act, subject)


@dataclass(frozen=True, slots=True)
class Source:
    """Who tells a claim: the article's facts that events and measures need."""

    article_id: str
    publisher: str
    tier: Tier
    language: str
    told: datetime
    """When the article was published; when it was fetched if it bears no date."""
    seen: datetime
    origin: str = ""
    """What tellings that are copies of one another have in common; empty where the article stands for itself."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim together with the source that tells it."""

    claim: Claim
    source: Source


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, told once. `id` is the id of its earliest claim, for ever.

    `date` is the day to sort by: effective, else announced, else when it was first told. `sources` counts independent
    origins among unofficial sources, copies of one text once; `official` counts authorities. `told` is the day of the
    first telling, `told_officially` of the first official.
    """

    id: str
    action: str
    stage: Stage
    headline: str
    date: PartialDate
    told: datetime
    told_officially: datetime | None
    seen: datetime
    sources: int
    official: int
    languages: tuple[str, ...]
    claims: tuple[str, ...]
    lead: str
    """Id of the claim whose passage is shown first."""
    significance: float = 0.0
    actors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    minerals: tuple[str, ...] = ()
    firms: tuple[str, ...] = ()
    instrument: str | None = None
    announced: PartialDate | None = None
    effective: PartialDate | None = None
    until: PartialDate | None = None
    affects: tuple[str, ...] = ()
    paragraph: str | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """One part of a measure that lives its own life. `id` is paragraph and action: ``2:export_licensing``."""

    id: str
    action: str
    paragraph: str | None = None
    minerals: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One dated step in the life of a scope, with the act and the claim that tell of it.

    `known` is the day from which a reader of published texts could know it.
    """

    scope_id: str
    kind: StepKind
    date: PartialDate
    known: Day
    by: str | None
    event_id: str
    claim_id: str
    tier: Tier
    until: PartialDate | None = None

    def id(self, measure_id: str) -> str:
        """Measure, scope, kind, date and the event that caused it."""
        return content_id(measure_id, self.scope_id, self.kind, self.date, self.event_id)


@dataclass(frozen=True, slots=True)
class Span:
    """One scope's legal state between two days, as known between two days (both ends: first day in, last day out).

    ``until=None`` and ``known_until=None`` mean open. `why` is the sentence to show beside the state, and `step_id`
    the step that put it there.
    """

    scope_id: str
    state: State
    since: Day
    until: Day | None
    known_since: Day
    known_until: Day | None
    why: str
    step_id: str
    next_change: Day | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """An official act with a life. `id` is a slug of the instrument, such as ``cn-mofcom-2024-46``."""

    id: str
    instrument: str
    title: str
    actors: tuple[str, ...]
    agencies: tuple[str, ...]
    scopes: tuple[Scope, ...]
    steps: tuple[Step, ...]
    spans: tuple[Span, ...]
    links: tuple[tuple[str, str], ...] = ()
    """Pairs of link kind (``suspends``, ``suspended_by``, ``amends`` …) and measure id."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """Who gets which letter, how often. Empty filters let everything through."""

    id: str
    email: str
    period: Period
    created: datetime
    minerals: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DigestLine:
    """One event as a letter tells it, with the passage and the link that stand behind it.

    `states` are the legal states, on the day of the letter, of the scopes that the event has moved, each with the last
    day of a pause: an act that took effect two years ago may sleep today.
    """

    event: Event
    quote: str
    publisher: str
    url: str
    published: datetime | None
    states: tuple[tuple[State, Day | None], ...] = ()


@dataclass(frozen=True, slots=True)
class DateAhead:
    """One coming change of legal state."""

    day: Day
    measure_id: str
    measure_title: str
    what: str


@dataclass(frozen=True, slots=True)
class Digest:
    """The events of one period for one subscription, in reading order."""

    subscription: Subscription
    since: datetime
    until: datetime
    lines: tuple[DigestLine, ...]
    ahead: tuple[DateAhead, ...] = ()
    left_out: int = 0

    @property
    def id(self) -> str:
        """Subscription and period: one letter for each, ever."""
        return content_id(self.subscription.id, self.since.isoformat(), self.until.isoformat())


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail ready to send. `id` is the digest's id and makes the Message-ID."""

    id: str
    to: str
    subject: str
    text: str
    html: str


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
