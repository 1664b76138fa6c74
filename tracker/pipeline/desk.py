"""Writes what hangs on events and measures: lines of the date desk, routes, threads of enforcement. Decides nothing.

Each is written anew in the transaction that writes its event or measure, so that it never tells of what is no more.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from tracker import measures
from tracker.events import routes, threads
from tracker.events.days import days
from tracker.events.subjects import parties
from tracker.model import Event, Measure, Telling
from tracker.store import Store
from tracker.vocab import Vocab


def write_measure(store: Store, measure_id: str, measure: Measure | None) -> None:
    """Write the lines of a measure; those of one that is no more are forgotten."""
    store.dates.keep(measure_id, measures.lines(measure) if measure else ())


def write_event(
    store: Store, vocab: Vocab, before: Event | None, event: Event | None, tellings: Mapping[str, Telling]
) -> None:
    """Write the lines, the routes and the threads of an event that was told anew, or forget them where it is no more.

    `before` is the event as it was stored, `tellings` what is told of it by the id of the claim.
    """
    known = event or before
    if known is None:
        return
    lines = measures.of_event(event) if event else ()
    if before or lines:
        store.dates.keep(known.id, lines)
    versions = [each for each in (before, event) if each]
    if any(each.action == routes.ACTION for each in versions):
        store.routes.keep(known.id, known.date, routes.routes(event, tellings) if event else ())
    touched = [each for each in versions if each.action in threads.ACTIONS]
    if touched:
        _thread(store, vocab, known.id, touched)


def _thread(store: Store, vocab: Vocab, event_id: str, touched: list[Event]) -> None:
    """Tell the threads anew that an event may stand in.

    An event can only follow a campaign within reach before it, and only a campaign can be followed, by those within
    reach after it, which may else follow any campaign before them. With the threads in which all of them stand now,
    that is everything the change can move.
    """
    reach = timedelta(days=threads.REACH)
    states = frozenset().union(*map(parties, touched))
    leads = any(each.action == threads.CAMPAIGN for each in touched)
    near = {event_id}
    for first, last in filter(None, (days(each.date) for each in touched)):
        since, until = (
            max(first, date.min + reach) - reach,
            min(last, date.max - reach) + (reach if leads else timedelta()),
        )
        near |= store.routes.enforcement(threads.ACTIONS if leads else (threads.CAMPAIGN,), states, since, until)
    near |= store.routes.threaded(near)
    passages = store.routes.passages(near)
    members = [threads.told(each, passages.get(each.id, ())) for each in store.routes.find(near)]
    store.routes.keep_threads(near, threads.threads(members, vocab))
