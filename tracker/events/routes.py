"""Makes the ways that goods took around a control out of an event of circumvention and what is told of it.

It must not know where routes are stored or drawn. A way is told by one claim, the one that says most of it; what the
claim leaves open the event fills in. Where one sentence names several transit countries and one amount, the amount is
that of all of them together: each way bears it, and the claim that they share says that it is not to be added up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from tracker.model import Claim, Event, Quantity, Route, Telling

ACTION = "circumvention"
MASS = frozenset({"t", "kg", "g", "lb", "oz", "short ton", "long ton", "carat"})
"""Units of amounts of goods; a price (``USD/t``), a share and a sum of money are none."""

RANK = {"official": 0, "wire": 1, "trade": 2, "press": 3, "analysis": 4}


def routes(event: Event, tellings: Mapping[str, Telling]) -> tuple[Route, ...]:
    """Return the ways of an event, by origin, transit, destination and mineral; none for another action.

    `tellings` are by the id under which their claim is stored, as people corrected them. A way is told by the claim
    with an amount, of the best source, told first. A way of which less is said than of another is left out.
    """
    if event.action != ACTION:
        return ()
    found: dict[tuple[str, str, str, str], Route] = {}
    for claim_id in sorted(tellings, key=lambda each: _order(tellings[each], each)):
        claim = tellings[claim_id].claim
        for route in _ways(event, claim_id, claim) if claim.certainty == "asserted" else ():
            key = (route.origin, route.transit, route.destination, route.mineral)
            if key not in found or (found[key].quantity is None and route.quantity is not None):
                found[key] = route
    return tuple(found[key] for key in sorted(found) if not _is_less(key, found))


def _order(telling: Telling, claim_id: str) -> tuple[int, str, str]:
    return RANK[telling.source.tier], telling.source.told.isoformat(), claim_id


def _ways(event: Event, claim_id: str, claim: Claim) -> Iterator[Route]:
    """Yield the ways that one claim tells, empty where neither it nor the event names a place or a mineral."""
    places = product(*(_said(event, claim, name) for name in ("actors", "via", "targets", "minerals")))
    amount = amount_of(claim.quantities)
    since, until = claim.effective or event.effective, claim.until or event.until
    for origin, transit, destination, mineral in places:
        if transit or destination:
            yield Route(event.id, claim_id, origin, transit, destination, mineral, amount, since, until)


def _said(event: Event, claim: Claim, name: str) -> tuple[str, ...]:
    """Return what the claim says, or the event where the claim is silent or a person has set it."""
    own, whole = getattr(claim, name), getattr(event, name)
    said = whole if name in event.corrected or not own else own
    return tuple(each for each in said if each != "*") or ("",)


def amount_of(quantities: Sequence[Quantity]) -> Quantity | None:
    """Return the first amount of goods: a claim gives them by how near they stand to the words that tell the way."""
    return next((each for each in quantities if each.unit in MASS), None)


def _is_less(key: tuple[str, ...], found: Iterable[tuple[str, ...]]) -> bool:
    """Say whether another way agrees in all that this one says and says more."""
    return any(
        other != key and all(mine in ("", theirs) for mine, theirs in zip(key, other, strict=True)) for other in found
    )
