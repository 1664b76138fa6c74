"""Makes Events: the claims that tell the same thing, joined and told once.

::

    Telling ──keys──▶ candidates (found by the store) ──choose──▶ event id or None
    Tellings of one event ──tell──▶ Event ──event_keys──▶ index

It must not know where events are stored or what a measure is; candidates come in as an argument, found by exact index
keys, never by going through all pairs. An act with a number is known by its number, action and treatment; without one
by actor, action, minerals and date, so that a recap months later ("in December 2024 Beijing banned …") finds its event.
"""

from tracker.events.choice import choose
from tracker.events.fold import tell
from tracker.events.index import act_keys, event_keys, keys

__all__ = ["act_keys", "choose", "event_keys", "keys", "tell"]
