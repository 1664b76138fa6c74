"""Who does it, to whom, through whom: directed roles from the place of a country in the sentence.

Makes actors, agencies, targets, transit countries and firms of one claim. Knows prepositions, case particles and the
countries of agencies and firms; knows no date and no stage.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.claims import holders, notices, routes, sites
from tracker.claims.anchors import Words
from tracker.claims.grounds import Range
from tracker.claims.passages import Passage
from tracker.claims.scene import Memory, Scene, distinct
from tracker.claims.sites import OWN_COUNTRY, TOPIC
from tracker.model import Mention

BY_NUMBER = "issuer in the act's number"
OF_NOTICE = "country of the notice"
SPOKEN_BEFORE = "spoken of before"

OUTWARD = frozenset(
    [
        "export_prohibition",
        "export_licensing",
        "export_quota",
        "export_tax",
        "technology_control",
        "entity_listing",
        "production_quota",
    ]
)
INWARD = frozenset(["import_tariff", "import_restriction", "trade_investigation"])
SHARED = frozenset(["agreement", "talks"])
SITED = frozenset(["project", "supply_disruption", "corporate_deal"])

_TO_EN = re.compile(
    r"\b(?:to|for|against|into|toward|towards|(?:sanctions|controls|curbs|restrictions|ban"
    r"|embargo) on|enter(?:s|ing)?|aimed at|destined for|bound for|reach(?:es|ed|ing)?|users in"
    r"|buyers in|customers in|entities in|facilities in|closes)\s+"
    r"(?:(?:the|its|any|all|certain|twenty|ten|fifteen|sixteen|twelve|other|\d+|military"
    r"|civilian|American)\s+){0,3}$",
    re.IGNORECASE,
)
_FROM_EN = re.compile(
    (
        r"\b(?:from|out of|of|(?:made|melted|produced|mined|refined|processed|smelted|sourced) in|originat\w+ in"
        r"|against|(?:tariffs?|dut(?:y|ies)|levy|levies|surcharges?|curbs?) on)\s+(?:the\s+)?"
        r"(?:(?:People's Republic of)\s+)?$"
    ),
    re.IGNORECASE,
)
_JOINED_EN = re.compile(r"^(?:,|\s|and|or|the|,?\s*and)+$")
_TARGET_NOUN_EN = re.compile(
    (
        r"^(?:['’]s)?\s+(?:(?:civilian|military|defen[cs]e|foreign|entity|government)\s+)?(?:buyers?"
        r"|customers?|consumers?|users?|importers?|military|entit(?:y|ies)|firms|companies|market"
        r"|defen[cs]e|organi[sz]ations?|groups?|names|contractors?|makers?)\b"
    ),
    re.IGNORECASE,
)
_OWN_TRADE = re.compile(r"^\s+(?:[\w-]+\s+)?(?:producers?|miners?|exporters?|smelters?|refiners?|suppliers?)\b")
"""To whom quotas and licences are given: those who export, at home."""
_ASKED_BY = re.compile(r"\b(?:request|petition|application|complaint|behalf|support) (?:of|from)\s+(?:the\s+)?$")
_STRUCK = re.compile(r"\b(?:spar(?:e|es|ed)|threaten(?:s|ed|ing)?|hit(?:s|ting)?|slap(?:s|ped)|punish(?:es|ed))\s+$")
_OWN_EXPORTS_EN = re.compile(r"^(?:['’]s)?\s+(?:(?!and\b|or\b)[\w-]+\s+){0,2}?(?:exports?|shipments?)\b")
""""Controls on Chinese exports" are aimed at no state: China is where the goods come from."""
_ORIGIN_NOUN_EN = re.compile(
    (
        r"^(?:-(?:made|smelted|mined|origin))|^\s+(?:(?!has|have|had|is|was|are|will|would|may|could"
        r"|bans?|bars?|cuts?|puts?|said|on|in|to)[\w-]+(?<!ed)\s+){0,2}(?:imports?|goods|products"
        r"|anode"
        r"|graphite|uranium|origin|material|magnets?|antimony|ores?|exporters)\b"
    ),
    re.IGNORECASE,
)
_USERS_IN = re.compile(
    r"\b(?:to|for|with)\s+(?:[\w.’'&-]+\s+){1,4}in\s+(?:the\s+)?$"
    r"|\b(?:armed forces|military|users?|entities|firms|compan(?:y|ies)|bodies|organi[sz]ations) (?:of|in)\s+"
    r"(?:the\s+)?$",
    re.IGNORECASE,
)
_LISTED_FIRMS = {
    "en": re.compile(
        r"^(?:['’]s)?\s+(?:(?!(?:and|or|has|have|is|was|will|puts?|adds?|lists?|said|\w+ed)\b)[\w.,-]+\s+){0,4}"
        r"(?:compan(?:y|ies)"
        r"|firms?|entit(?:y|ies)|groups?|makers?|traders?|processors?|producers?|suppliers?|smelters?|organi[sz]ations?"
        r"|institut\w+|universit\w+|contractors?|importers?|buyers?)\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"^(?:的)?(?:[\d一二三四五六七八九十多数]+)?(?:家|名|个)?[^，。；把将对向]{0,8}?(?:企业|实体|公司|机构|军工|事业单位)"
    ),
}
_OF_ORIGIN_ZH = re.compile(r"^(?:大陆)?(?:产(?![业能量])|输|进口)")
_EVERYWHERE = {
    "en": Words(
        (
            r"\b(?:all destinations|any destination|every country|any country|all countries|whatever (?:the "
            r"|its )?(?:destination|country|origin of the ore and the country)|any third countr\w+"
            r"|regardless of (?:the )?destination|all third countries|no matter (?:the )?destination"
            r"|for all sources|all origins|worldwide)\b"
        ),
        re.IGNORECASE,
    ),
    "zh": Words(
        r"不针对任何(?:特定)?国家|无论.{0,10}(?:何处|哪|目的地|何国)|不问目的地|去往哪国|不论卖往何处"
        r"|所有国家|任何国家|不论.{0,6}(?:目的地|何处)"
        r"|向中国以外的国家和地区"
    ),
}
_TO_ZH = re.compile(
    r"(?:对|向|输往|输|赴|销往|销|供应|供给|卖给|卖到|卖进|出口给|运往|运到|发往|流入|进入|再进"
    r"|出口|出口[^，。；]{1,10}到|售给|针对|把|给|不得供给|流向|进|抵)(?:与|和)?$"
)
_AFTER_ZH = re.compile(r"^(?:出口|军事用户|军方|军民|买家|用户|企业|实体|客户)")
_SAID_EN = re.compile(
    (
        r"(?:\bsaid\b|\bsays\b|\baccording to\b|\banalysts? at\b|\btrader at\b|\bbuyer at\b"
        r"|\bbroker\b|\bbrokers\b|\bat\b|\blawyers? at\b|\bof the law firm\b"
        r"|\bmanager at\b)[^.]{0,40}$"
    ),
    re.IGNORECASE,
)
_COMMENT_EN = re.compile(
    (
        r"^,?\s*(?:a (?:consultancy|broker|law firm|research house|trader|lobby|think tank)"
        r"|declined to comment|did not (?:answer|reply)|thinks?\b|called the|could not be reached)"
    ),
    re.IGNORECASE,
)
_NO_FIRMS = frozenset(
    [
        "price_move",
        "export_prohibition",
        "technology_control",
        "import_tariff",
        "import_restriction",
        "trade_investigation",
        "export_tax",
        "talks",
        "agreement",
        "dispute",
        "designation",
        "enforcement_campaign",
        "law_or_strategy",
        "production_quota",
    ]
)


_LISTED_MINISTRIES = Words(
    r"\bministries of ([a-z][a-z ,]+?\band [a-z ]+?)(?=[.;,]|\s(?:met|said|and the|took|agreed)|$)"
)
_MINISTRIES = {
    "CN": {
        "state security": "cn-mss", "public security": "cn-mps", "commerce": "cn-mofcom", "customs": "cn-gacc",
        "natural resources": "cn-mnr", "industry and information technology": "cn-miit", "foreign affairs": "cn-mfa",
    }
}  # fmt: skip
"""The ministries that English prose names in one breath ("the ministries of commerce and public security")."""
_GRANTED = frozenset({"eased", "in_force"})
_PRONOUN = re.compile(r"^(?:[\w ,]{0,30}?\b(?:it|its|they|their)\b|该国|其)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cast:
    """The parts of one claim."""

    actors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    firms: tuple[str, ...] = ()
    by: str = ""
    """The rule that gave the actors."""
    everywhere: Range | None = None
    """Where the words stand that aim it at all destinations."""


def cast(
    action: str,
    stage: str,
    scene: Scene,
    passage: Passage,
    clause: tuple[int, int],
    cue: int,
    memory: Memory,
    instrument: str | None,
) -> Cast:
    """Return who plays which part in a claim of this action made by this clause."""
    agencies = _agencies(scene, passage, clause)
    firms = _firms(action, stage, scene, passage, memory)
    if action == "circumvention":
        source, goal, transit = routes.of(scene, passage, memory)
        return Cast(source, (), goal, transit, firms)
    if action == "price_move":
        return Cast()
    if action in SHARED:
        return Cast(_all_states(scene, passage, agencies), agencies, by="one of the states and offices named")
    if action == "dispute":
        return _dispute(scene, passage, agencies, memory)
    if action in SITED:
        states, by = sites.of(scene, passage, firms)
        return Cast(states, (), (), (), firms, by)
    targets = _sides(action, scene, passage, clause, cue, memory)
    actors, by = _actor(action, scene, passage, clause, cue, targets, memory, instrument)
    everywhere = _EVERYWHERE[scene.language].search(passage.plain)
    if everywhere and not (set(targets) - set(actors)):
        targets = ("*",)
    if action == "entity_listing" and not targets and stage in {"announced", "in_force"}:
        targets = sites.homes(scene, firms)
    turned, targets = _by_agency(scene, _before(scene, passage, cue, agencies), actors, targets)
    by = by if turned == actors else "state of the only office that acts"
    aimed = tuple(t for t in targets if t not in turned)
    agencies = _of_actors(scene, agencies, turned)
    return Cast(turned, agencies, aimed, (), firms, by, everywhere.span() if everywhere else None)


def _of_actors(scene: Scene, agencies: tuple[str, ...], actors: tuple[str, ...]) -> tuple[str, ...]:
    """Return the authorities but for those of other states than the actors: these only tell, count or answer."""
    states = {each: scene.country_of(each) for each in agencies}
    return tuple(each for each in agencies if not actors or states[each] is None or states[each] in actors)


def _before(scene: Scene, passage: Passage, cue: int, agencies: tuple[str, ...]) -> tuple[str, ...]:
    """Return the authorities but for those behind the cue that only answer what another state has done."""
    answering = {
        mention.term
        for mention in scene.inside(passage, "agency")
        if mention.start - passage.start > cue and _ANSWERS.search(passage.plain[mention.end - passage.start :][:30])
    }
    return tuple(each for each in agencies if each not in answering)


_ANSWERS = re.compile(
    r"\b(?:protest|object|respon|answer|declin|call(?:ed|s) (?:it|the|an)|regret|condemn|urg|demand|met\b)\w*"
    r"|抗议|抗議|回应|不予置评|召开|召開|表示遗憾|反对|谴责|要求",
    re.IGNORECASE,
)


def _by_agency(
    scene: Scene, agencies: tuple[str, ...], actors: tuple[str, ...], targets: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Let the only state whose authorities act be the actor where it is told as a target; authorities bind others."""
    states = {state for agency in agencies if (state := scene.country_of(agency))}
    if len(states) != 1 or not states <= set(targets) or states & set(actors):
        return actors, targets
    return tuple(states), tuple(each for each in targets if each not in states) or actors


def _agencies(scene: Scene, passage: Passage, clause: tuple[int, int]) -> tuple[str, ...]:
    """Return the authorities of the clause, else of the whole sentence; a legislature that only comments stays."""
    start = notices.basis_end(scene.language, passage.plain, passage.opens)
    here = scene.inside(passage, "agency", *clause) or scene.inside(passage, "agency", start)
    named = [mention.term for mention in here if not _spoken(passage, mention)]
    return distinct([*named, *_listed(scene, passage), *scene.issuers(passage, *clause)])


def _listed(scene: Scene, passage: Passage) -> list[str]:
    match = _LISTED_MINISTRIES.search(passage.plain)
    states = [each.term for each in _countries(scene, passage)]
    if not match or not states:
        return []
    names = re.split(r",\s*(?:and )?|\s+and\s+", match.group(1))
    known = _MINISTRIES.get(states[0], {})
    return [known[name.strip()] for name in names if name.strip() in known]


def _countries(
    scene: Scene, passage: Passage, clause: tuple[int, int] | None = None, places: bool = False
) -> list[Mention]:
    begin, end = clause or (0, len(passage.text))
    return [each for each in scene.inside(passage, "country", begin, end) if places or not each.place]


def _sides(
    action: str, scene: Scene, passage: Passage, clause: tuple[int, int], cue: int, memory: Memory
) -> tuple[str, ...]:
    """Return the countries that the act is aimed at, in order; "to A, B and C" aims at all three."""
    aimed: list[str] = []
    beside: list[str] = []
    last: tuple[int, bool] | None = None
    for mention in _countries(scene, passage):
        begin, end = mention.start - passage.start, mention.end - passage.start
        hit = _is_target(action, scene, passage, begin, end) or _is_object(
            action, scene, passage, begin, cue, mention, memory
        )
        joint = passage.plain[last[0] : begin] if last else ""
        if not hit and last and last[1] and (_JOINED_EN.match(joint) or joint in {"、", "和", "与", "，", "或"}):
            hit = True
        if action in OUTWARD and holders.suffers(passage, mention):
            hit = True
        elif holders.owns(passage, mention, cue) or (action in OUTWARD and holders.did(passage, mention)):
            hit = False
        last = (end, hit)
        if hit:
            inside = clause[0] <= begin < clause[1]
            if inside or not _does(passage, end):
                (aimed if inside else beside).append(mention.term)
    if clause[1] < len(passage.plain) and clause[1] not in {end for _, end in passage.clauses}:
        beside = []  # a piece with a date of its own: the other pieces are other rules
    return distinct(aimed or beside)


_ACTS = re.compile(
    r"^(?:['’]s)?(?:\s(?!to\b|in\b|for\b|from\b|on\b)[\w-]+){1,6}?\s(?:reported|said|say|could|may|will|have|has|are|were)\b"
)


def _does(passage: Passage, end: int) -> bool:
    """Say whether people of a country are subject of another clause: "…, and Indian makers reported late magnets"."""
    return bool(_ACTS.match(passage.plain[end:]))


def _is_object(
    action: str, scene: Scene, passage: Passage, begin: int, cue: int, mention: Mention, memory: Memory
) -> bool:
    """Where the issuer is known from before, another country behind the verb of an export rule is its object."""
    if action not in OUTWARD or scene.language == "zh" or begin < cue or not memory.actor:
        return False
    before = passage.plain[max(0, begin - 24) : begin]
    return mention.term not in memory.actor and not re.search(
        r"(?:\b(?:from|of|by|in|and|for|except to|except for|like|as|said|leav\w+|left|within)|,)\s+(?:the\s+)?$",
        before,
    )


def _is_target(action: str, scene: Scene, passage: Passage, begin: int, end: int) -> bool:
    before, after = passage.plain[max(0, begin - 60) : begin], passage.plain[end : end + 60]
    if scene.language == "zh":
        if action in INWARD:
            named = re.search(r"(?:对|自|来自|原产于?|从|针对|产自|进口|采购|购买|含有?|由)$", before)
            return bool(named or _OF_ORIGIN_ZH.match(after) or _of_goods(scene, passage, end))
        if action == "entity_listing" and _LISTED_FIRMS["zh"].match(after):
            return True
        return bool(_TO_ZH.search(before) or (_AFTER_ZH.match(after) and not re.match(r"^出口", after)))
    if action in INWARD:
        if _FROM_EN.search(before):
            return not _ASKED_BY.search(before)
        if re.search(r"\b(?:into|to|in)\s+(?:the\s+)?$", before):
            return action == "trade_investigation" and _of_goods(scene, passage, end)
        return bool(_ORIGIN_NOUN_EN.match(after) or _of_goods(scene, passage, end) or _STRUCK.search(before))
    if action == "entity_listing" and (_LISTED_FIRMS["en"].match(after) or _of_firm(scene, passage, begin, end)):
        return True
    if action in OUTWARD:
        if action not in {"entity_listing", "export_prohibition"} and _OWN_TRADE.match(after):
            return False
        if re.search(r"\bon\s+(?:the\s+)?$", before) and _OWN_EXPORTS_EN.match(after):
            return False
        if _USERS_IN.search(before) and not re.search(r"\b(?:used|made|mined|produced) (?:\w+ )?in\s+$", before):
            return True
        return bool(
            (_TO_EN.search(before) and not routes.NOT_TO_EN.search(before))
            or (_TARGET_NOUN_EN.match(after) and not re.search(r"\b(?:used in|used by|in)\s+(?:the\s+)?$", before))
        )
    if action == "ownership_action":
        return bool(
            re.search(
                r"\b(?:group|firm|company|of the|(?:ties|links) (?:to|with)|(?:linked|tied) to|owned by)\s+$", before
            )
            or re.match(
                r"^(?:\s+(?:group|firm|compan(?:y|ies)|(?:share)?holders?|investors?)\b"
                r"|[- ](?:linked|owned|backed|controlled)\b)",
                after,
            )
            or _FROM_EN.search(before)
        )
    return False


def _of_firm(scene: Scene, passage: Passage, begin: int, end: int) -> bool:
    """Say whether the country stands right before a firm's name: "Japan's Subaru", "the American house Graymoor"."""
    nearest = next((m.start - passage.start for m in scene.inside(passage, "firm", end)), None)
    if nearest is None:
        return False
    gap = passage.plain[end:nearest]
    people = holders.PEOPLE.search(passage.plain[begin:end]) and re.fullmatch(r"(?:\s[a-z-]+){0,2}\s", gap)
    return bool(people or re.fullmatch(r"['’]s\s", gap))


def _of_goods(scene: Scene, passage: Passage, end: int) -> bool:
    """Say whether the country stands right before a mineral: goods of its origin ("Russian platinum", 中国天然石墨)."""
    reach = 4 if scene.language == "zh" else 22
    nearest = next((m.start - passage.start for m in scene.inside(passage, "mineral", end)), None)
    if nearest is None or nearest > end + reach:
        return False
    between = passage.plain[end:nearest]
    return not re.search(
        r"[,;:，；：、的将对禁限]|['’]s|\b(?:has|have|is|was|will|on|in|of|and|bans?|said|to)\b", between
    )


def _actor(
    action: str,
    scene: Scene,
    passage: Passage,
    clause: tuple[int, int],
    cue: int,
    targets: tuple[str, ...],
    memory: Memory,
    instrument: str | None,
) -> tuple[tuple[str, ...], str]:
    """Return the issuing state, of the act's number, of the subject before the cue, of what was said before, and how.

    The second is the name of the rule that found it.
    """
    if instrument and re.match(r"^[A-Z]{2}-", instrument):
        return (instrument[:2],), BY_NUMBER
    if instrument and instrument.startswith("EU "):
        return ("EU",), BY_NUMBER
    own = scene.own.country if scene.own else None
    offices = {scene.country_of(m.term) for m in scene.inside(passage, "agency")} - {None, own}
    if own and action in INWARD and own not in targets and not offices:
        return (own,), OF_NOTICE
    subject = _subject(action, scene, passage, clause, cue, targets)
    if subject:
        return subject, "subject of the cue"
    where = sites.happened(scene, passage, targets) if action in sites.DOMESTIC else ()
    if where:
        return where, "place where it happened"
    pronoun = _PRONOUN.match(passage.plain[clause[0] :]) or _PRONOUN.match(passage.plain[passage.opens :])
    same = memory.actor_line == passage.line or (memory.subject_line == passage.line and not scene.own)
    home = scene.article.country if scene.language == "zh" and scene.article.country == "CN" else None
    spoken = _previous(memory, targets, home)
    previous = spoken or ((home,) if home and home not in targets else ())
    by = SPOKEN_BEFORE if spoken else OWN_COUNTRY
    if previous and (pronoun or same):
        return previous, by
    if own and own not in targets:
        return (own,), OF_NOTICE
    about = tuple(state for state in scene.topic if state not in targets)[:1]
    return (about, TOPIC) if about else (previous, by)


def _previous(memory: Memory, targets: tuple[str, ...], home: str | None) -> tuple[str, ...]:
    """Return the state last spoken of as doing something; a subject of a later line wins over an older act.

    A paper that writes for its own country (`home`) leaves that country out, so there a mere subject does not count.
    """
    latest = memory.subject if memory.subject_line > memory.actor_line else memory.actor
    for each in (memory.actor,) if home else (latest, memory.actor, memory.subject):
        kept = tuple(state for state in each if state not in targets)
        if kept:
            return kept[:1]
    return ()


def _subject(
    action: str, scene: Scene, passage: Passage, clause: tuple[int, int], cue: int, targets: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the state that owns the rule, else the nearest before the cue in the clause, else another one."""
    found = _doers(scene, passage, targets)
    ruling = action in OUTWARD | INWARD
    held = [state for each, state in found if holders.did(passage, each) or holders.owns(passage, each, cue)]
    if ruling and held:
        return (held[0],)
    places = [
        (each.start - passage.start, state)
        for each, state in found
        if not (ruling and holders.suffers(passage, each))
        and not (action in OUTWARD and each.kind == "country" and _is_destination(scene, passage, each))
    ]
    if len(places) > 1 and places[1][0] <= cue and holders.opens_speech(passage, found[0][0]):
        others = [each for each in places if each[1] != found[0][1]]
        places = others if others and others[0][0] <= cue else places
    inside = [each for each in places if clause[0] <= each[0] < clause[1]]
    before = [each for each in inside if each[0] <= cue]
    if before:
        return (before[-1][1],) if action in OUTWARD and len(passage.clauses) > 1 else (before[0][1],)
    if inside:
        return (inside[0][1],)
    return (places[0][1],) if places else ()


def _is_destination(scene: Scene, passage: Passage, mention: Mention) -> bool:
    """Say whether goods go to the country, in whatever part of the sentence: 向美国出口, "sold to Japan"."""
    before = passage.plain[max(0, mention.start - passage.start - 60) : mention.start - passage.start]
    if scene.language == "zh":
        return bool(_TO_ZH.search(before))
    return bool(_TO_EN.search(before) and not routes.NOT_TO_EN.search(before))


def _doers(scene: Scene, passage: Passage, targets: tuple[str, ...]) -> list[tuple[Mention, str]]:
    """Return the states and offices of a sentence that may act, in order, each with its state."""
    offices = [(each, scene.country_of(each.term)) for each in scene.inside(passage, "agency")]
    named = [*((each, each.term) for each in _countries(scene, passage)), *offices]
    found = [(each, state) for each, state in named if state and state not in targets and not _spoken(passage, each)]
    found.sort(key=lambda each: each[0].start)
    told = [each for each, state in named if state]
    return [
        (each, state)
        for each, state in found
        if not holders.speaks(passage, each, (other for other in told if other.term != each.term))
    ]


def _spoken(passage: Passage, mention: Mention) -> bool:
    """Say whether the name only stands as the source of a statement ("…, the ITC said"; "according to …")."""
    begin, end = mention.start - passage.start, mention.end - passage.start
    before = passage.plain[max(0, begin - 22) : begin]
    return bool(
        re.search(r"\b(?:according to|told|close to)\s+(?:the\s+)?$", before, re.IGNORECASE)
        or (re.match(r"^\s+said\b\s*,", passage.plain[end:]) and begin > passage.opens)
    )


_VENUE = re.compile(r"(?:\b(?:in|at)\s+|在)$")


def _all_states(scene: Scene, passage: Passage, agencies: tuple[str, ...]) -> tuple[str, ...]:
    """Return the states named, but for the one where two others meet."""
    mentions = _countries(scene, passage)
    named = distinct(mention.term for mention in mentions)
    party = {each.term for each in mentions if not _VENUE.search(passage.plain[: each.start - passage.start][-4:])}
    if len(named) > 2:
        named = tuple(each for each in named if each in party)
    return distinct([*named, *(state for agency in agencies if (state := scene.country_of(agency)))])


_AGAINST = re.compile(
    r"\b(?:against|with|to|asked|ordered|told|summon\w+|sent|over|about|envoys? of|ambassadors? of"
    r"|between)\s+(?:the\s+)?$"
    r"|\bfound (?:that )?$|(?:对|向|针对|就|投诉|起诉|状告|召见)$",
    re.IGNORECASE,
)


def _dispute(scene: Scene, passage: Passage, agencies: tuple[str, ...], memory: Memory) -> Cast:
    states = _all_states(scene, passage, tuple(a for a in agencies if not a.startswith(("wto", "icsid"))))
    against: list[str] = []
    seen: set[str] = set()
    for mention in _countries(scene, passage):
        before = passage.plain[max(0, mention.start - passage.start - 30) : mention.start - passage.start]
        if _AGAINST.search(before) and mention.term not in seen:
            against.append(mention.term)
        if not before.endswith("驻"):
            seen.add(mention.term)
    actors = tuple(state for state in states if state not in against)
    if not against and len(actors) == 1:
        against = [each for each in memory.actor if each not in actors]
    return Cast(actors, agencies, distinct(against))


def _firms(action: str, stage: str, scene: Scene, passage: Passage, memory: Memory) -> tuple[str, ...]:
    """Return the firms that are party to it; one that only comments, or is a source, is none."""
    if action in _NO_FIRMS or (action in {"export_licensing", "export_quota", "export_tax"} and stage not in _GRANTED):
        return ()
    party = []
    for mention in scene.inside(passage, "firm"):
        begin, end = mention.start - passage.start, mention.end - passage.start
        before, after = passage.plain[max(0, begin - 60) : begin], passage.plain[end : end + 50]
        source = _SAID_EN.search(before) and begin > 40
        if not source and not _COMMENT_EN.match(after) and not re.search(r"(?:分析师|一位|负责人)$", after[:8]):
            party.append(mention.name or mention.surface)
    if (
        not party
        and memory.firm_line >= passage.line - 1
        and re.match(r"^(?:It|The (?:firm|company|group)|Its|该公司|公司|该产线|其)", passage.plain[passage.opens :])
    ):
        party = list(memory.firms)
    return distinct(party)
