"""Says how far apart in days two tellings of one thing may be, by the nature of the action. Knows no index.

An act has one date, an inquiry is ordered on one day and noticed a week later, a plant's news trickles. Both the choice
and the index go by these windows, so that the index hides nothing that would be chosen.
"""

from __future__ import annotations

from tracker.events.days import days
from tracker.events.subjects import PHASES
from tracker.model import Claim, Event

OCCASIONS = frozenset(
    {"talks", "dispute", "project", "supply_disruption", "corporate_deal", "price_move", "enforcement_case"}
)
"""One event per occasion: without a date, only what was told lately can be meant."""

SITED = frozenset(
    {"project", "supply_disruption", "corporate_deal", "public_finance", "ownership_action", "permitting"}
)
"""Told of named firms: without a firm in common it is another's."""

FIRMED = SITED | OCCASIONS - {"talks"}
"""Found again by a firm, too: the news of a firm are few, the news of a mineral are many."""

WINDOWS = {"trade_investigation": 8, "project": 14, "supply_disruption": 14, "corporate_deal": 7, "agreement": 3}
WINDOW = 2
LAG = 28
"""Days within which an act that one text announces may be what another calls effective."""
RECENT = {"circumvention": 400, "price_move": 10, "enforcement_case": 21}
RECENT_OCCASION = 31
RECENT_CHANGE = 150
RECENT_ACT = 3 * 365
AHEAD = 366
"""Days by which what an undated text speaks of may still lie ahead: a decree is told before it takes effect."""


def window(action: str) -> int:
    """Return the days by which two tellings of one announcement may differ."""
    return WINDOWS.get(action, WINDOW)


def around(claim: Claim) -> int:
    """Return the days from any date of a claim within which an event that is chosen by its dates has one of its own."""
    people = 3 * window(claim.action) if len(claim.agencies) > 2 else 0
    return max(window(claim.action), people, WINDOW if claim.action in OCCASIONS else LAG)


def reach(claim: Claim, *, shared_firm: bool) -> int:
    """Return how many days back a text without date can remember: an occasion for weeks, a law for years."""
    if claim.action in RECENT:
        return RECENT[claim.action]
    if claim.action in OCCASIONS:
        return RECENT_ACT if shared_firm and claim.action != "talks" else RECENT_OCCASION
    return RECENT_ACT if PHASES[claim.stage] == "act" else RECENT_CHANGE


def dates_of(coded: Claim | Event) -> tuple[str, ...]:
    """Return the dates that place an act in time, each once; for an act without any, the year of its number."""
    found = tuple(dict.fromkeys(each for each in (coded.announced, coded.effective) if each and days(each)))
    if found or not coded.instrument:
        return found
    year = coded.instrument.rpartition(" ")[2].partition("/")[0].partition("-")[0]
    return (year,) if len(year) == len("2024") and days(year) else ()
