"""What is known of an act before the article says it: the treatments, minerals and targets that its number stands for.

A text that pauses "paragraph 2 of Announcement No. 46" need not say what that paragraph rules. Makes parts of claims
out of acts of the register, never dates or stages: those only the article can tell. Knows the words of the model.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tracker.claims.scene import Acts, Scene, distinct
from tracker.model import Claim, Reason, Scope
from tracker.vocab import Vocab

_CHANGES = frozenset({"suspended", "ended", "amended", "eased"})
_TRADE = frozenset(
    {"export_prohibition", "export_licensing", "export_quota", "export_tax", "technology_control", "entity_listing"}
)
"""Treatments of exports, which a passage that says "controls" or "restrictions" leaves open."""
_GENERAL = frozenset({"export_prohibition", "export_licensing"})
"""What a passage seems to tell that says what follows from being listed."""


def scopes(acts: Acts, touched: str) -> tuple[Scope, ...]:
    """Return the parts of a known act that a citation names: ``CN-MOFCOM 2024/46#2`` → those of paragraph 2."""
    number, _, paragraph = touched.partition("#")
    act = acts.get(number)
    if act is None:
        return ()
    return tuple(scope for scope in act.scopes if not paragraph or scope.paragraph in {None, paragraph})


@dataclass(frozen=True, slots=True)
class Subject:
    """What one treatment of the touched acts covers: the fields that a claim about it lacks."""

    action: str
    minerals: tuple[str, ...]
    targets: tuple[str, ...]


def subjects(acts: Acts, touched: Iterable[str]) -> tuple[Subject, ...]:
    """Return what the touched acts rule, one subject for each treatment; most minerals first."""
    found: dict[str, list[Scope]] = {}
    for each in touched:
        for scope in scopes(acts, each):
            found.setdefault(scope.action, []).append(scope)
    made = [
        Subject(
            action,
            distinct(mineral for scope in parts for mineral in scope.minerals),
            distinct(target for scope in parts for target in scope.targets if target != "*"),
        )
        for action, parts in found.items()
    ]
    return tuple(sorted(made, key=lambda each: -len(each.minerals)))


def complete(scene: Scene, claims: Sequence[Claim]) -> list[Claim]:
    """Give claims that touch or come from known acts what those acts are known to rule."""
    return [made for claim in claims for made in _told(scene, claim)] if scene.acts else list(claims)


def _told(scene: Scene, claim: Claim) -> list[Claim]:
    if claim.action not in _TRADE:
        return [claim]
    known = [each for each in subjects(scene.acts, claim.affects) if each.action in _TRADE]
    if claim.stage in _CHANGES and known:
        return _changed(scene, claim, known)
    own = subjects(scene.acts, (claim.instrument,)) if claim.instrument and not claim.affects else ()
    if claim.action in _GENERAL | {"entity_listing"} and [each.action for each in own] == ["entity_listing"]:
        # A list of firms is aimed at their country, whether or not the passage says where they are.
        whole = replace(claim, action="entity_listing", targets=claim.targets or own[0].targets)
        return [_lent(claim, whole, str(claim.instrument))] if whole != claim else [claim]
    return [claim]


def _changed(scene: Scene, claim: Claim, known: Sequence[Subject]) -> list[Claim]:
    """Tell a change once for each treatment of the touched acts whose minerals the passage, or else the text, names."""
    said = set(claim.minerals)
    fitting = [each for each in known if meet(scene.vocab, said, each.minerals)] if said else list(known)
    if not fitting:
        return [claim]
    if not said:
        spoken = {mention.term for mention in scene.mentions if mention.kind == "mineral"}
        fitting = [each for each in fitting if meet(scene.vocab, spoken, each.minerals)] or fitting[:1]
    return [
        _lent(
            claim,
            replace(
                claim,
                action=each.action,
                minerals=claim.minerals or each.minerals,
                targets=claim.targets or each.targets,
            ),
            ", ".join(claim.affects),
        )
        for each in fitting
    ]


def _lent(before: Claim, after: Claim, act: str) -> Claim:
    """Say of each value that the register gave that it is known from the act's number."""
    rule = f"the register's own text of {act}"
    lists = [(name, value) for name in ("minerals", "targets") for value in getattr(after, name)]
    fresh = [Reason(name, value, rule) for name, value in lists if value not in getattr(before, name)]
    if before.action == after.action:
        return replace(after, reasons=(*before.reasons, *fresh))
    kept = [each for each in before.reasons if each.field != "action"]
    return replace(after, reasons=(Reason("action", after.action, rule), *kept, *fresh))


def meet(vocab: Vocab, said: set[str], ruled: Sequence[str]) -> bool:
    """Say whether two lists of minerals meet, a group meeting its members; an act without a list is about all."""
    wide = {each for mineral in ruled for each in (mineral, *vocab.groups_of(mineral))}
    narrow = {each for mineral in said for each in (mineral, *vocab.groups_of(mineral))}
    return not ruled or bool(set(ruled) & narrow or said & wide)
