"""Reads the codebook out of parsed YAML: its words, its actions with their cues and cross-walks, and its examples.

Makes :class:`Codebook` and :class:`Example` and names every fault by its entry. Knows the shape of ``codebook.yaml``;
knows nothing of files, of articles, or of how a claim is coded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, get_args

from tracker.vocab.aliases import Fault, text_of, texts_of
from tracker.vocab.spelling import fold
from tracker.vocab.terms import Action, Classification, Codebook, Crosswalk, Example, Polarity, Word

FaultFor = Callable[[str], Fault]
"""Gives the reporter of faults for one entry of the file."""

LANGUAGES = ("en", "zh")
_ID = re.compile(r"[a-z]+(_[a-z]+)*")
_TOP_KEYS = frozenset({"version", "stages", "certainties", "lives", "families", "mast", "oecd", "actions"})
_TEXT_KEYS = ("family", "name", "zh", "definition", "polarity", "not_this", "life")
_ACTION_KEYS = frozenset({*_TEXT_KEYS, "cues", "mast", "oecd"})
_NEEDED = ("family", "name", "definition", "polarity")
_EXAMPLE_KEYS = frozenset({"action", "also", "stage", "certainty", "actors", "targets", "via", "minerals", "text"})


def read_book(parsed: Mapping[Any, Any], fault_for: FaultFor) -> Codebook:
    """Return the book of the first document; what is at fault is reported and left out."""
    for unknown in sorted(str(each) for each in set(parsed) - _TOP_KEYS):
        fault_for(unknown)("", f"unknown part; known are {', '.join(sorted(_TOP_KEYS))}")
    lives = _lists(parsed, "lives", fault_for)
    families = _texts(parsed, "families", fault_for)
    classifications = {each: _classification(each, parsed, fault_for(each)) for each in ("mast", "oecd")}
    bare = Codebook(
        version=text_of(parsed, "version", fault_for("version")),
        stages=_words(parsed, "stages", fault_for),
        certainties=_words(parsed, "certainties", fault_for),
        families=families,
        mast=classifications["mast"],
        oecd=classifications["oecd"],
    )
    made: dict[str, Action] = {}
    for key, entry in _mapping(parsed, "actions", fault_for("actions")).items():
        fault = fault_for(str(key))
        if not isinstance(key, str) or not _ID.fullmatch(key):
            fault("", "the id should be lower case words joined by underscores")
        elif not isinstance(entry, dict):
            fault("", "should be a mapping")
        else:
            made[key] = _action(key, entry, bare, lives, fault)
    return bare.holding(MappingProxyType(made))


def _action(
    key: str, entry: dict[Any, Any], book: Codebook, lives: Mapping[str, tuple[str, ...]], fault: Fault
) -> Action:
    _refuse_unknown(entry, _ACTION_KEYS, fault)
    values = {each: text_of(entry, each, fault) for each in _TEXT_KEYS}
    for missing in (each for each in _NEEDED if not values[each]):
        fault("", f"has no {missing}")
    if values["family"] and values["family"] not in book.families:
        fault(".family", f"{values['family']!r} is not one of: {', '.join(book.families)}")
    known: tuple[Polarity, ...] = get_args(Polarity)
    polarity: Polarity = next((each for each in known if each == values["polarity"]), "neutral")
    if polarity != values["polarity"]:
        fault(".polarity", f"{values['polarity']!r} is not one of: {', '.join(known)}")
    if values["life"] not in lives:
        fault(".life", f"{values['life']!r} is not one of: {', '.join(lives)}")
    return Action(
        id=key,
        family=values["family"],
        name=values["name"],
        definition=values["definition"],
        polarity=polarity,
        not_this=values["not_this"],
        name_zh=values["zh"],
        stages=lives.get(values["life"], ()),
        phrases=_cues(entry, fault),
        mast=_crosswalk("mast", entry, book.mast, fault),
        oecd=_crosswalk("oecd", entry, book.oecd, fault),
    )


def _cues(entry: dict[Any, Any], fault: Fault) -> Mapping[str, tuple[str, ...]]:
    given = _mapping(entry, "cues", fault)
    cues = {lang: texts_of(given, lang, fault) for lang in LANGUAGES}
    for unknown in sorted(str(each) for each in set(given) - set(LANGUAGES)):
        fault(".cues", f"{unknown!r} is not one of: {', '.join(LANGUAGES)}")
    for lang, phrases in cues.items():
        if len({each.casefold() for each in phrases}) != len(phrases):
            fault(f".cues.{lang}", "a cue is given twice")
        for phrase in (each for each in phrases if fold(each) != each):
            fault(f".cues.{lang}", f"{phrase!r} should be written as texts are compared: {fold(phrase)!r}")
    return MappingProxyType(cues)


def _crosswalk(name: str, entry: dict[Any, Any], into: Classification, fault: Fault) -> Crosswalk:
    given = _mapping(entry, name, fault)
    codes, note = texts_of(given, "codes", fault), text_of(given, "note", fault)
    for code in (each for each in codes if each not in into.codes):
        fault(f".{name}", f"{code!r} is not one of: {', '.join(into.codes)}")
    if not codes and not note:
        fault(f".{name}", "has neither codes nor a note that says why there are none")
    return Crosswalk(codes, note)


def _classification(name: str, parsed: Mapping[Any, Any], fault: Fault) -> Classification:
    given = _mapping(parsed, name, fault)
    codes = _texts(given, "codes", lambda _: fault)
    return Classification(name, text_of(given, "name", fault), text_of(given, "edition", fault), codes)


def read_examples(parsed: Mapping[Any, Any], book: Codebook, fault_for: FaultFor) -> tuple[Example, ...]:
    """Return the examples of the second document, action by action, each example before its counter-examples."""
    told = text_of(parsed, "told", fault_for("told"))
    given = _mapping(parsed, "actions", fault_for("actions"))
    for unknown in sorted(str(each) for each in set(given) - set(book.actions)):
        fault_for(unknown)("", "there is no such action")
    made: list[Example] = []
    for action in book.actions:
        of_action = _mapping(given, action, fault_for(action))
        for part, mark in (("examples", ""), ("counter_examples", "not-")):
            by_language = _mapping(of_action, part, fault_for(action))
            for lang in LANGUAGES:
                rows = by_language.get(lang, [])
                for number, row in enumerate(rows if isinstance(rows, list) else [], 1):
                    name = f"{action}-{lang}-{mark}{number}"
                    made.extend(_example(name, action, lang, bool(mark), row, book, told, fault_for(name)))
    return tuple(made)


def _example(
    name: str, of: str, lang: str, counter: bool, row: object, book: Codebook, told: str, fault: Fault
) -> Iterator[Example]:
    if not isinstance(row, dict):
        fault("", "should be a mapping")
        return
    _refuse_unknown(row, _EXAMPLE_KEYS, fault)
    values = {each: text_of(row, each, fault) for each in _EXAMPLE_KEYS}
    action = values["action"] or ("" if counter else of)
    if counter and action in {"", of}:
        fault(".action", "a counter-example names the other action that it is, or none")
    action = "" if action == "none" else action
    certainty = values["certainty"] or ("asserted" if action else "")
    if action and action not in book.actions:
        fault(".action", f"there is no action {action!r}")
    elif action and values["stage"] not in book.actions[action].stages:
        fault(".stage", f"{values['stage']!r} is not one of: {', '.join(book.actions[action].stages)}")
    also = tuple(values["also"].split())
    for other in (each for each in also if each not in book.actions or each == action):
        fault(".also", f"there is no other action {other!r}")
    if certainty and certainty not in book.certainties:
        fault(".certainty", f"{certainty!r} is not one of: {', '.join(book.certainties)}")
    if not values["text"]:
        fault("", "has no text")
    roles = {each: tuple(values[each].split()) for each in ("actors", "targets", "via", "minerals")}
    yield Example(name, of, lang, counter, values["text"], told, action, values["stage"], certainty, also, **roles)


def _refuse_unknown(entry: dict[Any, Any], known: frozenset[str], fault: Fault) -> None:
    for unknown in sorted(str(each) for each in set(entry) - known):
        fault("", f"unknown key {unknown!r}; known are {', '.join(sorted(known))}")


def _mapping(parsed: Mapping[Any, Any], key: str, fault: Fault) -> dict[Any, Any]:
    given = parsed.get(key, {})
    if isinstance(given, dict):
        return given
    fault(f".{key}", "should be a mapping")
    return {}


def _texts(parsed: Mapping[Any, Any], key: str, fault_for: FaultFor) -> Mapping[str, str]:
    given = _mapping(parsed, key, fault_for(key))
    return MappingProxyType({str(each): text_of(given, each, fault_for(key)) for each in given})


def _lists(parsed: Mapping[Any, Any], key: str, fault_for: FaultFor) -> Mapping[str, tuple[str, ...]]:
    given = _mapping(parsed, key, fault_for(key))
    return {str(each): texts_of(given, each, fault_for(key)) for each in given}


def _words(parsed: Mapping[Any, Any], key: str, fault_for: FaultFor) -> Mapping[str, Word]:
    given = _mapping(parsed, key, fault_for(key))
    made = {}
    for each in given:
        fault = fault_for(f"{key}.{each}")
        entry = _mapping(given, each, fault)
        made[str(each)] = Word(str(each), text_of(entry, "name", fault), text_of(entry, "definition", fault))
    return MappingProxyType(made)
