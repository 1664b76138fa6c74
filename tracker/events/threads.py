"""Makes threads of enforcement: a campaign, the meetings that carry it on, the cases that come of it.

::

    campaign ◀── latest earlier campaign that it follows ── campaign, case, circumvention

Each event follows at most one campaign, the latest that it may follow; a thread is a first campaign with all that
follows it, one step after another. So the threads are the same whatever the order in which events came to be known,
and an event that comes late joins. It must not know where events are stored.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.events.days import days
from tracker.events.subjects import GENERAL, broad, is_general, parties
from tracker.model import Event, Thread
from tracker.vocab import Vocab

CAMPAIGN = "enforcement_campaign"
ACTIONS = frozenset({CAMPAIGN, "enforcement_case", "circumvention"})
REACH = 400
"""Days within which an event may follow a campaign: a year, and the weeks by which courts and yearly meetings slip."""

MOST_NAMED = 4

_NAMED = re.compile(
    r"\b(?:special|joint|nationwide|national|concerted|coordinated|multi-agency|inter-agency)\s+(?:[\w-]+\s+){0,3}"
    r"(?:operations?|campaigns?|crackdowns?|drives?|actions?)\b"
    r"|\b(?:crackdown|campaign|operation|drive)\s+(?:on|against|to (?:combat|curb|stop|fight|crush))\b"
    r"|专项(?:行动|斗争|整治|打击|治理)|专案行动|專項(?:行動|整治|打擊)|联合(?:打击|整治)行动|集中(?:打击|整治)|严打",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """An event of enforcement, and whether the passages that tell of it name a campaign."""

    event: Event
    names: bool = False


def told(event: Event, passages: Iterable[str]) -> Told:
    """Return an event with what its passages say of a campaign."""
    return Told(event, any(_NAMED.search(each) for each in passages))


def threads(members: Iterable[Told], vocab: Vocab) -> tuple[Thread, ...]:
    """Return the threads among events of enforcement, by the day of their first event; others are left aside.

    Each begins with a campaign. A case or a report of circumvention that follows no campaign stands in none.
    """
    every = sorted((each for each in members if each.event.action in ACTIONS and _day(each)), key=_place)
    first: dict[str, str] = {}
    under: dict[str, list[Event]] = defaultdict(list)
    for number, each in enumerate(every):
        leader = next((other for other in reversed(every[:number]) if follows(other, each)), None)
        if leader is None and each.event.action != CAMPAIGN:
            continue
        first[each.event.id] = first[leader.event.id] if leader else each.event.id
        under[first[each.event.id]].append(each.event)
    return tuple(_thread(events, vocab) for events in under.values())


def _place(each: Told) -> tuple[date, str, str]:
    return _day(each) or date.max, each.event.told.isoformat(), each.event.id


def _day(each: Told) -> date | None:
    found = days(each.event.date)
    return found[0] if found else None


def follows(earlier: Told, later: Told) -> bool:
    """Say whether an event may follow a campaign before it: the same state, within :data:`REACH` days, and alike.

    Alike are campaigns with an authority or a mineral in common, and cases and evasions with both; a case that names no
    authority (a court is none) is alike if it is of a mineral that the campaign names. An event that names a campaign
    needs neither. Two that name different minerals have nothing to do with each other, whoever acts, unless the later
    names a campaign.
    """
    lead, event = earlier.event, later.event
    since, then = _day(earlier), _day(later)
    if lead.action != CAMPAIGN or since is None or then is None or not 0 <= (then - since).days <= REACH:
        return False
    if not parties(lead) & parties(event):
        return False
    if later.names:
        return True
    offices = bool(set(lead.agencies) & set(event.agencies))
    shared = bool(_subjects(lead) & _subjects(event))
    either = shared or is_general(lead.minerals) or is_general(event.minerals)
    if event.action == CAMPAIGN:
        return shared or (offices and either)
    covered = shared or (is_general(lead.minerals) and bool(event.minerals))
    unnamed = event.action == "enforcement_case" and not event.agencies
    return (offices and covered) or (unnamed and shared)


def _subjects(event: Event) -> set[str]:
    """Return what an event is about; a general term is one too, for two that both speak of "strategic minerals"."""
    return {*broad(event.minerals), *(GENERAL & set(event.minerals))}


def _thread(events: Sequence[Event], vocab: Vocab) -> Thread:
    countries = _most(country for event in events for country in sorted(parties(event)))
    campaigns = [event for event in events if event.action == CAMPAIGN]
    about = _most(mineral for event in campaigns for mineral in event.minerals)
    return Thread(
        id=events[0].id,
        title=_title(countries, about, vocab),
        countries=countries,
        agencies=_most(agency for event in events for agency in event.agencies),
        minerals=_most(mineral for event in events for mineral in event.minerals),
        since=events[0].date,
        latest=events[-1].date,
        events=tuple(event.id for event in events),
    )


def _most(names: Iterable[str]) -> tuple[str, ...]:
    votes = Counter(names)
    return tuple(sorted(votes, key=lambda name: (-votes[name], name)))


def _title(countries: Sequence[str], minerals: Sequence[str], vocab: Vocab) -> str:
    """Return a title in English: "China: enforcement campaign on critical minerals, antimony"."""
    names = [vocab.name("mineral", each) for each in minerals]
    lower = [name if name[1:2].isupper() else name[:1].lower() + name[1:] for name in names]
    more = f" and {len(lower) - MOST_NAMED} more" if len(lower) > MOST_NAMED else ""
    subject = f" on {', '.join(lower[:MOST_NAMED])}{more}" if lower else ""
    return f"{', '.join(vocab.name('country', each) for each in countries)}: enforcement campaign{subject}"
