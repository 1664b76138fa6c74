"""Authorities as an open class: ministries, commissions, customs, regulators, chambers that no vocabulary lists whole.

Makes agency spans from the form of a name and the state that it belongs to: the state named beside it, else the one the
passage speaks of. An office that the vocabulary holds takes its id; any other takes the state's code and a slug,
``tz-mining-commission``. Knows no firm and no number. Courts and the police are no agencies (codebook, convention 19).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from tracker.mentions import chinese_offices, issuers
from tracker.mentions.scene import NO_MINISTRIES
from tracker.mentions.spans import Found, Reading, Row, keyed
from tracker.vocab import Vocab, fold

StateAt = Callable[[int], str]

SHORT = {
    "trade": "trade", "finance": "finance", "treasury": "finance", "commerce": "commerce", "industry": "industry",
    "industries": "industry", "mines": "mines", "mining": "mines", "energy": "energy", "foreign": "mfa",
    "defence": "defence", "defense": "defence", "environment": "environment", "environmental": "environment",
    "ecology": "environment", "economy": "economy", "economic": "economy", "economics": "economy",
    "justice": "justice", "interior": "interior", "resources": "resources", "natural": "natural-resources",
    "science": "science", "transport": "transport", "agriculture": "agriculture", "labour": "labour",
    "health": "health", "geology": "mines", "minerals": "mines", "mineral": "mines", "solid": "mines",
    "lands": "lands", "land": "lands", "steel": "steel", "coal": "coal", "oil": "oil", "petroleum": "petroleum",
    "investment": "investment", "infrastructure": "infrastructure", "construction": "construction",
    "planning": "planning", "technology": "technology", "innovation": "innovation", "water": "water",
    "forestry": "forestry", "forests": "forestry", "home": "home-affairs", "public": "public",
    "heavy": "heavy-industry",
    "climate": "climate", "digital": "digital", "supply": "supply", "metallurgy": "metallurgy",
    "development": "development", "security": "security", "revenue": "revenue", "customs": "customs", "tax": "tax",
}  # fmt: skip
"""The first word of what a ministry is for, to the short name in its id."""

_MORE_TOPICS = """
    nuclear atomic export exports import imports anti-dumping dumping competition tariff border emergency financial
    crimes intelligence licensing reserves reserve geological hydrocarbons gas taxation fisheries aviation park
    prosecutor prosecutor's prosecutors attorney quarries gemstones monopoly monopolies antitrust remedies investments
    raw materials electricity power quality standards procurement consumer safety ecological subsoil subsurface
    privatisation privatization sanctions national strategic products lithium gold
"""
_NO_TOPIC_ALONE = {
    "national",
    "public",
    "power",
    "products",
    "strategic",
    "gold",
    "safety",
    "quality",
    "home",
    "digital",
    "raw",
}
TOPICS = frozenset(SHORT) | frozenset(_MORE_TOPICS.split())

_MODIFIERS = "natural|mineral|solid|foreign|heavy|public|home|raw|nuclear|atomic|international|external|state|national"
_PLAIN = "|".join(sorted((re.escape(topic) for topic in TOPICS - {"prosecutor's", "national"}), key=len, reverse=True))
_MINISTRY_OF = re.compile(
    rf"\b[Mm]inistry (?:of|for) (?:the )?(?P<what>(?:(?:{_MODIFIERS}) )?(?:{_PLAIN})\b(?: affairs\b)?"
    rf"(?:(?:,| and|, and)? (?:{_PLAIN})\b){{0,4}})"
)
_TAIL = re.compile(
    r"(?<= )(?:[Mm]inistry|department|commission|authority|agency|inspectorate|regulator|directorate|registry|bureau|"
    r"committee|service)\b(?! (?:fee|charge|contract|provider|agreement|sector|business))"
)
_TOPICS_BEFORE = re.compile(rf"\b(?:[Ss]tate )?(?:(?:{_PLAIN})(?:,? and )?[ -]?){{1,3}}(?<= )$")
_CHAMBER = re.compile(r"\b(?P<chamber>Senate|senate|Congress|congress|Parliament|House of Representatives|treasury)\b")
_CHAMBERS = {
    "senate": "senate", "congress": "congress", "parliament": "parliament", "house of representatives": "parliament",
    "treasury": "treasury",
}  # fmt: skip
_CAPITAL = re.compile(
    r"\b(?:Ministry|Ministries|Department|Commission|Authority|Administration|Agency|Bureau|Directorate|Inspectorate|"
    r"Service|Customs|Office|Board|Committee|Registry|Force|Council|Bank)\b"
    r"(?!,? (?:Inc|Ltd|Limited|Corp|Corporation|Co\b|Company|Group|Holdings?|PLC|plc|LLC|GmbH|AG|SA|Implementing|"
    r"Delegated|Regulation|Decision|Directive))"
)
_CUSTOMS = re.compile(
    r"\bcustoms\b(?! (?:dut(?:y|ies)|union|code|data|figures|statistics|tariffs?|officers?|officials?|agents?|brokers?|"
    r"clerks?|declarations?|clearance|procedures?|territory|inspections?|posts?|value|controls?|checks?|records|"
    r"house|law|rules|warehouses?|fees|returns|service|authorit|administration|agency|office|department|bond|seal|"
    r"classification|number|area|zone|regime|treatment|formalities|documents?|papers|point|yard|border|databases?))"
)
"""The authority where its state stands before it; duties, papers and officers of customs are none."""
_UNION_COUNCIL = re.compile(r"\b[Tt]he (?P<name>Council)\b(?! of\b| [A-Z])")
_WORD_BEFORE = re.compile(r"(?P<word>[A-Za-z][\w'’-]*|&)(?P<comma>,?) $")
_OF = re.compile(
    r" (?:of|for|(?<=Commission )on|(?<=Committee )on) (?:the )?(?P<of>[A-Z][\w'’-]*"
    r"(?:(?:,| and|, and|,? &| of|) [A-Z][\w'’-]*){0,6})"
)
_NOT_LEFT_TEXT = """
    The A An In At On Of By To From For And But Under With This That Its Their His Her Our Both Before After
    When While Since As If Then Sources Officials Monday Tuesday Wednesday Thursday Friday Saturday Sunday
    January February March April May June July August September October November December Mr Ms Mrs Dr Sir
    Minister President Last Yesterday Today Meanwhile However Contact Source Publisher Director Chairman Chief
    Head Deputy Secretary Former
"""
_NOT_LEFT = frozenset(_NOT_LEFT_TEXT.split())
_OPENERS_TEXT = """
    National Federal State Royal General Central European Union Provincial Republic Supreme
"""
_OPENERS = frozenset(_OPENERS_TEXT.split())
_NO_OFFICE = re.compile(
    r"\b(?:International|University|Institute|Association|Chamber|Federation|College|School|Post|News|Press|Advisory|"
    r"Engineering|Physics|Chemistry|Studies|Sciences|Trust|Capital|Research|World|Global|Asian|African|Law|Box|Branch|"
    r"Investigations?)\b"
)
_NEEDS_TOPIC_TEXT = """
    Department Commission Authority Administration Agency Bureau Directorate Inspectorate Board Registry
"""
_NEEDS_TOPIC = frozenset(_NEEDS_TOPIC_TEXT.split())
_SERVICES = re.compile(r"\b(?:Customs|Revenue|Security|Geological|Border|Tax|Intelligence|Forest|Monopoly)$")
_PROSECUTORS = re.compile(
    r"\b(?:(?:Attorney|Prosecutor|Procurator|Solicitor)[ -]General|(?:European )?(?:Public |State |Federal |Chief )?"
    r"Prosecutor)"
    r"(?:['’]s)? Office\b|\b(?:attorney|prosecutor)[ -]general(?:['’]s) office\b"
)
_COUNCIL = re.compile(r"\b(?:UN |U\.N\. |United Nations )?(?<!National )(?<!Resource )(?<!Energy )Security Council\b")
_DROPPED_TEXT = """
    the of for and on federal national state royal general central republic & union ministry
"""
_DROPPED = frozenset(_DROPPED_TEXT.split())
_HEADS_TEXT = """
    ministry ministries department authority administration agency service office directorate board bureau
"""
_HEADS = frozenset(_HEADS_TEXT.split())
_SECRETARIES = {
    "Commerce": "us-doc", "Energy": "us-doe", "Defense": "us-dod", "War": "us-dod", "the Interior": "us-interior",
    "State": "us-state", "the Treasury": "us-treasury",
}  # fmt: skip
_SECRETARY = re.compile(rf"\b(?P<us>U\.S\. |US )?Secretary of (?P<of>{'|'.join(_SECRETARIES)})\b")
"""The head of an American department, by whom its acts are done, stands for it."""

_AUTHORITY = re.compile(r"\b(?:Ministry|Department|Customs|Commission|Inspectorate|Authority|Agency|Bureau)\b")
_MINISTRY = re.compile(r"\b(?:Ministry|Department|ministry|department)\b")

HOLDERS = {"Designated Authority": ("IN", "in-dgtr"), "Treasurer": ("AU", "au-treasury")}
"""Offices that one state knows by a title: where the passage is of that state, the title is its authority."""
_HOLDER = re.compile(rf"\b[Tt]he (?P<title>{'|'.join(HOLDERS)})\b(?! of)")


class Offices:
    """The vocabulary's authorities by state and words. `find` makes the spans, `named` an office's id."""

    def __init__(self, vocab: Vocab) -> None:
        """Index the names of every state's authorities."""
        self._agencies = vocab.agencies
        self._words: dict[str, list[tuple[frozenset[str], str, bool]]] = {}
        self._chinese: dict[tuple[str, str], str] = {}
        self._nouns = frozenset(keyed(fold(term.name)) for term in vocab.countries.values())
        for term in vocab.agencies.values():
            state = term.country or ""
            for text in (term.name, *(alias.text for alias in term.aliases if alias.lang == "en")):
                if " " in text:
                    self._words.setdefault(state, []).append(
                        (_significant(text), term.id, bool(_MINISTRY.search(text)))
                    )
            for text in (term.name_zh, *(alias.text for alias in term.aliases if alias.lang == "zh")):
                if text:
                    self._chinese.setdefault((state, fold(text)), term.id)
        for rows in self._words.values():
            rows.sort(key=lambda row: len(row[0]))

    def find(self, reading: Reading, taken: Sequence[Found], state_at: StateAt, home: str) -> list[Found]:
        """Find authorities by their form and name them by their state; `home` is the state of the article."""
        agencies = Row(each for each in taken if each.kind == "agency" and not each.blocks)
        states = Row(each for each in taken if each.kind == "country" and not each.blocks)
        found: list[Found] = list(_secretaries(reading.text, state_at))
        for start, end, state, name in _english(reading, states, self._nouns):
            inner = agencies.touching(start, end)
            if inner and not (len(inner) == 1 and start < inner[0].start and inner[0].end == end):
                continue  # what the vocabulary names stands, but for words before it: Federal Customs Service
            owner = state or state_at(start)
            if owner in NO_MINISTRIES and "ministry" in name.lower():
                owner = "" if state or home in NO_MINISTRIES else home
            own = [each.term for each in inner if each.end == end and self._country(each.term) == owner]
            if owner:
                found.append(_office(start, end, own[0] if own else self.named(owner, name)))
        for match in _COUNCIL.finditer(reading.text):
            found.append(_office(match.start(), match.end(), "united-nations"))
        if home in {"BE", "EU", "LU"}:
            for match in _UNION_COUNCIL.finditer(reading.text):
                found.append(_office(match.start("name"), match.end(), "eu-council"))
        found += self._holders(reading.text, state_at, agencies)
        if reading.han:
            found += chinese_offices.find(reading, agencies, states, state_at, home, self._chinese)
        return found

    def named(self, state: str, name: str) -> str:
        """Return the vocabulary's id of a state's office, the plain one first; else the state's code and a slug."""
        words = [word.strip(",").lower() for word in name.split()]
        significant = _significant(name)
        ministry = "ministry" in words or "department" in words or "ministries" in words
        if ministry:
            first = next((word for word in words if word in SHORT), "")
            plain = f"{state.lower()}-{SHORT.get(first, '')}"
            whole = [term for held, term, ours in self._words.get(state, ()) if ours and significant <= held]
            if whole and len(significant) > 1:
                return whole[0]
            if first and plain in self._agencies:
                return plain
        for held, term, ministerial in self._words.get(state, ()):
            if significant and significant <= held and (ministerial or not ministry):
                return term
        for held, term, ministerial in self._words.get(state, ()) if ministry else ():
            if ministerial and first in held:
                return term
        return plain if ministry and first else f"{state.lower()}-{_slug(words)}"

    def issuer(self, state: str, publisher: str) -> str:
        """Return the code under which a publisher numbers its acts (``KZ-MINCOM``); empty if it is no known office."""
        if state == "CN":
            return next((code for name, code in issuers.ENGLISH.items() if publisher.startswith(name)), "")
        if re.match(r"(?:Government|Presidency|Cabinet|Council of Ministers)\b", publisher):
            return f"{state}-GOV"
        if not _AUTHORITY.search(publisher):
            return ""
        return self.named(state, publisher).upper()

    def _country(self, term: str) -> str:
        held = self._agencies.get(term)
        return (held.country or "") if held else term[:2].upper()

    def _holders(self, text: str, state_at: StateAt, agencies: Row) -> Iterator[Found]:
        for match in _HOLDER.finditer(text):
            state, term = HOLDERS[match["title"]]
            if state_at(match.start()) == state and not agencies.touching(match.start("title"), match.end()):
                yield _office(match.start("title"), match.end(), term)


Named = tuple[int, int, str, str]
"""Start, end, the state that stands beside the name or nothing, and the words that name it."""


def _english(reading: Reading, states: Row, nouns: frozenset[str]) -> Iterator[Named]:
    """Yield every form of an English authority; `nouns` are the names of states that are no adjectives."""
    yield from _ministries(reading.text, states)
    yield from _capitals(reading.text, states, nouns)
    yield from _chambers(reading.text, states)
    for match in _CUSTOMS.finditer(reading.text):
        if state := _before(states, reading.text, match.start()):
            yield match.start(), match.end(), state, "customs"
    for match in _PROSECUTORS.finditer(reading.text):
        beside = "EU" if match[0].startswith("European") else _beside(states, reading.text, *match.span())
        yield *match.span(), beside, match[0]


def _office(start: int, end: int, term: str) -> Found:
    return Found(start, end, "agency", term, "rule", 0.7)


def _secretaries(text: str, state_at: StateAt) -> Iterator[Found]:
    for match in _SECRETARY.finditer(text):
        if match["of"] != "State" or match["us"] or state_at(match.start()) == "US":
            yield Found(match.start(), match.end(), "agency", _SECRETARIES[match["of"]], "rule", 0.9)


def _beside(states: Row, text: str, start: int, end: int) -> str:
    """Return the state that owns a name by standing beside it: "Chile's …", "Chilean …", "… of Chile"."""
    if before := _before(states, text, start):
        return before
    for each in states.touching(end, end + 9):
        if not each.place and text[end : each.start] in {" of ", " of the ", " in ", " in the "}:
            return each.term
    return ""


def _before(states: Row, text: str, start: int) -> str:
    for each in states.touching(max(0, start - 4), start):
        if text[each.end : start] in {" ", "'s ", "’s ", "' "}:
            return each.term
    return ""


_ITS = frozenset({"the ", "its ", "The "})


def _ministries(text: str, states: Row) -> Iterator[Named]:
    """Yield offices in small letters; other than a ministry they must stand beside their state."""
    for match in _MINISTRY_OF.finditer(text):
        yield *match.span(), _beside(states, text, *match.span()), match[0].lower()
    for match in _TAIL.finditer(text):
        floor = max(0, match.start() - 60)
        topics = _TOPICS_BEFORE.search(text[floor : match.start()])
        if topics is None:
            continue
        begin, end, tail = floor + topics.start(), match.end(), match[0].lower()
        words = [word.strip(",") for word in topics[0].lower().split()]
        if set(words) <= _NO_TOPIC_ALONE or (tail == "service" and words[0] not in _SERVING):
            continue
        state = _beside(states, text, begin, end)
        apposed = text[end : end + 2] == ", " and _APPOSED.search(text[max(0, begin - 30) : begin])
        near = tail in {"department", "inspectorate", "directorate"} and text[max(0, begin - 4) : begin] in _ITS
        if tail == "ministry" or near or (state and not apposed):
            yield begin, end, state, text[begin:end].lower()


_SERVING = frozenset({"customs", "security", "revenue", "tax", "border"})
_APPOSED = re.compile(r", (?:the|an?) (?:\w+ )?$")


def _chambers(text: str, states: Row) -> Iterator[Named]:
    for match in _CHAMBER.finditer(text):
        state = _beside(states, text, match.start(), match.end())
        if not state and match[0] in {"senate", "congress"}:
            behind = re.match(r" (?:committee|panel|commission) in ", text[match.end() : match.end() + 24])
            state = _beside(states, text, match.start(), match.end() + behind.end() - 4) if behind else ""
        if match[0] == "treasury":
            state = _before(states, text, match.start())
        if state and state != "US":
            yield match.start(), match.end(), state, _CHAMBERS[match[0].lower()]


def _capitals(text: str, states: Row, nouns: frozenset[str]) -> Iterator[Named]:
    """Yield offices that are written as names ("Zambia Revenue Authority", "Federal Office for Economic Supply")."""
    for match in _CAPITAL.finditer(text):
        head = match[0]
        of = _OF.match(text, match.end())
        end, of_words = (match.end(), "") if of is None else _tail(states, of)
        start = _left(text, match.start(), end > match.end())
        start = _without_adjective(states, text, start, match.start(), nouns)
        before = text[start : match.start()].strip()
        if _is_office(head, before, of_words):
            inside = next((each.term for each in states.touching(start, match.start()) if each.start == start), "")
            inside = "EU" if before.startswith("European") else inside
            yield start, end, inside or _beside(states, text, start, end), text[start:end]


def _tail(states: Row, of: re.Match[str]) -> tuple[int, str]:
    """Return where a name with its "of …" ends and the words of it: a state behind it stands apart."""
    for each in states.touching(of.start("of"), of.end()):
        if each.start == of.start("of"):
            return of.start(), ""
        cut = re.search(r"(?:,? (?:of|in|and) (?:the )?|, )$", of.string[of.start("of") : each.start])
        if cut and each.end >= of.start("of"):
            return of.start("of") + cut.start(), of.string[of.start("of") : of.start("of") + cut.start()]
    return of.end(), of["of"]


def _left(text: str, start: int, whole: bool) -> int:
    """Return where the capitalised words before a head word begin; `whole` says that words behind it name the office.

    Three words that say nothing of an office are let through ("Peak District National Park Authority").
    """
    floor, at, strange, joined = max(0, start - 90), start, 0, False
    begin = start
    while at > floor and (match := _WORD_BEFORE.search(text[floor:at])):
        word = match["word"]
        topical = word.lower() in TOPICS
        if word in {"and", "&"} or match["comma"]:
            if not joined and at == start:
                break
            joined = True
        if word in {"and", "&"}:
            at = floor + match.start()
            continue
        if not word[0].isupper() or word in _NOT_LEFT or (joined and not topical):
            break
        if re.search(r"['’]s?$", word) and not re.match(r"(?:Prosecutor|Attorney|General|People)['’]s", word):
            break
        strange += not (topical or word in _OPENERS)
        if strange > (1 if whole else 3):
            break
        joined = False
        at = begin = floor + match.start()
    return begin


def _without_adjective(states: Row, text: str, start: int, head: int, nouns: frozenset[str]) -> int:
    """Leave out a state's adjective before the name, which is a mention of its own ("the Chilean Mining Agency")."""
    for each in states.touching(start, head):
        lead = text[start : each.start].strip()
        surface = text[each.start : each.end]
        if not lead and _ADJECTIVE.search(surface) and keyed(surface) not in nouns and text[each.end] == " ":
            return each.end + 1
    return start


_ADJECTIVE = re.compile(r"(?:n|ese|ish|i|rench|utch|reek|yz|wiss|zech|bek|akh|men|jik)$")


def _is_office(head: str, before: str, of_words: str) -> bool:
    """Say whether a head word with the words before and behind it names an authority of a state."""
    whole = f"{before} {head} {of_words}"
    if _NO_OFFICE.search(whole) or not (before or of_words):
        return False
    topics = {word.strip(",'’").lower() for word in f"{before} {of_words}".split()} & TOPICS
    topics -= _NO_TOPIC_ALONE
    if head in {"Ministry", "Ministries"}:
        return bool(of_words or topics)
    if head == "Service":
        return bool(_SERVICES.search(before))
    if head == "Customs":
        return before.startswith("Royal ")
    if head == "Force":
        return before.endswith("Border")
    if head == "Council":
        return False
    if head == "Bank":
        return before in {"Central", "Reserve", "Development"} and not of_words
    if head == "Office":
        return bool(topics) and (bool(of_words) or before.split()[-1] in {"Licensing", "Sanctions", "Resources"})
    if head == "Committee":
        return before.startswith("State") and bool(topics)
    return head in _NEEDS_TOPIC and bool(topics)


def _significant(name: str) -> frozenset[str]:
    return frozenset(word.strip(",()") for word in keyed(name).split()) - _DROPPED


def _slug(words: Sequence[str]) -> str:
    plain = [re.sub(r"['’]s?$", "", word) for word in words if word not in _DROPPED and word != "of"]
    if "customs" in plain and set(plain) & _HEADS:
        return "customs"
    kept = [word for word in plain if word not in _HEADS] or plain
    return re.sub(r"[^a-z0-9]+", "-", "-".join(kept)).strip("-") or "office"
