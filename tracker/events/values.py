"""Reads the value that a person gives to a field: checked against the vocabulary, brought to the form of the codebook.

Must not know events or who is speaking. Whatever cannot be meant raises ValueError with a line that says what can.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import get_args

from tracker.events.corrected import LISTS, OF_CLAIMS, packed
from tracker.events.days import days
from tracker.model import Certainty, Relation, Stage
from tracker.vocab import Vocab, fold

DATES = frozenset({"announced", "effective", "until", "closes"})
SHOWN = frozenset({*DATES, "stage", "instrument"})
"""Fields that nobody may set without a passage that says so."""
NEEDED = frozenset({"action", "stage", "certainty"})
KINDS = {
    "actors": "country",
    "targets": "country",
    "via": "country",
    "agencies": "agency",
    "minerals": "mineral",
}
CHOICES = {"stage": get_args(Stage), "certainty": get_args(Certainty), "relation": get_args(Relation)}
INSTRUMENT = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]+)* [0-9A-Za-z][\w./()-]*")
PARTIAL = re.compile(r"(?:19|20|21)\d\d(?:-\d\d(?:-\d\d)?)?")
NEAR = 3
LONGEST = 200


def read(field: str, text: str, vocab: Vocab) -> str:
    """Return the value as a correction holds it: a list as JSON in the order given, nothing as the empty text.

    Lists come with commas between. Terms may be ids, names, symbols or other spellings of the vocabulary.
    """
    if field not in OF_CLAIMS:
        raise ValueError(
            f"no field is called {field!r}{_near(field, OF_CLAIMS)}; fields: {', '.join(sorted(OF_CLAIMS))}"
        )
    text = " ".join(text.split())
    if not text:
        if field in NEEDED:
            raise ValueError(f"{field} cannot be empty")
        return ""
    if field in LISTS:
        given = [part for each in text.split(",") if (part := each.strip())]
        one = _reader(field, vocab)
        return packed(tuple(dict.fromkeys(one(each) for each in given)))
    return _reader(field, vocab)(text)


def _reader(field: str, vocab: Vocab) -> Callable[[str], str]:
    """Return what reads a single value of a field."""
    if field in KINDS:
        return lambda text: "*" if (field, text) == ("targets", "*") else term(KINDS[field], text, vocab)
    if field in DATES:
        return lambda text: date(field, text)
    if field in CHOICES:
        return lambda text: _chosen(field, text.replace(" ", "_").lower(), CHOICES[field])
    if field == "action":
        return lambda text: _chosen(field, text.replace(" ", "_").lower(), vocab.actions)
    if field in {"instrument", "affects"}:
        return lambda text: instrument(text, paragraph=field == "affects")
    return lambda text: _firm(text, vocab) if field == "firms" else _short(field, text)


def term(kind: str, text: str, vocab: Vocab) -> str:
    """Return the vocabulary id that a text names: an id in any case, a symbol, a name or another spelling of one."""
    found = sorted(_named(kind, text, vocab))
    if len(found) == 1:
        return found[0]
    if found:
        raise ValueError(f"{text!r} names more than one {kind}: {', '.join(found)}; give the id")
    known = {spelling: each.id for each in vocab.terms(kind).values() for spelling in (each.id, each.name.casefold())}
    raise ValueError(f"no {kind} is known as {text!r}{_near(text.casefold(), known)}")


def _named(kind: str, text: str, vocab: Vocab) -> set[str]:
    """Return the ids that a text may mean; an id or a name outweighs other spellings."""
    wanted = fold(text).casefold()
    terms = vocab.terms(kind).values()
    exact = {each.id for each in terms if wanted in (each.id.casefold(), each.symbol.casefold())}
    called = exact or {each.id for each in terms if wanted in (each.name.casefold(), fold(each.name_zh).casefold())}
    spelt = ((each.id, alias) for each in terms for alias in each.aliases if not alias.place)
    return called or {name for name, alias in spelt if fold(alias.text).casefold() == wanted}


def date(field: str, text: str) -> str:
    """Return a day, month or year as it is written: YYYY-MM-DD, YYYY-MM or YYYY."""
    if not PARTIAL.fullmatch(text) or days(text) is None:
        raise ValueError(f"{field}: {text!r} is no date; write 2024-12-03, 2024-12 or 2024")
    return text


def instrument(text: str, *, paragraph: bool = False) -> str:
    """Return an official number in its normal form, with `paragraph` perhaps a paragraph after #."""
    number, mark, part = text.partition("#")
    if not INSTRUMENT.fullmatch(number) or (mark and not (paragraph and part)):
        example = "CN-MOFCOM 2024/46#2" if paragraph else "CN-MOFCOM 2024/46, US-EO 14272 or EU 2024/1252"
        raise ValueError(f"{text!r} is no official number in normal form, such as {example}")
    return text


def _chosen(field: str, text: str, known: Iterable[str]) -> str:
    if text in (known := tuple(known)):
        return text
    named = f"; known: {', '.join(known)}" if len(known) < LONGEST // 10 else ""
    raise ValueError(f"no {field} is called {text!r}{_near(text, known)}{named}")


def _firm(text: str, vocab: Vocab) -> str:
    """Return a firm's name: the vocabulary's where it knows the firm, else as it is given."""
    found = _named("firm", text, vocab)
    return vocab.name("firm", found.pop()) if len(found) == 1 else _short("firms", text)


def _short(field: str, text: str) -> str:
    if len(text) > LONGEST:
        raise ValueError(f"{field}: at most {LONGEST} characters")
    return text


def _near(text: str, known: Iterable[str]) -> str:
    near = get_close_matches(text, list(known), n=NEAR)
    return f"; did you mean {', '.join(near)}?" if near else ""
