"""The words of the tracker: frozen values that flow one way, and nothing else.

::

    feeds.yaml     web          entries       web+articles     mentions        claims        events         measures
      Feed ─────▶ Fetched ────▶ Entry ──────▶ Article ───────▶ Mention ─────▶ Claim ──────▶ Event ───────▶ Measure
                                                                                                └──▶ Digest ──▶ Letter

Whatever falls off the belt is an :class:`Issue`. The words stand in five modules, by their place on the belt,
and are imported from here. They import the standard library only and know no room.

Conventions that hold everywhere:

* Times are aware UTC ``datetime``; dates of acts are :data:`PartialDate` strings, as exact as the text is and no more.
* Ids are made from content (:func:`content_id`), so every stage may run twice.
* Countries are ISO 3166-1 alpha-2, plus ``EU``; ``*`` as a target means all destinations.
"""

from __future__ import annotations

from tracker.model.coding import (
    Claim,
    ControlledItem,
    Correction,
    Event,
    Evidence,
    ListedEntity,
    Mention,
    Quantity,
    Reason,
    Route,
    Source,
    Telling,
    Thread,
)
from tracker.model.law import Conflict, DateAhead, Measure, Scope, Span, Step
from tracker.model.letters import Digest, DigestLine, Letter, Subscription
from tracker.model.pages import (
    Api,
    Article,
    Asking,
    Attachment,
    Difference,
    Entry,
    Feed,
    Fetched,
    Likeness,
    Listing,
    Pairs,
    Question,
)
from tracker.model.words import (
    ArticleKind,
    Basis,
    Certainty,
    Confidence,
    CorrectionKind,
    DateKind,
    DateSource,
    Day,
    FeedKind,
    Field,
    Issue,
    MentionKind,
    Outcome,
    PartialDate,
    Period,
    Publish,
    Relation,
    Script,
    Stage,
    State,
    StepKind,
    Subject,
    Tier,
    content_id,
)

__all__ = [
    "Api",
    "Article",
    "ArticleKind",
    "Asking",
    "Attachment",
    "Basis",
    "Certainty",
    "Claim",
    "Confidence",
    "Conflict",
    "ControlledItem",
    "Correction",
    "CorrectionKind",
    "DateAhead",
    "DateKind",
    "DateSource",
    "Day",
    "Difference",
    "Digest",
    "DigestLine",
    "Entry",
    "Event",
    "Evidence",
    "Feed",
    "FeedKind",
    "Fetched",
    "Field",
    "Issue",
    "Letter",
    "Likeness",
    "ListedEntity",
    "Listing",
    "Measure",
    "Mention",
    "MentionKind",
    "Outcome",
    "Pairs",
    "PartialDate",
    "Period",
    "Publish",
    "Quantity",
    "Question",
    "Reason",
    "Relation",
    "Route",
    "Scope",
    "Script",
    "Source",
    "Span",
    "Stage",
    "State",
    "Step",
    "StepKind",
    "Subject",
    "Subscription",
    "Telling",
    "Thread",
    "Tier",
    "content_id",
]
