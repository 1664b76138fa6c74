"""Makes an event's English headline out of its coded fields. Must not know any article's words.

"China, MOFCOM: export prohibition on antimony, gallium, germanium to the United States, Announcement 46 of 2024, in
force 2024-12-03". The language of the sources does not matter; a date is given as exactly as it is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.model import PartialDate, Stage
from tracker.vocab import Vocab

LONGEST_LIST = 5
WITH_ARTICLE = re.compile(r"^(United |European Union|Democratic Republic|Central African|Netherlands|Philippines)")
INSTRUMENTS = (
    (re.compile(r"^CN-SC (\d+)$"), r"State Council Decree \1"),
    (re.compile(r"^CN-[A-Z]+ (\d{4})/(\d+)$"), r"Announcement \2 of \1"),
    (re.compile(r"^US-EO (\d+)$"), r"Executive Order \1"),
    (re.compile(r"^US-PROC (\d+)$"), r"Proclamation \1"),
    (re.compile(r"^US-FR ([\w-]+)$"), r"Federal Register \1"),
    (re.compile(r"^US-CFR (\d+)/(\S+)$"), r"\1 CFR \2"),
    (re.compile(r"^CD-ARECOMS (\d{4})/(\d+)$"), r"Decision \2 of \1"),
    (re.compile(r"^ZW-SI (\d{4})/(\d+)$"), r"Statutory Instrument \2 of \1"),
    (re.compile(r"^ID-ESDM (\d{4})/(\d+)$"), r"Minister of Energy Regulation \2 of \1"),
)
PREPOSITIONS = {"import": "from", "export": "to", "technology": "to"}
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


def compose(facts: Facts, vocab: Vocab) -> str:
    """Return the headline; never empty, first letter upper case."""
    who = _who(facts, vocab)
    what = _what(facts, vocab)
    line = ", ".join(part for part in (f"{who}: {what}" if who else what, _act(facts), _when(facts)) if part)
    return line[0].upper() + line[1:]


def _who(facts: Facts, vocab: Vocab) -> str:
    actors = [vocab.name("country", each) for each in facts.actors]
    if facts.action in JOINT and len(actors) > 1:
        return _and(actors)
    offices = [office(each, vocab) for each in facts.agencies]
    firms = [vocab.name("firm", each) for each in facts.firms] if not offices else []
    industry = facts.action in {"project", "corporate_deal", "supply_disruption"}
    return _listed([*actors, *(offices or (firms if industry else []))])


def office(agency: str, vocab: Vocab) -> str:
    """Return an authority's acronym where the vocabulary knows one (``cn-mofcom`` → MOFCOM), else its name."""
    short = agency.rpartition("-")[2].upper()
    term = vocab.term("agency", agency)
    known = term is not None and any(alias.text == short for alias in term.aliases)
    return short if known else vocab.name("agency", agency)


def _what(facts: Facts, vocab: Vocab) -> str:
    action = facts.action.replace("_", " ")
    minerals = _listed(_mineral(each, vocab) for each in facts.minerals)
    if facts.action == "circumvention":
        return _route(minerals, facts, vocab)
    subject = f" on {minerals}" if minerals else ""
    return f"{action}{subject}{_aim(facts, vocab)}{_firms(facts, vocab)}"


def _route(minerals: str, facts: Facts, vocab: Vocab) -> str:
    through = f" through {_listed(named(vocab, each) for each in facts.via)}" if facts.via else ""
    goal = f" to {_listed(named(vocab, each) for each in facts.targets)}" if facts.targets else ""
    return f"circumvention with {minerals or 'minerals'}{through}{goal}"


def _aim(facts: Facts, vocab: Vocab) -> str:
    if not facts.targets:
        return ""
    word = PREPOSITIONS.get(facts.action.partition("_")[0], "towards")
    if facts.targets == ("*",):
        return {"to": " to all destinations", "from": " from all origins"}.get(word, "")
    return f" {word} {_listed(named(vocab, each) for each in facts.targets if each != '*')}"


def _firms(facts: Facts, vocab: Vocab) -> str:
    told_already = facts.action in {"project", "corporate_deal", "supply_disruption"} and not facts.agencies
    if not facts.firms or told_already:
        return ""
    return f" ({_listed(vocab.name('firm', each) for each in facts.firms)})"


def _act(facts: Facts) -> str:
    if not facts.instrument:
        return ""
    phrase = act(facts.instrument)
    return f"by {phrase}" if facts.stage in {"suspended", "ended", "amended", "eased"} else phrase


def act(instrument: str) -> str:
    """Return an instrument as people say it: ``CN-MOFCOM 2024/46`` → "Announcement 46 of 2024"; else as it is."""
    for pattern, phrase in INSTRUMENTS:
        if pattern.match(instrument):
            return pattern.sub(phrase, instrument)
    return instrument


def _when(facts: Facts) -> str:
    start = facts.effective or facts.announced
    end = f" until {facts.until}" if facts.until else ""
    if facts.stage == "announced" and facts.announced and facts.effective and facts.announced != facts.effective:
        return f"announced {facts.announced}, to take effect {facts.effective}{end}"
    if facts.stage == "occurred":
        return f"{start or ''}{end}".strip()
    if facts.stage == "in_force" and not facts.effective and facts.announced:
        return f"announced {facts.announced}, in force{end}"
    return " ".join(part for part in (facts.stage.replace("_", " "), start or "") if part) + end


def named(vocab: Vocab, country: str) -> str:
    """Return a country's name as it stands after a preposition: "the United States", "Thailand"."""
    name = vocab.name("country", country)
    return f"the {name}" if WITH_ARTICLE.match(name) else name


def _mineral(mineral: str, vocab: Vocab) -> str:
    """Return a mineral's name as it stands inside a sentence; acronyms keep their letters."""
    name = vocab.name("mineral", mineral) if vocab.term("mineral", mineral) else mineral.replace("-", " ")
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _listed(names: Iterable[str]) -> str:
    all_names = list(names)
    if len(all_names) <= LONGEST_LIST:
        return ", ".join(all_names)
    return f"{', '.join(all_names[: LONGEST_LIST - 1])} and {len(all_names) - LONGEST_LIST + 1} more"


def _and(names: Sequence[str]) -> str:
    if len(names) > LONGEST_LIST:
        return _listed(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
