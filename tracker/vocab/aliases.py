"""Builds the aliases of one entry from its keys ``also``, ``cased``, ``capitals``, ``places`` and ``when``.

Knows how an entry is written and what makes an alias sound; knows no file and no other entry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tracker.vocab.spelling import fold
from tracker.vocab.terms import Alias, Kind

Fault = Callable[[str, str], None]
"""Takes the place within the entry (``.when``) and what is wrong there."""
NearLists = Mapping[str, tuple[str, ...]]

_PLAIN = ("also", "cased", "capitals", "places")
_FLAGS = ("cased", "place", "generic", "capital")
_WHEN_KEYS = frozenset({"lang", "texts", "near", "within", "unless", *_FLAGS})


def text_of(entry: Mapping[Any, Any], key: str, fault: Fault) -> str:
    """Return the text under a key, empty where there is none; anything else than text is a fault."""
    value = entry.get(key, "")
    if isinstance(value, str):
        return value
    fault(f".{key}", f"should be text, not {value!r}; put it in quotes")
    return ""


def is_texts(value: object) -> bool:
    """Say whether this is a list of texts that neither are empty nor have blanks at their ends."""
    return isinstance(value, list) and all(isinstance(each, str) and each.strip() == each != "" for each in value)


def texts_of(entry: Mapping[Any, Any], key: str, fault: Fault) -> tuple[str, ...]:
    """Return the list of texts under a key, empty where there is none; anything else is a fault."""
    value = entry.get(key, [])
    if is_texts(value):
        return tuple(value)
    fault(f".{key}", "should be a list of texts without blanks at their ends")
    return ()


def aliases_of(kind: Kind, name: str, entry: Mapping[Any, Any], near: NearLists, fault: Fault) -> tuple[Alias, ...]:
    """Return the aliases of one entry, its display names first unless they are listed in any case below."""
    listed: dict[tuple[str, str], Alias] = {}
    for alias in (*_plain(kind, entry, fault), *_conditional(entry, near, fault)):
        at = (alias.lang, alias.text)
        if at in listed:
            fault("", f"alias {alias.text!r} is given twice")
        listed[at] = alias
    known = {(lang, text.casefold()) for lang, text in listed}
    zh = entry.get("zh", "")
    own = [("en", name), ("zh", zh if isinstance(zh, str) else "")]
    shown = [Alias(text, lang, cased=kind == "firm") for lang, text in own if text]
    return (*(each for each in shown if (each.lang, each.text.casefold()) not in known), *listed.values())


def _plain(kind: Kind, entry: Mapping[Any, Any], fault: Fault) -> Iterator[Alias]:
    for key in _PLAIN:
        by_lang = entry.get(key, {})
        if not isinstance(by_lang, dict):
            fault(f".{key}", "should map languages to lists of texts")
            continue
        for lang in by_lang:
            if not isinstance(lang, str) or len(lang) != 2 or not lang.islower():
                fault(f".{key}", f"{lang!r} is no language code of two letters")
                continue
            for text in texts_of(by_lang, lang, fault):
                # Names of places and firms in lower case are other words: a hull, a reading, american rare earths.
                exact = key in {"cased", "places"} or kind == "firm"
                yield Alias(text, lang, cased=exact, place=key == "places", capital=key == "capitals")


def _conditional(entry: Mapping[Any, Any], near: NearLists, fault: Fault) -> Iterator[Alias]:
    groups = entry.get("when", [])
    if not isinstance(groups, list) or not all(isinstance(each, dict) for each in groups):
        fault(".when", "should be a list of mappings")
        return
    for group in groups:
        yield from _under_condition(group, near, fault)


def _under_condition(group: dict[Any, Any], near: NearLists, fault: Fault) -> Iterator[Alias]:
    for unknown in sorted(str(each) for each in set(group) - _WHEN_KEYS):
        fault(".when", f"unknown key {unknown!r}; known are {', '.join(sorted(_WHEN_KEYS))}")
    flags = {flag: group.get(flag, False) for flag in _FLAGS}
    for flag in (each for each, value in flags.items() if not isinstance(value, bool)):
        fault(f".when.{flag}", "should be true or false")
        flags[flag] = False
    lang = text_of(group, "lang", fault) or "en"
    words = _near_words(texts_of(group, "near", fault), near, fault)
    within, unless = texts_of(group, "within", fault), texts_of(group, "unless", fault)
    texts = texts_of(group, "texts", fault)
    for text in texts:
        alias = Alias(text, lang, words, within=around(text, within), unless=around(text, unless), **flags)
        if not (alias.conditional or alias.cased):
            fault(".when", f"alias {text!r} carries no condition; put it under 'also' or 'places'")
        yield alias
    for longer in (*within, *unless):
        if not any(around(text, (longer,)) for text in texts):
            fault(".when", f"{longer!r} is no longer string around any of {', '.join(map(repr, texts))}")


def around(text: str, longer: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of the longer strings that hold the text, compared as they will be matched."""
    inner = fold(text).casefold()
    return tuple(each for each in longer if inner in fold(each).casefold() != inner)


def _near_words(given: tuple[str, ...], lists: NearLists, fault: Fault) -> tuple[str, ...]:
    words: list[str] = []
    for word in given:
        if not word.startswith("$"):
            words.append(word)
        elif word[1:] in lists:
            words.extend(lists[word[1:]])
        else:
            fault(".when.near", f"there is no word list {word[1:]!r} under _near")
    return tuple(dict.fromkeys(words))
