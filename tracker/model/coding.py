"""What texts say: mentions, annex rows, claims, and the events that they tell of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from tracker.model.words import (
    Certainty,
    CorrectionKind,
    Field,
    MentionKind,
    PartialDate,
    Relation,
    Stage,
    Subject,
    Tier,
    content_id,
)


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
class Quantity:
    """An amount with its unit, as a mention has it: ``Quantity(3_800.0, "t")``."""

    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one field of a claim has one value: the rule (a cue's or a rule's name) and the passage it read.

    `field` is the claim's field (``stage``, ``minerals``), `value` the value as text, one reason for each member of a
    list. A value that no passage of the article gives (the country of a source, the day of publication) has the
    article's own fact for its rule and no evidence.
    """

    field: str
    value: str
    rule: str
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What one passage of one article says was done; the fields are those of the codebook.

    `affects` are the instruments that this act suspends, resumes, amends or ends, each with its paragraph where the
    text names one (``CN-MOFCOM 2024/46#2``). `paragraph` is the claim's own paragraph in its own act. `rule` names
    what made the claim, for explanation; `coder` the version that said so. `relation` is what the act does to those it
    affects, `closes` the last day for comments on a proposal, `quantities` the amounts of goods that the passage gives.
    `reasons` say which passage and rule made each field.
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
    relation: Relation | None = None
    closes: PartialDate | None = None
    quantities: tuple[Quantity, ...] = ()
    reasons: tuple[Reason, ...] = ()
    _id: str = field(default="", init=False, repr=False, compare=False)
    """The id, once it was asked for: it costs a hash, and an event's claims are told again with each new telling."""

    @property
    def id(self) -> str:
        """Article, evidence span, and what tells two claims of one span apart."""
        if not self._id:
            object.__setattr__(self, "_id", self._made_id())
        return self._id

    def _made_id(self) -> str:
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
    relation: Relation | None = None
    closes: PartialDate | None = None
    corrected: tuple[str, ...] = ()
    """Names of the fields that a person has set."""


@dataclass(frozen=True, slots=True)
class Route:
    """One way that goods took around a control, as an event tells it: `origin` to `destination` by way of `transit`.

    Countries are ISO codes, empty where nobody says. `quantity` is in `unit`; `since` and `until` bound the period.
    """

    event_id: str
    claim_id: str
    origin: str
    transit: str
    destination: str
    mineral: str
    quantity: Quantity | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None

    @property
    def id(self) -> str:
        """Event, way and mineral."""
        return content_id(self.event_id, self.origin, self.transit, self.destination, self.mineral)


@dataclass(frozen=True, slots=True)
class Thread:
    """Events of enforcement that follow from one another: a campaign, its meetings, its cases; `id` is the first's.

    `events` are ids in the order in which they happened.
    """

    id: str
    title: str
    countries: tuple[str, ...]
    agencies: tuple[str, ...]
    minerals: tuple[str, ...]
    since: PartialDate
    latest: PartialDate
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says over the coder: who, when, why, and the quote or address that shows it.

    ``set`` gives `field` of the subject the `value` (JSON for a list); ``merge`` joins the event into the event
    `value`; ``split`` takes the claims `value` (JSON list of ids) out of the event into one of their own; ``reject``
    says that the subject is not so; ``confirm`` that it is, whatever the coder will say.
    """

    kind: CorrectionKind
    subject: Subject
    subject_id: str
    author: str
    reason: str
    at: datetime
    field: str = ""
    value: str = ""
    quote: str = ""
    source: str = ""

    @property
    def id(self) -> str:
        """What is said of what, by whom and when: said twice, it is one."""
        return content_id(
            self.kind, self.subject, self.subject_id, self.field, self.value, self.author, self.at.isoformat()
        )
