"""Makes Measures: the life of each official act, told from events, and its legal state on a date as known on a date.

::

    the register's act ──ground──┐
    Events that touch an act ────┴─scopes──▶ Scopes and Steps ──timeline──▶ Spans ──state──▶ what holds on a day
                                      └─conflicts──▶ what a person must look at

It must not know articles, claims or the database. Two clocks run: the day a state holds (`since`, `until`) and the day
from which published texts let one know it (`known_since`, `known_until`). A suspension decided in November is nothing
that a reader could know in October.

What the rules hold to, in their order of weight:

* Only what an official source tells moves a state; what others alone tell is ``reported``. A change by another text
  counts only if an act or authority of the issuer's own country is named for it.
* The register is the ground: what texts tell is laid over it, and where a text that it could have read contradicts the
  very step that it has, the register stands and the contradiction is told.
* A proposal is never in force, whatever start it names.
* A pause whose end has passed with no later text is ``pause_ended_unconfirmed``: a person must look.
* A term that has run out by its own text is ``ended``; an extension known by then moves the end.
* An act that took effect before it was announced was in force all along, but nobody could know it.
"""

from tracker.measures.book import build, weigh
from tracker.measures.calendar import ahead, lines, of_event, state
from tracker.measures.hand import hand_steps
from tracker.measures.links import ended_by
from tracker.measures.names import measure_id, touched
from tracker.measures.objects import CHANGES, meant, meant_in

RULES = "measures-3"
"""The edition of these rules; a home whose measures were built by another builds them anew."""

__all__ = [
    "CHANGES",
    "RULES",
    "ahead",
    "build",
    "ended_by",
    "hand_steps",
    "lines",
    "meant",
    "meant_in",
    "measure_id",
    "of_event",
    "state",
    "touched",
    "weigh",
]
