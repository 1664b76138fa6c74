"""Makes comparable subjects out of minerals, actors and stages. Must not know dates or the index.

A text may say dysprosium where another says rare earths, and "strategic minerals" where a third lists them. For the
question whether two passages tell of the same act, the rare earths and their magnets are one subject and so are the
platinum-group metals; the general terms fit every subject.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tracker.model import Claim, Event, Stage

RARE_EARTHS = frozenset(
    {
        *("scandium", "yttrium", "lanthanum", "cerium", "praseodymium", "neodymium", "promethium", "samarium"),
        *("europium", "gadolinium", "terbium", "dysprosium", "holmium", "erbium", "thulium", "ytterbium", "lutetium"),
        *("rare-earths", "light-rare-earths", "heavy-rare-earths", "medium-heavy-rare-earths", "rare-earth-magnets"),
    }
)
PLATINUM_GROUP = frozenset(
    {"platinum", "palladium", "rhodium", "iridium", "ruthenium", "osmium", "platinum-group-metals"}
)
BATTERY = frozenset({"battery-materials", "graphite", "lithium", "cobalt", "nickel", "manganese"})
GENERAL = frozenset({"critical-minerals", "minor-metals"})

PHASES: dict[Stage, str] = {
    "proposed": "proposal",
    "announced": "act",
    "in_force": "act",
    "occurred": "act",
    "amended": "change",
    "eased": "ease",
    "suspended": "pause",
    "ended": "end",
}
"""An act and what later befalls it are events of their own; announced and in force are one act."""


def broad(minerals: Iterable[str]) -> frozenset[str]:
    """Return the subjects that minerals belong to; general terms and no minerals give none."""
    return frozenset(_broad(mineral) for mineral in minerals if mineral not in GENERAL)


def _broad(mineral: str) -> str:
    if mineral in RARE_EARTHS:
        return "rare-earths"
    return "platinum-group-metals" if mineral in PLATINUM_GROUP else mineral


def covered(minerals: Iterable[str]) -> frozenset[str]:
    """Return the subjects that minerals may speak of: battery materials may be any that batteries are made of."""
    found = broad(minerals)
    return found | BATTERY if "battery-materials" in found else found


def is_general(minerals: Sequence[str]) -> bool:
    """Say whether the minerals leave the subject open: none named, or a general term among them."""
    return not minerals or any(mineral in GENERAL for mineral in minerals)


def parties(coded: Claim | Event) -> frozenset[str]:
    """Return whose act it is: the actors, else the countries of the agencies (``cn-mofcom`` → ``CN``)."""
    if coded.actors:
        return frozenset(coded.actors)
    heads = (agency.partition("-")[0] for agency in coded.agencies)
    return frozenset(head.upper() for head in heads if len(head) == len("cn"))
