"""Makes the decision which known event a claim tells of, if any. Must not know how candidates were found.

A candidate is first refused for what cannot be the same (another act, phase, date, party or route), then weighed by
what agrees; the best one above :data:`ENOUGH` is taken. How far apart dates may be is said in
:mod:`tracker.events.windows`.
"""

from __future__ import annotations

from collections.abc import Sequence

from tracker.events.days import Days, apart, days, exact
from tracker.events.subjects import PHASES, broad, covered, is_general, parties
from tracker.events.windows import (
    AHEAD,
    LAG,
    OCCASIONS,
    RECENT_ACT,
    RECENT_OCCASION,
    SITED,
    dates_of,
    reach,
    window,
)
from tracker.events.windows import (
    WINDOW as WINDOW,
)
from tracker.model import Claim, Event, Telling

ENOUGH = 2.0

JOINT = frozenset({"agreement", "talks"})
"""Acts of several governments together: the company is part of what happened."""

OFFICES = frozenset({"public_finance", "trade_investigation", "enforcement_campaign", "stockpiling", "import_tariff"})
"""Acts that several offices of one country do side by side, each its own."""


def choose(telling: Telling, candidates: Sequence[Event]) -> str | None:
    """Return the id of the event this telling tells of, or None if it is none of the candidates.

    The order of the candidates does not matter: of equal weights the better known event is meant, then the later one,
    then the one with the smaller id.
    """
    weighed = [((weigh(telling, event), event.sources + event.official, event.date), event.id) for event in candidates]
    good = [each for each in weighed if each[0][0] >= ENOUGH]
    best = max((rank for rank, _ in good), default=None)
    return min((event_id for rank, event_id in good if rank == best), default=None)


def weigh(telling: Telling, event: Event) -> float:
    """Return how well the event fits the telling; 0.0 where it cannot be."""
    claim = telling.claim
    if claim.action != event.action or not _same_phase(claim, event) or not _same_paragraph(claim, event):
        return 0.0
    if claim.instrument and event.instrument:
        if claim.instrument == event.instrument:
            return _weigh_same_act(claim, event)
        if not _other_series(claim, event):
            return 0.0
    if _apart(claim, event):
        return 0.0
    dated = _dated(telling, event)
    return dated + _likeness(claim, event) if dated else 0.0


def _same_phase(claim: Claim, event: Event) -> bool:
    """An act and its end are two events; a recap that gives the whole life of an act is about the act."""
    if PHASES[claim.stage] == PHASES[event.stage]:
        return True
    whole_life = claim.stage == "ended" and claim.effective and claim.until
    return bool(whole_life) and PHASES[event.stage] == "act" and _near(claim.effective, event.effective, 0)


def _same_paragraph(claim: Claim, event: Event) -> bool:
    return not claim.paragraph or not event.paragraph or claim.paragraph == event.paragraph


def _weigh_same_act(claim: Claim, event: Event) -> float:
    """One act and one action are one event, but an itemised part is not the blanket part beside it.

    That holds of what an act orders. Who tells of its pause may list what sleeps or only name the number.
    """
    parts = PHASES[claim.stage] == "act" and not (claim.paragraph and event.paragraph)
    if parts and _itemised(claim.minerals) != _itemised(event.minerals):
        blanket, listed = sorted((claim.minerals, event.minerals), key=len)
        if not blanket and _itemised(listed):
            return 0.0
    if _conflict(claim.until, event.until) and PHASES[claim.stage] != "act":
        return 0.0
    return 10.0 + _likeness(claim, event)


def _itemised(minerals: Sequence[str]) -> bool:
    return len(broad(minerals)) > 1


def _other_series(claim: Claim, event: Event) -> bool:
    """An order and its printing in the gazette bear numbers of two series and one date; then both are the act."""
    mine, theirs = (str(each.instrument).partition(" ")[0] for each in (claim, event))
    return mine != theirs and bool(claim.announced) and claim.announced == event.announced


def _apart(claim: Claim, event: Event) -> bool:
    """Say whether parties, subject, route, firms or offices forbid that both tell of one thing."""
    return (
        _other_parties(claim, event)
        or _other_subject(claim, event)
        or _disjoint(_named(claim.targets), _named(event.targets))
        or ("*" in claim.targets and bool(_named(event.targets)) and not _named(claim.targets))
        or not _same_route(claim, event)
        or (claim.action in SITED and _other_firms(claim, event))
        or (claim.action in OFFICES and _disjoint(set(claim.agencies), set(event.agencies)))
    )


def _other_parties(claim: Claim, event: Event) -> bool:
    mine, theirs = parties(claim), parties(event)
    if claim.action == "price_move" or not (mine and theirs):
        return False
    if claim.action in JOINT:
        return 2 * len(mine & theirs) < len(mine | theirs)
    return not mine & theirs


def _other_subject(claim: Claim, event: Event) -> bool:
    mine, theirs = broad(claim.minerals), broad(event.minerals)
    if claim.action == "enforcement_case" and mine and theirs:
        return 2 * len(mine & theirs) < len(mine | theirs)
    open_ended = is_general(claim.minerals) or is_general(event.minerals)
    return not open_ended and not covered(claim.minerals) & covered(event.minerals)


def _named(targets: Sequence[str]) -> set[str]:
    return set(targets) - {"*"}


def _disjoint(mine: set[str], theirs: set[str]) -> bool:
    return bool(mine and theirs) and not mine & theirs


def _same_route(claim: Claim, event: Event) -> bool:
    """A route is told as a whole or in part; a report without route is of the trade in general."""
    mine, theirs = set(claim.via), set(event.via)
    return bool(mine) == bool(theirs) and (mine <= theirs or theirs <= mine)


def _other_firms(claim: Claim, event: Event) -> bool:
    """Firms named on one side only do not forbid; a claim without firms can be the programme, not the firm's share."""
    mine, theirs = set(claim.firms), set(event.firms)
    if claim.action == "public_finance" and bool(mine) != bool(theirs):
        return True
    return _disjoint(mine, theirs)


def _dated(telling: Telling, event: Event) -> float:
    """Return the weight of the dates: 4 for a start in common, down to 1 for a text without date; 0 for a conflict."""
    claim = telling.claim
    days_between = window(claim.action)
    if _conflict(claim.until, event.until, WINDOW) and PHASES[event.stage] != "act":
        return 0.0
    if _near(claim.effective, event.effective, WINDOW):
        return 4.0
    if _conflict(claim.effective, event.effective, WINDOW):
        return 0.0
    if _near(claim.announced, event.announced, days_between):
        return 3.5 if _near(claim.announced, event.announced, 0) else 2.5
    if claim.announced and event.announced:
        return _same_people(telling, event) if _near(claim.announced, event.announced, 3 * days_between) else 0.0
    if claim.until and _near(claim.until, event.until, WINDOW):
        return 3.0
    return _crossed(claim, event) if dates_of(claim) and dates_of(event) else _undated(telling, event)


def _same_people(telling: Telling, event: Event) -> float:
    """A report that bears its own day still tells of the meeting if it names the same many authorities.

    One that gives another day than its own tells of another meeting: a campaign is launched in one city and meets in
    the next three days later, with all the same offices.
    """
    claim = telling.claim
    if not _near(claim.announced, telling.source.told.date().isoformat(), 1):
        return 0.0
    mine, theirs = set(claim.agencies), set(event.agencies)
    return 3.5 if len(mine & theirs) > 2 and 2 * len(mine & theirs) >= len(mine | theirs) else 0.0


def _near(left: str | None, right: str | None, days_between: int) -> bool:
    gap = _gap(left, right)
    return gap is not None and gap <= days_between


def _conflict(left: str | None, right: str | None, days_between: int = 3) -> bool:
    gap = _gap(left, right)
    return gap is not None and gap > days_between


def _gap(left: str | None, right: str | None) -> int | None:
    """Return the days between two dates, None where one is missing; two months or years are one or are far apart."""
    mine, theirs = days(left), days(right)
    if not (left and right and mine and theirs):
        return None
    gap = apart(mine, theirs)
    return LAG if gap and not exact(left) and not exact(right) else gap


def _crossed(claim: Claim, event: Event) -> float:
    """One text gives the announcement, the other the start: near is good, a start some weeks later is possible."""
    mine, theirs = _earliest(claim), _earliest(event)
    if mine is None or theirs is None:
        return 0.0
    gap = apart(mine, theirs)
    if gap <= WINDOW:
        return 3.0
    starts_later = bool(claim.effective) == (mine > theirs)
    return 1.5 if gap <= LAG and starts_later and claim.action not in OCCASIONS else 0.0


def _earliest(coded: Claim | Event) -> Days | None:
    found = [each for each in map(days, dates_of(coded)) if each]
    return min(found) if found else None


def _undated(telling: Telling, event: Event) -> float:
    """A text without date means what it can remember: an occasion for weeks, the latest first; a law for years."""
    claim = telling.claim
    told = telling.source.told.date()
    happened = days(event.date) or (event.told.date(), event.told.date())
    if claim.announced or claim.effective:
        span = _earliest(claim)
        lately = min(RECENT_OCCASION, reach(claim, shared_firm=False))
        return 1.5 if span and apart(span, happened) <= lately else 0.0
    back = reach(claim, shared_firm=bool(set(claim.firms) & set(event.firms)))
    age = apart((told, told), happened)
    if age > back or (happened[0] - told).days > AHEAD or (age > RECENT_OCCASION and _loose_change(claim, event)):
        return 0.0
    return 1.0 if back == RECENT_ACT else 1.0 + 0.5 * (1 - age / back)


def _loose_change(claim: Claim, event: Event) -> bool:
    """An end or a pause of controls on one mineral, months ago, is not meant by who speaks of minerals in general."""
    return PHASES[claim.stage] != "act" and is_general(claim.minerals) != is_general(event.minerals)


def _likeness(claim: Claim, event: Event) -> float:
    """Return up to about 4 for what agrees beyond the dates: subject, targets, firms, offices, route, words."""
    weight = 1.5 * _same_subject(claim, event) + 0.5 * _shared(set(claim.minerals), set(event.minerals))
    weight += 0.5 * _shared(set(claim.targets), set(event.targets))
    weight += 0.5 * _shared(set(claim.agencies), set(event.agencies))
    weight += 1.0 * _shared(set(claim.firms), set(event.firms))
    weight += 0.5 * _shared(set(claim.via), set(event.via))
    return weight + (0.25 if _near(claim.until, event.until, WINDOW) else 0.0)


def _same_subject(claim: Claim, event: Event) -> float:
    """Return 1 for one subject, 0.7 for a part of it, less for a general term and least for none beside a list."""
    mine, theirs = broad(claim.minerals), broad(event.minerals)
    if mine == theirs:
        return 1.0
    if not claim.minerals or not event.minerals:
        return 0.2
    part = 0.7 if mine and theirs and (mine <= theirs or theirs <= mine) else 0.0
    general = 0.5 if is_general(claim.minerals) or is_general(event.minerals) else 0.0
    return max(part, general, _shared(mine, theirs))


def _shared(mine: frozenset[str] | set[str], theirs: frozenset[str] | set[str]) -> float:
    return len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0
