"""Which of the acts that an article cites a claim tells of, where its own sentence gives no number.

A number is given once; what follows is "the order", "the measures against these fifteen", or simply the next
sentence. Takes the claims of an article and lends them the number of the act in hand, never one that the dates or the
register speak against. Knows claims, numbers and dates; lays no cue and judges no stage.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from tracker.claims import known, notices, roles
from tracker.claims.acts import OFFICIAL, own_paragraph
from tracker.claims.antecedents import dates_of
from tracker.claims.dates import first_day, last_day
from tracker.claims.grounds import Ground, joined, reason
from tracker.claims.passages import Passage
from tracker.claims.scene import Memory, Scene, distinct
from tracker.model import Claim, Mention, PartialDate

RESIDUE = "law_or_strategy"
"""What no other action describes: beside a claim that tells the same act as something more, it tells nothing."""
_RULES = roles.OUTWARD | roles.INWARD - {"trade_investigation"}
"""What an act rules; an inquiry is opened and closed by papers of its own."""
_OF_GOODS = frozenset({"export_prohibition", "export_licensing", "technology_control"})
"""What one act may rule of the same goods: a licence, and a refusal to some."""
_STANDING = frozenset({"announced", "in_force"})
_LENT = _STANDING | {"ended"}
"""A pause, relief or amendment that is told without act only touches the act in hand."""
_FRESH = timedelta(days=10)
"""How far apart the day of an act and the day given for it may lie: signed, published, told."""
_NEAR = 1
"""Paragraphs after the number in which the next sentence still speaks of it, without a word that points back."""
_FAR = 4
"""Paragraphs after the number in which "the order" is still that order."""

_POINTS_BACK = {
    "en": re.compile(
        r"\b(?:the|this|that|its|these|those) (?:(?!first|second|third|new|old|earlier|other)\w+ ){0,2}"
        r"(?:order|announcement|notice|decree|proclamation|regulation|decision|circular|directive|catalogue"
        r"|act|rules?|measures?|ban|controls?|requirements?|listings?|pause|suspension)\b"
        r"|\bthe same (?:day|date)\b|\b(?:these|those) (?:\w+ ){0,2}(?:items|goods|products)\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"(?:该|此|这(?:一|项|份|道|次|些)?|上述|前述|本次|有关|六个|两个|几个)(?:公告|办法|规定|令|通知|决定|调整|措施|要求|禁令|管制|清单)"
        r"|同日|同一天"
    ),
}


_SEVERAL = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten) (?:\w+ ){0,2}"
    r"(?:announcements|notices|orders|decisions|rules)\b"
    r"|[两二三四五六七八九十]个?(?:公告|决定|办法|通知)",
    re.IGNORECASE,
)
"""Several acts that are paused are not the one act in hand: that is the one that pauses them."""
_SUBJECT = re.compile(r"The (?:order|announcement|notice|decree|proclamation|regulation|rule) [a-z]+s\b")
_YEARS = re.compile(r"(?:19|20)\d\d(?!\d)")
_LIKEWISE = re.compile(r"也在|一并|同样|\b(?:as well|also|likewise|too)\b")
_BY = re.compile(r"\b(?:by|under)\b|[由据以依]")


@dataclass(slots=True)
class Act:
    """An act as the article tells it: where it was cited last, and the days and minerals given with it."""

    number: str
    mention: Mention
    passage: Passage
    days: set[PartialDate] = field(default_factory=set)
    minerals: set[str] = field(default_factory=set)


def name(scene: Scene, passages: Sequence[Passage], claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims with the numbers that the text gives them in other sentences."""
    out = _from_behind(scene, passages, claims)
    out = _from_before(scene, passages, out)
    return _whole(scene, out)


def numbers(scene: Scene, passage: Passage) -> list[Mention]:
    """Return the official numbers of a sentence but for those that an act rests on, each once."""
    basis = notices.basis_end(scene.language, passage.plain, passage.opens)
    named = scene.inside(passage, "instrument", basis)
    found = {each.term: each for each in reversed(named) if OFFICIAL.search(each.term)}
    return sorted(found.values(), key=lambda each: each.start)


def _from_before(scene: Scene, passages: Sequence[Passage], claims: Sequence[Claim]) -> list[Claim]:
    """Lend the number cited last to claims that go on about it: the act in hand."""
    body = [each for each in passages if each.field == "text"]
    by_start: dict[int, list[Claim]] = {}
    for claim in claims:
        by_start.setdefault(claim.evidence.start, []).append(claim)
    told = _told(claims)
    hand: Act | None = None
    pause: Claim | None = None
    lent: dict[str, Claim] = {}
    for passage in body:
        here = by_start.get(passage.start, [])
        if pause and _LIKEWISE.search(passage.plain):
            lent |= {claim.id: _paused(claim, pause) for claim in here if _alike(claim, pause)}
        elif cited := numbers(scene, passage):
            hand = _taken(scene, passage, cited, here, told)
        elif hand:
            lent |= {claim.id: _given(claim, hand, passage) for claim in here if _goes_on(scene, passage, claim, hand)}
        pauses = [each for claim in here if (each := lent.get(claim.id, claim)).stage == "suspended"]
        pause = next((each for each in pauses if each.instrument), pause)
    return [lent.get(claim.id, claim) for claim in claims]


def _alike(claim: Claim, pause: Claim) -> bool:
    by_other = claim.instrument is not None and _BY.search(claim.evidence.quote)
    return claim.stage == "suspended" and claim.actors == pause.actors and not by_other


def _paused(claim: Claim, pause: Claim) -> Claim:
    """Let what is paused "as well" be paused by the same act and as long."""
    return replace(
        claim,
        instrument=pause.instrument,
        announced=claim.announced or pause.announced,
        effective=claim.effective or pause.effective,
        until=claim.until or pause.until,
        reasons=joined(claim, pause, "as told of the pause before"),
    )


def _told(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Return the claims of each act that is told with its number."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.instrument:
            found.setdefault(claim.instrument, []).append(claim)
    return found


def _taken(
    scene: Scene, passage: Passage, cited: Sequence[Mention], here: Sequence[Claim], told: dict[str, list[Claim]]
) -> Act | None:
    """Return the act that a sentence with numbers puts in hand: its only one, else the one that its claims are by."""
    by = distinct(claim.instrument for claim in here if claim.instrument)
    terms = [each.term for each in cited]
    if len(terms) > 1 and len(by) != 1:
        return None
    number = by[0] if len(terms) > 1 else terms[0]
    mention = next((each for each in cited if each.term == number), None)
    if mention is None:
        return None
    known_as = told.get(number, [])
    days = {day for claim in known_as for day in (claim.announced, claim.effective) if day}
    if len(terms) == 1:
        days |= {when.value for when in dates_of(scene, passage.plain, Memory()) if when.role == "day"}
    minerals = {mineral for claim in known_as for mineral in claim.minerals} or set(scene.minerals(passage))
    return Act(number, mention, passage, days, minerals)


def _goes_on(scene: Scene, passage: Passage, claim: Claim, act: Act) -> bool:
    """Say whether a claim without number speaks of the act in hand."""
    if claim.instrument or not _issued(claim, act.number):
        return False
    if claim.stage == "suspended":
        return bool(_SEVERAL.search(passage.plain)) and passage.line - act.passage.line <= _NEAR
    if not _rules(claim, passage):
        return False
    back = bool(_POINTS_BACK[scene.language].search(passage.plain))
    near = back or bool({claim.announced, claim.effective} & _full(_days(scene, act)))
    away = passage.line - act.passage.line
    if away > (_FAR if near else _NEAR) or not _dates_fit(scene, claim, act):
        return False
    return claim.certainty == "denied" or _subject_fits(scene, claim, act, same=back or away == 0)


def _rules(claim: Claim, passage: Passage | None = None) -> bool:
    """Say whether a claim tells what an act rules; "the proclamation imposes no duty" denies it, of that act."""
    if claim.certainty == "denied":
        return passage is not None and claim.action in _RULES and bool(_SUBJECT.match(passage.text[passage.opens :]))
    return claim.action in _RULES and claim.certainty == "asserted" and claim.stage in _LENT


def _issued(claim: Claim, number: str) -> bool:
    return claim.actors[:1] == (number[:2],)


def _dates_fit(scene: Scene, claim: Claim, act: Act) -> bool:
    """Say whether the days of the claim can be days of the act: none of them before it, and one near to it if old."""
    given = [day for day in (claim.announced, claim.effective) if day]
    year = re.search(r"(?:19|20)\d\d(?=/)", act.number)
    if claim.stage == "ended" and year and any(each < year.group() for each in _YEARS.findall(claim.evidence.quote)):
        return False  # an older rule that the act in hand replaces
    if not given or claim.stage not in _STANDING:
        return not given or claim.stage == "ended"
    own = _days(scene, act)
    if any(day.startswith(each) or each.startswith(day) for day in given for each in own):
        return True
    if year and any(day[:4] < year.group() for day in given):
        return False
    ahead = scene.told is not None and all(last_day(day) >= scene.told for day in given)
    fresh = scene.told is not None and any(abs(first_day(day) - scene.told) <= _FRESH for day in own)
    return ahead and (fresh or not own)


def _days(scene: Scene, act: Act) -> set[PartialDate]:
    """Return the days of an act that the article tells, and those that the register has."""
    known_as = scene.acts.get(act.number)
    steps = known_as.steps if known_as else ()
    return act.days | {step.date for step in steps if step.kind in {"announced", "effective"}}


def _full(days: Iterable[PartialDate]) -> set[PartialDate]:
    return {day for day in days if len(day) == len("2024-12-03")}


def _subject_fits(scene: Scene, claim: Claim, act: Act, *, same: bool) -> bool:
    """Say whether the claim's minerals are the act's: by the register, else by what the article tells of it.

    `same` says that the sentence stands in the act's own paragraph or points back: then it may name others.
    """
    scopes = known.scopes(scene.acts, act.number)
    if scopes:
        alike = [scope for scope in scopes if scope.action == claim.action] or [
            scope for scope in scopes if same and {claim.action, scope.action} <= _OF_GOODS
        ]
        return any(_meet(scene, claim.minerals, scope.minerals) for scope in alike)
    return same or _meet(scene, claim.minerals, act.minerals)


def _meet(scene: Scene, one: Iterable[str], other: Iterable[str]) -> bool:
    return known.meet(scene.vocab, set(one), tuple(other)) if one and other else True


def _given(claim: Claim, act: Act, passage: Passage) -> Claim:
    """Return the claim with the number of the act in hand, the paragraph that its sentence opens with, and why."""
    at = act.mention.start - act.passage.start, act.mention.end - act.passage.start
    told = reason(act.passage, "instrument", Ground(act.number, "the act spoken of, cited before", at))
    paragraph = claim.paragraph or own_paragraph(passage)
    return replace(claim, instrument=act.number, paragraph=paragraph, reasons=(*claim.reasons, told))


_ADDS = re.compile(
    r"^(?:The (?:order|rule|rules|notice|act|measure|decree|paper|change|ban|pause|list|step)|It\b"
    r"|That|This|Notice|Announcement)"
)


def _from_behind(scene: Scene, passages: Sequence[Passage], claims: Sequence[Claim]) -> list[Claim]:
    """Let "The order, No. 46 of the ministry, …" lend its number and issuer to the claim of the sentence before it."""
    out = list(claims)
    speaking = {claim.evidence.start for claim in claims if claim.action != RESIDUE or not claim.instrument}
    told: Passage | None = None
    for passage in passages:
        if passage.field == "title" or passage.start in speaking:
            if told and _UNDER.match(passage.text) and passage.line - told.line == 1:
                out = _by_next(scene, told, passage, out)
            told = passage if passage.field == "text" else None
            continue
        if told is None or passage.line - told.line > 2:
            continue
        before = told
        cited = scene.inside(passage, "instrument")
        if not cited or not _adds(passage, before, cited[0]):
            continue
        if passage.line != before.line and _other_act(scene, passages, before, cited[0].term):
            continue
        agencies = distinct(each.term for each in scene.inside(passage, "agency"))
        points = bool(_ADDS.match(passage.text[passage.opens :]))
        out = [_lend(claim, before, cited[0].term, agencies, points) for claim in out]
    return out


_UNDER = re.compile(r"(?:Under|In|By) (?!which)")


def _by_next(scene: Scene, before: Passage, passage: Passage, claims: Sequence[Claim]) -> list[Claim]:
    """Number a rule by the paragraph after it that opens with its act: "Under Decision 004, miners may ship …"."""
    cited = numbers(scene, passage)
    near = bool(cited) and cited[0].start - passage.start <= len("Under the Implementing ")
    goods = set(scene.minerals(passage)) or {each for claim in _at(claims, passage) for each in claim.minerals}
    if len(cited) != 1 or not near or not goods & set(scene.minerals(before)):
        return list(claims)
    return [_lend(claim, before, cited[0].term, (), points=False) for claim in claims]


def _at(claims: Iterable[Claim], passage: Passage) -> list[Claim]:
    return [claim for claim in claims if claim.evidence.start == passage.start and claim.evidence.field == "text"]


def _adds(passage: Passage, before: Passage, cited: Mention) -> bool:
    """Say whether a sentence only says more of what was told before it: by its first words, or as the next one."""
    opens = cited.start - passage.start - passage.opens
    return bool(_ADDS.match(passage.text[passage.opens :])) or passage.line == before.line or opens == 0


def _other_act(scene: Scene, passages: Sequence[Passage], told: Passage, number: str) -> bool:
    """Say whether another act was spoken of just before: then a new paragraph's number is not the one meant there."""
    lines = range(told.line - 2, told.line + 1)
    near = [each for each in passages if each.field == "text" and each.line in lines and each.start <= told.start]
    named = [mention.term for each in near for mention in scene.inside(each, "instrument")]
    return bool(named) and number not in named


def _lend(claim: Claim, before: Passage, number: str, agencies: tuple[str, ...], points: bool) -> Claim:
    """Number a rule of the sentence before; a pause only if the words point back, else the act is what is paused."""
    legal = claim.action in _RULES and claim.certainty == "asserted" and _issued(claim, number)
    legal = legal and (points or claim.stage != "suspended")
    if claim.evidence.start != before.start or claim.instrument or not legal:
        return claim
    return replace(claim, instrument=number, agencies=claim.agencies or agencies)


def _whole(scene: Scene, claims: Sequence[Claim]) -> list[Claim]:
    """Drop what only says that an act was issued where another claim says what the act does, but keep its days.

    News that an act has applied since a day says something; in the act's own notice that is said of all it does.
    """
    more = {claim.instrument for claim in claims if claim.action != RESIDUE and claim.instrument}
    own = scene.own.instrument if scene.own else None
    idle = {claim.id: claim for claim in claims if claim.instrument in more and not _tells(claim, own)}
    ends = {claim.instrument: claim for claim in reversed(idle.values()) if claim.until}
    return [_ended(claim, ends.get(claim.instrument)) for claim in claims if claim.id not in idle]


def _ended(claim: Claim, issued: Claim | None) -> Claim:
    """Let "the regulation will run until 2028" end what the regulation rules."""
    if issued is None or claim.until or not _rules(claim) or claim.stage not in _STANDING:
        return claim
    return replace(claim, until=issued.until, reasons=joined(claim, issued, "as told of the act"))


def _tells(claim: Claim, own: str | None) -> bool:
    starts = bool(claim.effective) and claim.instrument != own
    return claim.action != RESIDUE or claim.stage == "ended" or starts
