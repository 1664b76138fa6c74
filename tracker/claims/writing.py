"""One hit of a cue, written down as a claim: stage, certainty, roles, act, dates, and what the notice adds.

Knows how the parts of a claim are found; which cues were laid is the business of :mod:`tracker.claims.coder`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from tracker.claims import deadlines, learned, reasons, relations, roles, stages, terms
from tracker.claims.acts import instrument_of, own_paragraph
from tracker.claims.anchors import Words
from tracker.claims.antecedents import minerals_of
from tracker.claims.cues import Hit
from tracker.claims.dates import When, first_day, last_day
from tracker.claims.grounds import Ground, evidence, joined
from tracker.claims.passages import Passage
from tracker.claims.scene import Memory, Own, Scene, distinct
from tracker.model import Certainty, Claim, PartialDate, Stage

CODER = "rules-6"

_LIKEWISE = Words(r"同时|也(?:在|被|一并)?|一并|\b(?:same|as well|also|likewise|the pause|that pause)\b", re.IGNORECASE)

_AT_ONCE = {
    "en": Words(
        (
            r"\b(?:with immediate effect|effective immediately|took effect (?:the moment|at once"
            r"|immediately)|takes effect immediately|at once|with effect from publication|from today"
            r"|applies from today)\b"
        ),
        re.IGNORECASE,
    ),
    "zh": Words(r"即日起|自(?:公布|发布|即)之?日起|当日起|发布当日|立即生效|即时生效|发布并生效|公布并施行"),
}

_BOTH_DAYS = {
    "en": Words(r"\b(?:published|signed|issued) and effective\b|\bpublished and in force\b", re.IGNORECASE),
    "zh": Words(r"发布并(?:生效|施行|实施)|公布并(?:生效|施行|实施)"),
}

_OF = re.compile(
    r"\bof (?:the )?$|的$|\b(?:announced|imposed|introduced|issued|adopted|published|launched"
    r"|unveiled)(?: (?:on|in|back in))? $",
    re.IGNORECASE,
)
_OF_ZH = re.compile(r"^(?:起)?(?:公布|发布|宣布|出台|实施|生效|推出)的")


def _of_object(passage: Passage, when: When) -> bool:
    """Say whether a date only belongs to what is changed: "the rules that it announced on 9 October"."""
    head, tail = passage.plain[: when.start], passage.plain[when.end :]
    return bool(_OF.search(head) or (_OF_ZH.match(tail) and not head.endswith(("由", "据", "以"))))


_STOPS = re.compile(
    r"\b(?:end(?:s|ed|ing)?|expir\w+|lapsed?s?|(?:gave|gives?|given) (?:up|way)|abolish\w*|lift\w*|scrapp?\w*|ceas\w+|"
    r"repeal\w*|stop\w*|halt\w*|removed?|dropped)\b[^;]{0,70}?(?:\b(?:on|in|from|by|as of)\s+(?:the\s+)?)?$"
    r"|(?:废止|取消|终止|停止|失效|解除|到期)[^，。；]{0,4}$",
    re.IGNORECASE,
)
_STOPPED = re.compile(
    r"^,?[^,;]{0,60}\b(?:ended|stopped|halted|ceased|lapsed|expired)\b(?! (?:on|in)\b)|^(?:起|即|正式)?(?:废止"
    r"|取消|终止|停止|失效|解除)"
)


def _turned(passage: Passage, dates: Sequence[When], action: str, stage: str) -> PartialDate | None:
    """Return the day on which a rule ended, or a ban began that is told as a stop of the trade itself.

    "Exports will end on 1 January 2027" and "stopped all exports on 22 February" give a ban its start, not its end.
    """
    if stage != "ended" and (action != "export_prohibition" or stage not in {"in_force", "announced"}):
        return None
    for when in dates:
        before, after = passage.plain[: when.start], passage.plain[when.end :]
        stops = when.role in {"until", "day"} and (_STOPS.search(before[-90:]) or _STOPPED.match(after))
        if stops and (stage == "ended" or not _UNTIL.search(before)):
            return when.value
    return None


_FROM_TODAY = Words(r"\bfrom (?:today|now)\b|即日起|今日起", re.IGNORECASE)

_YEARLY = frozenset({"export_quota", "production_quota"})
"""Rules for a year: "the quota for 2026" runs from that year, and to the last year that is named."""

_BACK = {
    "en": re.compile(r"\b(?:restart|resum|reopen|return|back on)\w*\b[^,;]{0,20}$", re.IGNORECASE),
    "zh": re.compile(r"^\s*(?:起)?(?:复产|恢复|重启|复工)"),
}


_FORWARD = {
    "en": re.compile(
        r"\b(?:will|would|shall|plans? to|is to|are to|is due to|are due to|expects? to|aims? to)\b", re.IGNORECASE
    ),
    "zh": re.compile(r"将|拟|计划|预计|有望|定于"),
}


def _to_come(scene: Scene, passage: Passage, when: When) -> bool:
    """Say whether a month or year that has begun still lies ahead: "will ban them this year"."""
    told = scene.told
    if told is None or len(when.value) == len("2024-12-03") or last_day(when.value) <= told:
        return False
    near = passage.plain[max(0, when.start - 90) : when.end + (12 if scene.language == "zh" else 0)]
    return bool(_FORWARD[scene.language].search(near))


_ONCE = frozenset({"corporate_deal", "enforcement_case", "price_move"})
"""What has been done when it is told: a day to come is that of something else, a first delivery or a hearing."""
_UNTIL = re.compile(r"\b(?:until|till|through|beyond)\s+(?:the\s+)?(?:end of\s+)?$", re.IGNORECASE)


def _goes_on(passage: Passage, dates: Sequence[When]) -> bool:
    """Say whether an end is that of what goes on ("until 2028") and not the day by which it is to be done."""
    return any(when.role == "until" and _UNTIL.search(passage.plain[: when.start]) for when in dates)


def _ends(passage: Passage, when: When, action: str) -> bool:
    """Say whether a date is the end of what is told; output that was lost is lost until it comes back."""
    if when.role == "until" or action != "supply_disruption":
        return when.role == "until"
    before, after = passage.plain[: when.start], passage.plain[when.end :]
    return bool(_BACK["en"].search(before) or _BACK["zh"].match(after))


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
    if many == 1:  # nothing else in the sentence can end
        here = (*here, *(when for when in dates if when.role == "until" and when not in here))
    return [_claim(scene, passage, memory, hit, clause, here, minerals_of(scene, passage, clause, memory))]


def within(dates: Sequence[When], span: tuple[int, int]) -> tuple[When, ...]:
    return tuple(when for when in dates if span[0] <= when.start < span[1])


_RUN_END = re.compile(r"[,;，；、]| (?:and|or|but)\b|$")
"""Where the statement ends that a date belongs to: what follows the date up to here is said of it."""


def _runs(scene: Scene, passage: Passage, hit: Hit, dates: Sequence[When]) -> list[tuple[int, int]]:
    """Cut "gallium since August 2023 and antimony since September 2024" into its two statements."""
    marks = [when for when in dates if when.role in {"effective", "day"}]
    if hit.cue.action not in _RUNS or len(marks) < 2:
        return []
    edges, runs = passage.opens, []
    for when in marks:
        if scene.minerals(passage, edges, when.start):
            run = _RUN_END.search(passage.plain, when.end)
            runs.append((edges, run.start() if run else when.end))
            edges = runs[-1][1]
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
    dates = terms.begun_then(passage.plain, terms.overtaken(passage.plain, dates), hit.start)
    certain, come, back = _judged(scene, passage, hit, clause, dates)
    sure, stage = certain.value, come.value
    dates = terms.of_change(passage.plain, dates, stage, come.at, scene.told)
    instrument, affects = instrument_of(scene, passage, clause, "amended" if back else stage, memory)
    if instrument and _earlier(scene, passage, instrument, stage, dates):
        instrument = None
    if back and affects:
        stage, come = "in_force", Ground("in_force", "words that bring an act back", back)
    relation = relations.of(scene, passage, clause, stage, back=bool(back)) if affects else None
    if instrument is None and sure == "asserted":
        instrument = _topic(scene, passage, memory, action, dates)
    parts = roles.cast(action, stage, scene, passage, hit.clause, hit.start, memory, instrument)
    announced, effective, until = _times(scene, passage, clause, dates, action, stage)
    if stage in terms.STANDING and not until and terms.comes_to_end(passage.plain, clause[0], hit.start):
        effective, until = None, effective
    listed = memory.header_line >= passage.line - 8 and bool(passage.item or passage.text.startswith("No."))
    if listed and not effective:
        effective = memory.header_start
        if effective and scene.told and stage == "in_force" and first_day(effective) > scene.told:
            stage = "announced"
    times = {"announced": announced, "effective": effective, "until": until}
    at_once = _today(scene, passage, announced, effective)
    claim = Claim(
        article_id=scene.article.id,
        action=action,
        stage=stage,
        certainty=sure,
        evidence=evidence(passage, (0, len(passage.text))),
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
        relation=relation,
        paragraph=own_paragraph(passage) if scene.own else None,
        reasons=reasons.drafted(scene, passage, hit, come, certain, parts, times, dates, at_once),
    )
    claim = deadlines.bounded(scene, passage, _as_paused(passage, claim, memory), (hit.start, hit.end))
    return _as_own(scene, passage, claim, dates) if scene.own and sure == "asserted" else claim


def _earlier(scene: Scene, passage: Passage, instrument: str, stage: Stage, dates: Sequence[When]) -> bool:
    """Say whether a notice recalls a change that was made long before it, and so not by itself."""
    cited = any(mention.term == instrument for mention in scene.inside(passage, "instrument"))
    own = scene.own is not None and instrument == scene.own.instrument
    return own and not cited and stage in _CHANGED and _is_old(scene, dates)


def _is_old(scene: Scene, dates: Sequence[When]) -> bool:
    """Say whether a date lies well before the article's day."""
    if scene.told is None:
        return False
    return any(last_day(when.value) < scene.told - _FRESH for when in dates if when.role != "until")


def _was(scene: Scene, claim: Claim) -> bool:
    """Say whether a change is told that took effect well before the article's day."""
    since = claim.effective if claim.stage in _CHANGED else None
    return scene.told is not None and since is not None and last_day(since) < scene.told - _FRESH


_FRESH = timedelta(days=25)
_CHANGED: frozenset[Stage] = frozenset({"suspended", "ended", "amended", "eased"})


def _judged(
    scene: Scene, passage: Passage, hit: Hit, clause: tuple[int, int], dates: Sequence[When]
) -> tuple[Ground[Certainty], Ground[Stage], tuple[int, int] | None]:
    """Return certainty and stage by rules and judge, and where the words stand that bring a paused act back."""
    action, notice = hit.cue.action, scene.own is not None
    certain = learned.certain(hit, stages.certainty(scene.language, passage.plain, hit.clause, hit), scene, dates)
    come = stages.stage(
        action, certain.value, hit, scene.language, passage.plain, hit.clause, dates, scene.told, notice
    )
    come = learned.come(hit, come, certain, scene, dates)
    if action == "export_prohibition" and come.value == "suspended":
        come = _stopped(scene, passage, clause, dates) or come
    legal = certain.value == "asserted" and action in roles.OUTWARD | roles.INWARD
    return certain, come, relations.resumes(scene, passage, clause) if legal else None


def _stopped(scene: Scene, passage: Passage, clause: tuple[int, int], dates: Sequence[When]) -> Ground[Stage] | None:
    """Return the stage of a ban that is told as a suspension of the trade itself; None where a rule is suspended."""
    words = stages.TRADE_STOPPED[scene.language].search(passage.plain[clause[0] : clause[1]])
    if not words:
        return None
    told = scene.told
    ahead = told is not None and any(when.role == "effective" and first_day(when.value) > told for when in dates)
    at = (clause[0] + words.start(), clause[0] + words.end())
    return Ground("announced" if ahead else "in_force", "the trade itself is suspended", at)


def _closest(past: Sequence[PartialDate]) -> PartialDate:
    """Return the first date, or the first within it that is more exact: "twice this year: in February, when …"."""
    return next((each for each in past if len(each) > len(past[0]) and each.startswith(past[0])), past[0])


def _today(
    scene: Scene, passage: Passage, announced: PartialDate | None, effective: PartialDate | None
) -> tuple[int, int] | None:
    """Return where the words stand that start it on its own day, if it starts then."""
    at_once = _AT_ONCE[scene.language].search(passage.plain) if effective and effective == announced else None
    return at_once.span() if at_once else None


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
        reasons=joined(claim, pause, "as told of the pause before"),
    )


_IT = {
    "en": re.compile(
        r"^(?:[^,;]{4,60},\s+)?(?:it|its|the (?:announcement|notice|order|regulation|decree|rules?"
        r"|act))\b(?!\s+said\b)",
        re.IGNORECASE,
    ),
    "zh": re.compile(r"^(?:该|这份|这一|上述)(?:公告|办法|规定|令|通知)"),
}


def _topic(scene: Scene, passage: Passage, memory: Memory, action: str, dates: Sequence[When]) -> str | None:
    """Return the act that a notice's paragraph opened with ("Announcement No. 61 deals with …"), for what follows."""
    if action not in roles.OUTWARD | roles.INWARD:
        return None
    if memory.instrument_line == passage.line and passage.place and _IT[scene.language].match(passage.plain):
        return memory.instrument
    if scene.own is None or scene.own.instrument:
        return None
    old = any(when.role == "day" for when in dates)
    return memory.instrument if memory.instrument_line == passage.line and passage.place and not old else None


def _scope(action: str, passage: Passage, minerals: tuple[str, ...]) -> tuple[str, ...]:
    return () if action == "entity_listing" and not minerals else minerals


def _times(
    scene: Scene, passage: Passage, clause: tuple[int, int], dates: Sequence[When], action: str, stage: str
) -> tuple[PartialDate | None, PartialDate | None, PartialDate | None]:
    """Return announced, effective and until of the clause."""
    told = scene.told
    if action == "circumvention" and (spans := [when.value for when in dates if when.role == "span"]):
        return None, spans[0], spans[-1] if len(spans) > 1 else None
    ends = [when.value for when in dates if _ends(passage, when, action)]
    if action in _YEARLY and (years := [when for when in dates if len(when.value) == 4 and when.value not in ends]):
        dates = [when for when in dates if when not in years]
        starts = [years[0].value]
        ends = ends or [when.value for when in years[1:] if when.value > years[0].value][-1:]
    else:
        starts = []
    starts = [when.value for when in dates if when.role == "effective" and when.value not in ends] or starts
    days = [when for when in dates if when.role == "day" and when.value not in ends]
    behind = [
        when
        for when in days
        if told is None or (first_day(when.value) <= told + timedelta(days=1) and not _to_come(scene, passage, when))
    ]
    plain = [when for when in behind if not _of_object(passage, when)]
    past = [when.value for when in (plain if stage == "suspended" else behind)]
    coming = [when.value for when in days if when not in behind]
    announced = (max(past) if action == "price_move" else _closest(past)) if past else None
    effective = starts[0] if starts else (coming[0] if coming else None)
    sure = [when.value for when in dates if when.value in ends and _UNTIL.search(passage.plain[: when.start])]
    until = ends[-1] if ends and stage == "amended" else next(iter([*sure, *ends]), None)
    turn = _turned(passage, dates, action, stage) if action not in stages.LIFELESS else None
    if turn and (not effective or stage == "ended"):
        effective, announced = turn, announced if announced != turn else None
        until = until if until != turn else None
    if action in {"project", "stockpiling"} and until and not effective and not _goes_on(passage, dates):
        effective, until = until, None
    if action in stages.LIFELESS and action not in {"project", "supply_disruption", "circumvention"}:
        until = until if action == "talks" and told and until and first_day(until) > told else None
        ahead = action in _ONCE and told and effective and first_day(effective) > told
        announced, effective = announced or (None if ahead or action == "price_move" else effective), None
    if action not in stages.LIFELESS and not effective and _AT_ONCE[scene.language].search(passage.plain):
        effective = announced or (told.isoformat() if told else None)
        announced = announced or effective
    if _BOTH_DAYS[scene.language].search(passage.plain) or terms.since_act(passage.plain, dates, effective):
        announced = announced or effective
    if not ends and (whole := terms.term(scene.language, passage.plain, dates)):
        effective, until = whole
    if not until and stage != "ended" and action not in stages.LIFELESS:
        today = told.isoformat() if told and (scene.own or _FROM_TODAY.search(passage.plain)) else None
        begun = effective or announced or (scene.own.effective if scene.own else None) or today
        of_own = scene.own.until if scene.own and begun == scene.own.effective else None
        if not dates and stage in {*terms.STANDING, "suspended"} and action in roles.OUTWARD | roles.INWARD:
            begun = begun or terms.month_of(told)
        until = of_own or terms.end_of(scene.language, passage.plain[clause[0] : clause[1]], begun)
    if stage == "suspended" and not effective and announced:
        effective = announced
    runs = action in roles.OUTWARD | roles.INWARD - {"trade_investigation"}
    if until and announced and not effective and runs and not ends:
        effective = announced
    return announced, effective, until


def _as_own(scene: Scene, passage: Passage, claim: Claim, dates: Sequence[When]) -> Claim:
    """Give a claim of a notice's own act what the notice says of itself: number, issuers, day of signature, start."""
    own = scene.own
    if own is None or claim.action in stages.LIFELESS - {"talks", "enforcement_case"}:
        return claim
    if claim.stage == "ended" and claim.instrument is None and not _REMOVES.search(passage.plain):
        return _as_repeal(claim, own, bool(_FROM_THEN.search(passage.plain)))
    cites_other = claim.instrument is not None and claim.instrument != own.instrument
    foreign = bool(claim.actors) and own.country is not None and own.country not in claim.actors
    if cites_other or foreign or _is_old(scene, dates) or _was(scene, claim):
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


_REMOVES = re.compile(
    r"\b(?:remov(?:e|es|ed)|delet(?:e|es|ed)|struck|omit(?:s|ted)?|drop(?:s"
    r"|ped)?)\b[^;]{0,60}\b(?:from|list|schedule|entry|item)\b"
    r"|\b(?:entry|item)\b[^;]{0,80}\b(?:deleted|removed|struck|omitted)\b|移出|删除|剔除",
    re.IGNORECASE,
)
"""To take something off a list is what the notice itself does; to end an older rule without number is not."""
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
        relation=claim.relation or other.relation,
        closes=claim.closes or other.closes,
        paragraph=claim.paragraph or other.paragraph,
        quantities=claim.quantities or other.quantities,
        reasons=joined(claim, other, "told again"),
    )
