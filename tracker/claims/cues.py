"""What a cue is, and how a table of cues is laid over a clause.

Makes :class:`Hit` values out of the tables in :mod:`tracker.claims.cues_en` and :mod:`tracker.claims.cues_zh`. Knows
regular expressions and the order in which readings give way to each other; knows no article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from tracker.model import Stage

Need = Literal[
    "mineral",
    "quantity",
    "firm",
    "public",
    "two",
    "named",
    "here",
    "state",
    "authority",
    "money",
    "mass",
    "price",
    "inquiry",
]
"""What a passage must name beside the words: ``public`` an agency or a state, ``two`` two states, ``named`` a mineral
or an instrument, ``here`` a mineral in the sentence itself, ``authority`` a named agency, ``money``, ``mass`` and
``price`` a quantity of that kind, ``inquiry`` a trade inquiry told before."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One row of a cue table: all of `words` and none of `without` in the clause mean `action`."""

    name: str
    action: str
    words: tuple[re.Pattern[str], ...]
    without: tuple[re.Pattern[str], ...] = ()
    stage: Stage | None = None
    needs: frozenset[Need] = frozenset()


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue found in a clause; `start` and `end` span its first words, relative to the sentence."""

    cue: Cue
    start: int
    end: int
    clause: tuple[int, int] = field(default=(0, 0))


def row(
    name: str,
    action: str,
    *words: str,
    without: Sequence[str] = (),
    stage: Stage | None = None,
    needs: Sequence[Need] = (),
    flags: int = re.IGNORECASE,
) -> Cue:
    """Compile one row of a cue table."""
    return Cue(
        name,
        action,
        tuple(re.compile(word, flags) for word in words),
        tuple(re.compile(word, flags) for word in without),
        stage,
        frozenset(needs),
    )


GIVES_WAY: dict[str, frozenset[str]] = {
    winner: frozenset(losers.split())
    for winner, losers in {
        "enforcement_campaign": "enforcement_case circumvention export_licensing export_prohibition law_or_strategy "
        "talks "
        "entity_listing project agreement supply_disruption",
        "enforcement_case": "circumvention export_licensing export_prohibition import_tariff law_or_strategy project "
        "corporate_deal price_move supply_disruption import_restriction dispute stockpiling export_tax",
        "circumvention": "export_licensing export_prohibition law_or_strategy price_move corporate_deal project "
        "import_restriction supply_disruption import_tariff",
        "entity_listing": "export_licensing export_prohibition law_or_strategy designation import_restriction",
        "technology_control": "export_licensing export_prohibition law_or_strategy project",
        "dispute": "export_prohibition export_licensing export_quota import_tariff law_or_strategy trade_investigation "
        "agreement talks entity_listing enforcement_case",
        "trade_investigation": "import_tariff import_restriction law_or_strategy dispute supply_disruption",
        "export_quota": "export_licensing law_or_strategy production_quota import_restriction",
        "production_quota": "law_or_strategy project export_licensing",
        "export_tax": "import_tariff law_or_strategy export_licensing",
        "export_prohibition": "law_or_strategy import_restriction project export_licensing",
        "export_licensing": "law_or_strategy permitting designation",
        "import_restriction": "law_or_strategy",
        "import_tariff": "law_or_strategy price_move",
        "ownership_action": "permitting law_or_strategy corporate_deal project export_licensing public_finance",
        "price_support": "public_finance price_move law_or_strategy corporate_deal stockpiling import_tariff",
        "stockpiling": "public_finance corporate_deal price_support law_or_strategy price_move",
        "permitting": "project law_or_strategy public_finance",
        "designation": "law_or_strategy permitting project public_finance",
        "agreement": "law_or_strategy talks corporate_deal public_finance",
        "public_finance": "corporate_deal law_or_strategy project price_move",
        "talks": "law_or_strategy export_licensing",
        "supply_disruption": "project corporate_deal",
        "corporate_deal": "project price_move",
        "project": "price_move",
    }.items()
}
"""Which readings of one clause give way to which. Neither side listed: both may stand."""


def lay(cues: Iterable[Cue], text: str, clause: tuple[int, int]) -> list[Hit]:
    """Return the first hit of each action in one clause; `text` is the sentence, the clause a range of it."""
    found: dict[str, Hit] = {}
    for cue in cues:
        if cue.action in found:
            continue
        hit = _match(cue, text, clause)
        if hit:
            found[cue.action] = hit
    return list(found.values())


def settle(hits: Sequence[Hit]) -> list[Hit]:
    """Drop the readings that give way to another reading of the same clause."""
    actions = {hit.cue.action for hit in hits}
    beaten = {loser for action in actions for loser in GIVES_WAY.get(action, frozenset())}
    return [hit for hit in hits if hit.cue.action not in beaten]


def _match(cue: Cue, text: str, clause: tuple[int, int]) -> Hit | None:
    begin, end = clause
    spans = []
    for word in cue.words:
        match = word.search(text, begin, end)
        if not match:
            return None
        spans.append(match.span())
    if any(word.search(text, begin, end) for word in cue.without):
        return None
    return Hit(cue, spans[0][0], spans[0][1], clause)
