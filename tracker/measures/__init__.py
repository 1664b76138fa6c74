"""Makes Measures: the life of each official act, told from events, and its legal state on a date as known on a date.

::

    Events that touch an act ──scopes──▶ Scopes and Steps ──timeline──▶ Spans ──state──▶ what holds on a day

It must not know articles, claims or the database. Two clocks run: the day a state holds (`since`, `until`) and the day
from which published texts let one know it (`known_since`, `known_until`). A suspension decided in November is nothing
that a reader could know in October.

What the rules hold to, in their order of weight:

* Only what an official source tells moves a state; what others alone tell is ``reported``. A change by another text
  counts only if an act or authority of the issuer's own country is named for it.
* A proposal is never in force, whatever start it names.
* A pause whose end has passed with no later text is ``pause_ended_unconfirmed``: a person must look.
* A term that has run out by its own text is ``ended``; an extension known by then moves the end.
* An act that took effect before it was announced was in force all along, but nobody could know it.
"""

from tracker.measures.book import build
from tracker.measures.calendar import ahead, state
from tracker.measures.names import measure_id, touched
from tracker.measures.objects import meant

__all__ = ["ahead", "build", "meant", "measure_id", "state", "touched"]
