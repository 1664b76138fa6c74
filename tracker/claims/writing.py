"""One hit of a cue, written down as a claim: stage, certainty, roles, act, dates, and what the notice adds.

Knows how the parts of a claim are found; which cues were laid is the business of :mod:`tracker.claims.coder`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from tracker.claims import dates_en, dates_zh, roles, stages
from tracker.claims.acts import instrument_of, own_paragraph
from tracker.claims.antecedents import minerals_of
from tracker.claims.cues import Hit
from tracker.claims.dates import When, first_day
from tracker.claims.passages import Passage
from tracker.claims.scene import Memory, Own, Scene, distinct
from tracker.model import Claim, Evidence, PartialDate

CODER = "rules-2"

_LIKEWISE = re.compile(
    r"同时|也(?:在|被|一并)?|一并|\b(?:same|as well|also|likewise|the pause|that pause)\b", re.IGNORECASE
)

_AT_ONCE = {
    "en": re.compile(
        (
            r"\b(?:with immediate effect|effective immediately|took effect (?:the moment|at once"
            r"|immediately)|takes effect immediately|at once|with effect from publication|from today"
            r"|applies from today)\b"
        ),
        re.IGNORECASE,
    ),
    "zh": re.compile(r"即日起|自(?:公布|发布|即)之?日起|当日起|发布当日|立即生效|即时生效|发布并生效|公布并施行"),
}

_BOTH_DAYS = {
    "en": re.compile(r"\b(?:published|signed|issued) and effective\b|\bpublished and in force\b", re.IGNORECASE),
    "zh": re.compile(r"发布并(?:生效|施行|实施)|公布并(?:生效|施行|实施)"),
}

_OF = re.compile(r"\bof (?:the )?$|的$", re.IGNORECASE)

_RUNS = frozenset(
    {"export_prohibition", "export_licensing", "export_quota", "import_tariff", "designation", "export_tax"}
)


def write(scene: Scene, passage: Passage, memory: Memory, hit: Hit, dates: tuple[When, ...], many: int) -> list[Claim]:
    """Write one claim, or one for each group of minerals that has a date of its own."""
    clause = hit.clause
    runs = _runs(scene, passage, hit, dates) if many == 1 else []
    if len(runs) > 1:
        return [
            _claim(scene, passage, memory, hit, run, within(dates, run), scene.minerals(passage, *run)) for run in runs
        ]
    here = within(dates, clause) or dates
    return [_claim(scene, passage, memory, hit, clause, here, minerals_of(scene, passage, clause, memory))]


def within(dates: Sequence[When], span: tuple[int, int]) -> tuple[When, ...]:
    return tuple(when for when in dates if span[0] <= when.start < span[1])


def _runs(scene: Scene, passage: Passage, hit: Hit, dates: Sequence[When]) -> list[tuple[int, int]]:
    """Cut "gallium since August 2023 and antimony since September 2024" into its two statements."""
    marks = [when for when in dates if when.role in {"effective", "day"}]
    if hit.cue.action not in _RUNS or len(marks) < 2:
        return []
    edges, runs = passage.opens, []
    for when in marks:
        if scene.minerals(passage, edges, when.start):
            runs.append((edges, when.end))
            edges = when.end
    if len(runs) == 1 and scene.minerals(passage, edges):
        later = scene.minerals(passage, edges)
        if (
            marks[0].start < marks[1].start
            and marks[0].start - passage.opens < 30
            and later
            and len(marks) == 2
            and marks[1].start >= edges
        ):
            runs.append((edges, len(passage.plain)))
    return runs


def _claim(
    scene: Scene,
    passage: Passage,
    memory: Memory,
    hit: Hit,
    clause: tuple[int, int],
    dates: Sequence[When],
    minerals: tuple[str, ...],
) -> Claim:
    action = hit.cue.action
    sure = stages.certainty(scene.language, passage.plain, hit.clause, hit)
    stage = stages.stage(
        action, sure, hit, scene.language, passage.plain, hit.clause, dates, scene.told, scene.own is not None
    )
    instrument, affects = instrument_of(scene, passage, clause, stage, memory)
    if instrument is None and sure == "asserted":
        instrument = _topic(scene, passage, memory, action, dates)
    parts = roles.cast(action, stage, scene, passage, hit.clause, hit.start, memory, instrument)
    announced, effective, until = _times(scene, passage, dates, action, stage)
    listed = memory.header_line >= passage.line - 8 and bool(passage.item or passage.text.startswith("No."))
    if listed and not effective:
        effective = memory.header_start
        if effective and scene.told and stage == "in_force" and first_day(effective) > scene.told:
            stage = "announced"
    start, end = passage.start, passage.start + len(passage.text)
    whole = scene.article.part(passage.field)
    claim = Claim(
        article_id=scene.article.id,
        action=action,
        stage=stage,
        certainty=sure,
        evidence=Evidence(passage.field, start, end, whole[start:end]),
        coder=CODER,
        rule=f"{scene.language}:{hit.cue.name}",
        actors=parts.actors,
        agencies=parts.agencies,
        targets=parts.targets,
        via=parts.via,
        minerals=_scope(action, passage, minerals),
        firms=parts.firms,
        instrument=instrument if sure == "asserted" or action == "trade_investigation" else None,
        announced=announced,
        effective=effective,
        until=until,
        affects=affects,
        paragraph=own_paragraph(passage) if scene.own else None,
    )
    claim = _as_paused(passage, claim, memory)
    return _as_own(scene, passage, claim, dates) if scene.own and sure == "asserted" else claim


def _as_paused(passage: Passage, claim: Claim, memory: Memory) -> Claim:
    """Give "the review of graphite is paused as well" the act and the dates of the pause just told."""
    pause = memory.pause
    if claim.stage != "suspended" or claim.certainty != "asserted" or pause is None or claim.until:
        return claim
    if not _LIKEWISE.search(passage.plain) or (claim.actors and pause.actors and claim.actors != pause.actors):
        return claim
    return replace(
        claim,
        instrument=pause.instrument or claim.instrument,
        agencies=claim.agencies or pause.agencies,
        announced=claim.announced or pause.announced,
        effective=claim.effective or pause.effective,
        until=pause.until,
    )


def _topic(scene: Scene, passage: Passage, memory: Memory, action: str, dates: Sequence[When]) -> str | None:
    """Return the act that a notice's paragraph opened with ("Announcement No. 61 deals with …"), for what follows."""
    if scene.own is None or scene.own.instrument or action not in roles.OUTWARD | roles.INWARD:
        return None
    old = any(when.role == "day" for when in dates)
    return memory.instrument if memory.instrument_line == passage.line and passage.place and not old else None


def _scope(action: str, passage: Passage, minerals: tuple[str, ...]) -> tuple[str, ...]:
    return () if action == "entity_listing" and not minerals else minerals


def _times(
    scene: Scene, passage: Passage, dates: Sequence[When], action: str, stage: str
) -> tuple[PartialDate | None, PartialDate | None, PartialDate | None]:
    """Return announced, effective and until of the clause."""
    told = scene.told
    starts = [when.value for when in dates if when.role == "effective"]
    ends = [when.value for when in dates if when.role == "until"]
    days = [when for when in dates if when.role == "day"]
    behind = [when for when in days if told is None or first_day(when.value) <= told + timedelta(days=1)]
    plain = [when for when in behind if not _OF.search(passage.plain[: when.start])]
    past = [when.value for when in (plain if stage == "suspended" and plain else behind)]
    coming = [when.value for when in days if when not in behind]
    announced = (max(past) if action == "price_move" else past[0]) if past else None
    effective = starts[0] if starts else (coming[0] if coming else None)
    until = ends[0] if ends else None
    if action in {"project", "stockpiling"} and until and not effective:
        effective, until = until, None
    if action in stages.LIFELESS and action not in {"project", "supply_disruption", "circumvention"}:
        announced, effective, until = announced or (effective if action != "price_move" else None), None, None
    if action not in stages.LIFELESS and not effective and _AT_ONCE[scene.language].search(passage.plain):
        effective = announced or (told.isoformat() if told else None)
        announced = announced or effective
    if _BOTH_DAYS[scene.language].search(passage.plain):
        announced = announced or effective
    if not until and action not in stages.LIFELESS:
        finder = dates_zh.until_after if scene.language == "zh" else dates_en.until_after
        until = finder(passage.plain, effective or announced)
    if stage == "suspended" and not effective and announced:
        effective = announced
    if until and announced and not effective and action in roles.OUTWARD | roles.INWARD and not ends:
        effective = announced
    return announced, effective, until


def _as_own(scene: Scene, passage: Passage, claim: Claim, dates: Sequence[When]) -> Claim:
    """Give a claim of a notice's own act what the notice says of itself: number, issuers, day of signature, start."""
    own = scene.own
    if own is None or claim.action in stages.LIFELESS - {"talks"}:
        return claim
    if claim.stage == "ended" and claim.instrument is None:
        return _as_repeal(claim, own, bool(_FROM_THEN.search(passage.plain)))
    cites_other = claim.instrument is not None and claim.instrument != own.instrument
    foreign = bool(claim.actors) and own.country is not None and own.country not in claim.actors
    old = any(
        scene.told and first_day(when.value) < scene.told - timedelta(days=25) for when in dates if when.role != "until"
    )
    if cites_other or foreign or old:
        return claim
    instrument = claim.instrument or (own.instrument if claim.action not in {"agreement", "talks"} else None)
    effective = claim.effective or own.effective
    stage = claim.stage
    if effective and scene.told and stage in {"announced", "in_force"}:
        stage = "announced" if first_day(effective) > scene.told else "in_force"
    issued = own.agencies if instrument == own.instrument and (own.instrument or "").startswith("CN-") else ()
    return replace(
        claim,
        instrument=instrument,
        agencies=issued or claim.agencies or own.agencies,
        announced=claim.announced or own.signed,
        effective=effective,
        until=claim.until or own.until,
        stage=stage,
        targets=claim.targets or (("*",) if own.everywhere and claim.action in roles.OUTWARD else ()),
    )


_FROM_THEN = re.compile(
    r"(?:施行|实施|生效|公布|发布)之日起?|同时(?:废止|失效|停止)"
    r"|\b(?:from|on|upon|with) (?:that|the|its|this \w+['’]s) (?:date|day|entry into force|same date)\b",
    re.IGNORECASE,
)


def _as_repeal(claim: Claim, own: Own, then: bool) -> Claim:
    """Date the end of an older rule without number by the notice that ends it.

    With "from that day" (`then`) a start in the sentence is the older rule's own, and the notice's start counts.
    """
    agencies = claim.agencies or own.agencies
    if then:
        return replace(claim, announced=own.signed, effective=own.effective, agencies=agencies)
    return replace(claim, announced=claim.announced or (own.signed if claim.effective else None), agencies=agencies)


def one_each(claims: list[Claim]) -> list[Claim]:
    """Within one sentence, keep one claim of an action unless minerals, stage or dates tell two apart."""
    kept: list[Claim] = []
    for claim in claims:
        twin = next((k for k in kept if k.action == claim.action and not _differ(k, claim)), None)
        if twin is None:
            kept.append(claim)
        else:
            kept[kept.index(twin)] = fill(twin, claim)
    return kept


def _differ(left: Claim, right: Claim) -> bool:
    if left.certainty != right.certainty or left.stage != right.stage:
        return True
    if left.minerals and right.minerals and not (set(left.minerals) & set(right.minerals)):
        return True
    if left.actors and right.actors and left.actors != right.actors and left.action not in roles.SHARED:
        return True
    return bool(left.instrument and right.instrument and left.instrument != right.instrument)


def fill(claim: Claim, other: Claim) -> Claim:
    """Return the claim with its gaps filled from another telling of the same act."""
    return replace(
        claim,
        actors=claim.actors or other.actors,
        agencies=claim.agencies or other.agencies,
        targets=claim.targets or other.targets,
        via=claim.via or other.via,
        minerals=other.minerals if set(other.minerals) > set(claim.minerals) else claim.minerals,
        firms=distinct([*claim.firms, *other.firms]),
        instrument=claim.instrument or other.instrument,
        announced=claim.announced or other.announced,
        effective=claim.effective or other.effective,
        until=claim.until or other.until,
        affects=distinct([*claim.affects, *other.affects]),
        paragraph=claim.paragraph or other.paragraph,
    )
