"""Why each field of a claim has its value: the rule, and the words of the article that it read.

Rules that decide hand their ground over while a claim is drafted (cue, stage, certainty, actor). Whatever else a claim
ends up with is a name or a date that stands somewhere in the article: once the article is settled, the place is found
that gave it, in the sentence, in the list under it, before it, in the title. Must not decide any value.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tracker.claims.cues import Hit
from tracker.claims.dates import When
from tracker.claims.grounds import Ground, Range, evidence, reason
from tracker.claims.learned import RULE as LEARNED
from tracker.claims.passages import Passage
from tracker.claims.placing import BEFORE, HERE, TITLE, Places, by_date
from tracker.claims.roles import BY_NUMBER, OF_NOTICE, SPOKEN_BEFORE, Cast
from tracker.claims.scene import Scene
from tracker.claims.sites import OF_FIRM, OWN_COUNTRY
from tracker.model import Article, Certainty, Claim, Evidence, Reason, Stage

REGISTER = "the register's own text"
"""How a reason begins that a known act gave; the number in the text is its evidence."""
LISTS = ("actors", "agencies", "targets", "via", "minerals", "firms", "affects")
SINGLE = ("action", "stage", "certainty", "instrument", "announced", "effective", "until", "paragraph", "relation",
          "closes")  # fmt: skip


def values(claim: Claim) -> list[tuple[str, str]]:
    """Return the coded fields of a claim with their values, one pair for each member of a list."""
    found = [(name, value) for name in SINGLE if (value := getattr(claim, name))]
    found += [(name, value) for name in LISTS for value in getattr(claim, name)]
    return [*found, *(("quantities", f"{each.value:g} {each.unit}") for each in claim.quantities)]


def drafted(
    scene: Scene,
    passage: Passage,
    hit: Hit,
    stage: Ground[Stage],
    certainty: Ground[Certainty],
    cast: Cast,
    times: dict[str, str | None],
    dates: Sequence[When],
    at_once: Range | None,
) -> tuple[Reason, ...]:
    """Return the reasons that are known while a claim is drafted; those without evidence are placed later.

    `times` are the claim's dates by field, `dates` the date expressions that they were chosen from, and `at_once`
    where words stand that start it on its own day.
    """
    rule = LEARNED_ACTION if hit.cue.name.startswith(LEARNED) else f"cue {hit.cue.name}"
    found = [Reason("action", hit.cue.action, rule, evidence(passage, at)) for at in _fired(passage, hit)]
    found += [
        _judged(passage, hit, "stage", stage),
        _judged(passage, hit, "certainty", certainty),
    ]
    found += [Reason("actors", state, cast.by) for state in cast.actors if cast.by]
    if cast.everywhere and "*" in cast.targets:
        found.append(reason(passage, "targets", Ground("*", "words for all destinations", cast.everywhere)))
    for name, value in times.items():
        if value and (dated := by_date(passage, name, value, dates, scene)):
            found.append(dated)
        elif value and at_once and name != "until":
            found.append(reason(passage, name, Ground(value, "at once: the day that it is told of", at_once)))
    return tuple(found)


def _judged(passage: Passage, hit: Hit, name: str, ground: Ground[Stage] | Ground[Certainty]) -> Reason:
    """Return the reason of a stage or a certainty; what the model says of a whole clause has the clause as evidence."""
    rule = LEARNED_STAGE if ground.rule == LEARNED else ground.rule
    return reason(passage, name, Ground(str(ground.value), rule, ground.at or hit.clause))


LEARNED_ACTION = f"{LEARNED}: what such sentences mostly tell"
LEARNED_STAGE = f"{LEARNED}: what such sentences mostly say, much surer than the rules"


def _fired(passage: Passage, hit: Hit) -> Iterable[tuple[int, int]]:
    """Yield where the words of a cue stand; the whole clause for a reading that has no words of its own."""
    if hit.start == hit.end and not hit.cue.words:
        yield hit.clause
        return
    if hit.start < hit.end:
        yield hit.start, hit.end
    for word in hit.cue.words[1:]:
        match = word.search(passage.plain, *hit.clause)
        if match and match.start() < match.end():
            yield match.span()


def complete(scene: Scene, passages: Sequence[Passage], claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims of a settled article with a reason for each value, in the order of the fields."""
    if not claims:
        return []
    places = Places(scene, passages, tuple(each for claim in claims for each in claim.reasons))
    return [replace(claim, reasons=tuple(_whole(places, claim))) for claim in claims]


def _whole(places: Places, claim: Claim) -> Iterable[Reason]:
    passage = places.sentence(claim)
    known: dict[tuple[str, str], list[Reason]] = {}
    for each in claim.reasons:
        known.setdefault((each.field, each.value), []).append(each)
    fired = next((each.evidence for each in claim.reasons if each.field == "action" and each.evidence), None)
    cue = fired.start if fired else passage.start
    for name, value in values(claim):
        said = known.get((name, value), ())
        if said and (said[0].evidence or not (name in _PLACED or said[0].rule.startswith(REGISTER))):
            yield from said
        else:
            yield _placed(places, passage, claim, cue, name, value, said[0].rule if said else "")


_PLACED = frozenset({*LISTS, "instrument", "quantities"})
_DATES = frozenset({"announced", "effective", "until", "closes"})


def _placed(places: Places, passage: Passage, claim: Claim, cue: int, name: str, value: str, rule: str) -> Reason:
    """Find the passage for a value that no rule has placed yet; at the worst it is the claim's own passage."""
    if name in _DATES and (dated := places.date(passage, claim, name, value)):
        return dated
    if name == "stage" and claim.effective and (start := places.date(passage, claim, "effective", claim.effective)):
        return Reason(name, value, f"its start as seen from the article's day: {start.rule}", start.evidence)
    if name == "paragraph":
        return places.paragraph(passage, value)
    if name == "relation":
        stage = next((each for each in claim.reasons if each.field == "stage" and each.value == claim.stage), None)
        if stage and _BY_STAGE.get(claim.stage) == value:
            return Reason(name, value, f"its stage, done to the acts that it touches: {stage.rule}", stage.evidence)
        return Reason(name, value, "words around the acts that it touches", claim.evidence)
    if rule == OWN_COUNTRY or (rule == OF_NOTICE and not (claim.instrument or "").startswith(value)):
        return Reason(name, value, rule)
    if rule.startswith(REGISTER):
        acts = [("instrument", each.partition("#")[0]) for each in (*claim.affects, claim.instrument or "")]
        number = places.nearest(passage, cue, acts)
        return Reason(name, value, rule, number.words if number else None)
    keys = _keys(claim, name, value, rule)
    found = places.nearest(passage, cue, keys, BEFORE if rule == SPOKEN_BEFORE else HERE)
    if found and found.key != keys[0][0] and _only_first(places.scene, claim, name, value, rule, found.where):
        found = places.nearest(passage, cue, keys[:1]) or found
    if found is None and name == "actors" and value == places.scene.article.country:
        return Reason(name, value, OWN_COUNTRY)
    if found is None:
        said = places.own(name, value) or places.told(name, value)
        return said or Reason(name, value, rule or "read from the whole passage", claim.evidence)
    by = rule or _BY_KIND.get((name, found.key), "") or _of_notice(places.scene, name, value, found.where)
    near = found.where == HERE or "title's" in by
    return Reason(name, value, (by or HERE) if near else f"{by}, {found.where}" if by else found.where, found.words)


_BY_STAGE: dict[Stage, str] = {"suspended": "suspends", "eased": "eases", "amended": "amends", "ended": "ends"}
_BY_KIND = {
    ("actors", "office of"): "state of the office that is named",
    ("targets", "office of"): "state of the office that is named",
    ("actors", "act of"): BY_NUMBER,
    ("actors", "instrument"): BY_NUMBER,
    ("agencies", "act of"): BY_NUMBER,
}
"""What a name is that gives a value of another kind."""


def _keys(claim: Claim, name: str, value: str, rule: str) -> list[tuple[str, str]]:
    """Return under which names a value may stand in the article, the surest first."""
    if name in {"actors", "targets", "via"}:
        numbered = [("instrument", claim.instrument or ""), ("act of", value)]
        if rule in {BY_NUMBER, OF_NOTICE}:
            return numbered
        firms = [("firm", firm) for firm in claim.firms] if name == "actors" else []
        return (
            [*firms, ("country", value)] if rule == OF_FIRM else [("country", value), ("office of", value), *numbered]
        )
    if name == "agencies":
        return [("agency", value), ("act of", value.partition("-")[0].upper())]
    kind = {"minerals": "mineral", "firms": "firm", "quantities": "quantity"}.get(name, "instrument")
    return [(kind, value.partition("#")[0] if name == "affects" else value)]


def _only_first(scene: Scene, claim: Claim, name: str, value: str, rule: str, where: str) -> bool:
    """Say whether a value came by its surest name alone, wherever that stands.

    An act's number speaks for its issuer only where it is cited, and a notice's own issuer speaks for itself.
    """
    if name == "agencies":
        own = scene.own
        return where != HERE or bool(own and value in own.agencies and claim.instrument == own.instrument)
    return rule in {BY_NUMBER, OF_NOTICE}


def _of_notice(scene: Scene, name: str, value: str, where: str) -> str:
    """Say what a name is of a notice that does not stand in the claim's own sentence; empty if it is nothing of it."""
    own = scene.own
    if own and name == "instrument" and value == own.instrument and where != HERE:
        return "the title's own number" if where == TITLE else "the notice's own number"
    if own and name == "agencies" and value in own.agencies and where != HERE:
        return "issuer of the notice"
    return ""


def misplaced(article: Article, claims: Iterable[Claim]) -> list[str]:
    """Return what is wrong with the evidence of an article's claims and of their reasons, a sentence for each.

    A passage is right if ``article.part(field)[start:end] == quote`` and it is not empty.
    """
    found = []
    for claim in claims:
        if not stands(article, claim.evidence):
            found.append(f"claim {claim.id}: {_said(claim.evidence)}")
        for each in claim.reasons:
            if each.evidence and not stands(article, each.evidence):
                found.append(f"claim {claim.id}, {each.field} {each.value}: {_said(each.evidence)}")
    return found


def stands(article: Article, passage: Evidence) -> bool:
    """Say whether a passage is in the article word for word at its offsets."""
    whole = article.part(passage.field)
    return 0 <= passage.start < passage.end <= len(whole) and whole[passage.start : passage.end] == passage.quote


def _said(passage: Evidence) -> str:
    return f"“{passage.quote[:60]}” is not in the {passage.field} at {passage.start}-{passage.end}"
