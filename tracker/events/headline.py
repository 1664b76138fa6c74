"""Makes an event's English headline out of its coded fields. Must not know any article's words.

::

    China, MOFCOM: export prohibition on antimony, gallium, germanium to the United States, Announcement 46 of 2024,
    in force 2024-12-03
    China, MOFCOM: pause of export prohibition on gallium to the United States from 2025-11-09 until 2026-11-27, by
    Announcement 72 of 2025

Who, what, to what, whom it is aimed at, by which act, when. What befalls an act stands before it ("pause of", "end
of"), so that no pause reads like a ban. The language of the sources does not matter; a date is given as exactly as it
is known. A headline is one line of at most :data:`LONGEST` characters: where it would be longer, its lists are cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tracker.events.called import act
from tracker.model import PartialDate, Stage
from tracker.vocab import Vocab

LONGEST = 240
LONGEST_LIST = 5
LONGEST_NAME = 48
WITH_ARTICLE = re.compile(r"^(United |European Union|Democratic Republic|Central African|Netherlands|Philippines)")
LEGAL_FORM = re.compile(
    r"(?:,? (?:Co|Company|Corp|Corporation|Inc|Incorporated|Ltd|Limited|LLC|LLP|PLC|plc|AG|SE|SA|S\.A|SpA|S\.p\.A"
    r"|NV|N\.V|BV|B\.V|GmbH|AB|ASA|Oyj?|Pty|Pte|Sdn|Bhd|Berhad|Tbk|JSC|PJSC|OJSC|K\.?K)\.?,?)+$"
)
CHANGES = {
    "proposed": "proposed",
    "amended": "change of",
    "eased": "easing of",
    "suspended": "pause of",
    "ended": "end of",
}
"""What stands before the action, by stage; acts that are decided or hold stand for themselves."""
SUBJECTS = {
    **dict.fromkeys(("project", "public_finance", "price_support", "permitting"), "for"),
    **dict.fromkeys(("stockpiling", "supply_disruption", "price_move", "designation"), "of"),
}
AIMS = {
    **dict.fromkeys(("import_tariff", "import_restriction"), "from"),
    **dict.fromkeys(
        ("export_prohibition", "export_licensing", "export_quota", "export_tax", "technology_control"), "to"
    ),
    **dict.fromkeys(
        ("entity_listing", "trade_investigation", "enforcement_campaign", "enforcement_case", "dispute"), "against"
    ),
    **dict.fromkeys(("agreement", "talks"), "with"),
}
INDUSTRY = frozenset({"project", "corporate_deal", "supply_disruption"})
JOINT = frozenset({"agreement", "talks"})


@dataclass(frozen=True, slots=True)
class Facts:
    """What a headline needs of an event."""

    action: str
    stage: Stage
    actors: tuple[str, ...]
    agencies: tuple[str, ...]
    targets: tuple[str, ...]
    via: tuple[str, ...]
    minerals: tuple[str, ...]
    firms: tuple[str, ...]
    instrument: str | None
    announced: PartialDate | None
    effective: PartialDate | None
    until: PartialDate | None
    official: bool = True
    """Whether an authority tells it; what only others tell is ``reported`` to be in force."""


def compose(facts: Facts, vocab: Vocab) -> str:
    """Return the headline; never empty, one line, first letter upper case."""
    lines = (_line(facts, vocab, most) for most in range(LONGEST_LIST, 0, -1))
    line = next((each for each in lines if len(each) <= LONGEST), "")
    if not line:
        whole = _line(facts, vocab, 1)
        line = f"{whole[: LONGEST - 1].rstrip(' ,:')}…"
    return line[0].upper() + line[1:]


def _line(facts: Facts, vocab: Vocab, most: int) -> str:
    """Return the whole line, with at most so many members of each list."""
    who = _who(facts, vocab, most)
    what = _what(facts, vocab, most)
    named = act(facts.instrument) if facts.instrument else ""
    parts: tuple[str, ...] = (f"{who}: {what}" if who else what, named, _when(facts))
    if facts.stage in CHANGES:
        since = _since(facts)
        joint = " " if since.startswith(("from ", "until ")) else ", "
        parts = (f"{parts[0]}{joint}{since}" if since else parts[0], f"by {named}" if named else "")
    return " ".join(", ".join(part for part in parts if part).split())


def _who(facts: Facts, vocab: Vocab, most: int) -> str:
    actors = [vocab.name("country", each) for each in facts.actors]
    if facts.action in JOINT and len(actors) > 1:
        return _and(actors, most)
    offices = [office(each, vocab) for each in facts.agencies]
    firms = [_firm(each, vocab) for each in facts.firms] if facts.action in INDUSTRY and not offices else []
    named = [each for each in actors if not any(other.startswith(f"{each} ") for other in offices)]
    return ", ".join(part for part in (_listed(named, most), _listed(offices or firms, most)) if part)


@lru_cache(maxsize=1024)
def office(agency: str, vocab: Vocab) -> str:
    """Return an authority's acronym where the vocabulary knows one (``cn-mofcom`` → MOFCOM), else its name.

    One that the vocabulary does not know is called by the letters of its id.
    """
    term = vocab.term("agency", agency)
    if term is None:
        return agency.partition("-")[2].upper() or agency
    short = agency.rpartition("-")[2].upper()
    return short if any(alias.text == short for alias in term.aliases) else vocab.name("agency", agency)


def _what(facts: Facts, vocab: Vocab, most: int) -> str:
    minerals = _listed((_mineral(each, vocab) for each in facts.minerals), most)
    if facts.action == "circumvention":
        return _changed(_route(minerals, facts, vocab, most), facts)
    subject = f" {SUBJECTS.get(facts.action, 'on')} {minerals}" if minerals else ""
    action = _changed(facts.action.replace("_", " "), facts)
    return f"{action}{subject}{_aim(facts, vocab, most)}{_firms(facts, vocab, most)}"


def _changed(action: str, facts: Facts) -> str:
    before = CHANGES.get(facts.stage)
    return f"{before} {action}" if before else action


def _route(minerals: str, facts: Facts, vocab: Vocab, most: int) -> str:
    through = f" through {_listed((named(vocab, each) for each in facts.via), most)}" if facts.via else ""
    goal = f" to {_listed((named(vocab, each) for each in facts.targets), most)}" if facts.targets else ""
    return f"circumvention with {minerals or 'minerals'}{through}{goal}"


def _aim(facts: Facts, vocab: Vocab, most: int) -> str:
    word = AIMS.get(facts.action, "towards")
    targets = [each for each in facts.targets if each != "*"]
    if facts.targets and not targets:
        return {"to": " to all destinations", "from": " from all origins"}.get(word, "")
    return f" {word} {_listed((named(vocab, each) for each in targets), most)}" if targets else ""


def _firms(facts: Facts, vocab: Vocab, most: int) -> str:
    told_already = facts.action in INDUSTRY and not facts.agencies
    if not facts.firms or told_already:
        return ""
    return f" ({_listed((_firm(each, vocab) for each in facts.firms), most)})"


def _firm(firm: str, vocab: Vocab) -> str:
    """Return a firm's name without its legal form, cut where it is a sentence of its own."""
    name = " ".join(vocab.name("firm", firm).split())
    name = LEGAL_FORM.sub("", name) or name
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def _when(facts: Facts) -> str:
    """Return when an act holds or a thing happened."""
    start = facts.effective or facts.announced
    end = f" until {facts.until}" if facts.until else ""
    if facts.stage == "announced" and facts.announced and facts.effective and facts.announced != facts.effective:
        return f"announced {facts.announced}, to take effect {facts.effective}{end}"
    if facts.stage == "announced" and facts.effective and not facts.announced:
        return f"announced, to take effect {facts.effective}{end}"
    if facts.stage == "occurred":
        return f"{start or ''}{end}".strip()
    said = "reported " if facts.stage == "in_force" and not facts.official else ""
    if facts.stage == "in_force" and not facts.effective and facts.announced:
        return f"announced {facts.announced}, {said}in force{end}"
    return said + " ".join(part for part in (facts.stage.replace("_", " "), start or "") if part) + end


def _since(facts: Facts) -> str:
    """Return the days of a proposal or of what befell an act."""
    start = facts.effective or facts.announced
    if facts.stage == "suspended":
        begin = f"from {facts.effective}" if facts.effective else ""
        return " ".join(part for part in (begin, f"until {facts.until}" if facts.until else "") if part) or start or ""
    if facts.stage == "ended" and not facts.effective:
        return facts.until or start or ""
    end = f"now until {facts.until}" if facts.stage == "amended" else f"until {facts.until}"
    return ", ".join(part for part in (start or "", end if facts.until else "") if part)


def named(vocab: Vocab, country: str) -> str:
    """Return a country's name as it stands after a preposition: "the United States", "Thailand"."""
    name = vocab.name("country", country)
    return f"the {name}" if WITH_ARTICLE.match(name) else name


def _mineral(mineral: str, vocab: Vocab) -> str:
    """Return a mineral's name as it stands inside a sentence; acronyms keep their letters."""
    name = vocab.name("mineral", mineral) if vocab.term("mineral", mineral) else mineral.replace("-", " ")
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _listed(names: Iterable[str], most: int) -> str:
    """Return names with commas between, each once; of more than `most` the first, and how many more there are."""
    each_once = list(dict.fromkeys(names))
    if len(each_once) <= most:
        return ", ".join(each_once)
    shown = max(1, most - 1)
    return f"{', '.join(each_once[:shown])} and {len(each_once) - shown} more"


def _and(names: Sequence[str], most: int) -> str:
    if len(names) > most:
        return _listed(names, most)
    return f"{', '.join(names[:-1])} and {names[-1]}"
