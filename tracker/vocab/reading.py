"""Reads the five YAML files into one :class:`Vocab` and reports every fault at once, with file and entry.

Knows the shape of the files; knows nothing of texts and matching. A file maps ids to entries (firms: names to entries,
for a firm's id is the slug of its name). Keys of an entry:

``name``, ``zh`` (display names, also aliases unless listed below in any case), ``country``, ``groups``, ``symbol``,
``hs``, ``ticker``, ``sector``; ``also``, ``cased``, ``capitals`` and ``places`` (language to texts);
``when`` (a list of conditional aliases: ``lang``, ``texts``, ``near``, ``within``, ``unless``, ``cased``, ``place``,
``generic``, ``capital``). Three top keys are no entries: ``_near`` names lists of words for ``near: [$name]``,
``_every`` (agencies) gives bodies that each of its `countries` has, with their generic names, and ``_lists`` (minerals)
gives the official lists with their entries, from which each mineral's own `lists` are made.

``codebook.yaml`` has a shape of its own (:mod:`tracker.vocab.codebook`) and two documents: the book, and the examples,
which are read only when asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from tracker.vocab.aliases import Fault, NearLists, aliases_of, around, is_texts, text_of, texts_of
from tracker.vocab.checks import check_term, group_faults, list_faults, shared_faults, ticker_faults
from tracker.vocab.codebook import read_book, read_examples
from tracker.vocab.official import official_lists
from tracker.vocab.spelling import fold, slug
from tracker.vocab.terms import Alias, Codebook, Example, Kind, OfficialList, Term, Vocab

_HERE = Path(__file__).parent
_FILES: Mapping[Kind, str] = {
    "mineral": "minerals.yaml",
    "country": "countries.yaml",
    "agency": "agencies.yaml",
    "firm": "firms.yaml",
}
_CODEBOOK = "codebook.yaml"
_ENTRY_KEYS = frozenset(
    {"name", "zh", "country", "groups", "symbol", "hs", "ticker", "sector"}
    | {"also", "cased", "capitals", "places", "when"}
)


class VocabError(Exception):
    """The vocabulary does not hold together. `faults` has one line each: ``file: entry: what``."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class _Loader(yaml.CSafeLoader):
    """The fast loader, which also refuses a key that is given twice (YAML would let the last one win)."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Build the mapping; raises a constructor error for a repeated key."""
        made = super().construct_mapping(node, deep=deep)
        if len(made) != len(node.value):
            seen: set[str] = set()
            for key, _ in node.value:
                if key.value in seen:
                    what = f"key {key.value!r} is given twice"
                    raise yaml.constructor.ConstructorError(None, None, what, key.start_mark)
                seen.add(key.value)
        return made


@cache
def load() -> Vocab:
    """Return the packaged vocabulary, read and checked once. Raises :class:`VocabError` with every fault."""
    return read(_HERE)


def read(folder: Path) -> Vocab:
    """Read and check the five files of a folder. Raises :class:`VocabError` with every fault found in them."""
    faults: list[str] = []
    parsed = {kind: parse(folder / name, faults) for kind, name in _FILES.items()}
    official = official_lists(parsed["mineral"].pop("_lists", {}), _fault_for(_FILES["mineral"], "_lists", faults))
    terms = {kind: _terms(kind, name, parsed[kind], faults) for kind, name in _FILES.items()}
    book = _book(folder, faults)
    faults += (f"{_FILES['mineral']}: {each}" for each in group_faults(terms["mineral"]))
    faults += (f"{_FILES['mineral']}: {each}" for each in list_faults(official, terms["mineral"]))
    faults += (f"{_FILES['firm']}: {each}" for each in ticker_faults(terms["firm"]))
    for kind, name in _FILES.items():
        faults += (f"{name}: {each}" for each in shared_faults(terms[kind]))
    if faults:
        raise VocabError(tuple(faults))
    terms["mineral"] = {key: _listed(term, official.values()) for key, term in terms["mineral"].items()}
    minerals, countries, agencies, firms = (MappingProxyType(terms[kind]) for kind in _FILES)
    return Vocab(minerals, countries, agencies, firms, book.actions, MappingProxyType(official))


@cache
def codebook() -> Codebook:
    """Return the packaged codebook alone, without the terms: some milliseconds. Raises :class:`VocabError`."""
    faults: list[str] = []
    book = _book(_HERE, faults)
    if faults:
        raise VocabError(tuple(faults))
    return book


@cache
def examples() -> tuple[Example, ...]:
    """Return the examples of the packaged codebook, read at the first call. Raises :class:`VocabError`."""
    return read_all_examples(_HERE)


def read_all_examples(folder: Path) -> tuple[Example, ...]:
    """Read the examples of a folder's codebook, with the book. Raises :class:`VocabError` with every fault in them."""
    faults: list[str] = []
    book = _book(folder, faults)
    made = read_examples(parse(folder / _CODEBOOK, faults, 1), book, _faults_of(faults))
    if faults:
        raise VocabError(tuple(faults))
    return made


def _book(folder: Path, faults: list[str]) -> Codebook:
    return read_book(parse(folder / _CODEBOOK, faults, 0), _faults_of(faults))


def _faults_of(faults: list[str]) -> Callable[[str], Fault]:
    return lambda key: _fault_for(_CODEBOOK, key, faults)


def parse(path: Path, faults: list[str], document: int | None = None) -> dict[Any, Any]:
    """Return the mapping of a file, or of one of its documents: those that stand after it are not even parsed."""
    try:
        given = path.read_bytes()
        if document is None:
            made = yaml.load(given, Loader=_Loader)  # noqa: S506 - a safe loader's subclass
        else:
            made = next(islice(yaml.load_all(given, Loader=_Loader), document, None), {})
    except OSError as trouble:
        faults.append(f"{path.name}: cannot be read: {trouble.strerror}")
        return {}
    except yaml.YAMLError as trouble:
        faults.append(f"{path.name}: {' '.join(str(trouble).split())}")
        return {}
    if not isinstance(made, dict):
        faults.append(f"{path.name}: should map ids to entries")
        return {}
    return made


def _fault_for(file: str, key: object, faults: list[str]) -> Fault:
    return lambda where, what: faults.append(f"{file}: {key}{where}: {what}")


def _listed(term: Term, official: Iterable[OfficialList]) -> Term:
    on = tuple(each.id for each in official if any(term.id in entry for entry in each.entries))
    return replace(term, lists=on) if on else term


def _terms(kind: Kind, file: str, entries: dict[Any, Any], faults: list[str]) -> dict[str, Term]:
    near = _near_lists(file, entries.pop("_near", {}), faults)
    every = entries.pop("_every", None)
    made: dict[str, Term] = {}
    for key, entry in entries.items():
        fault = _fault_for(file, key, faults)
        if not isinstance(key, str):
            fault("", "the id is no text; put it in quotes")
        elif not isinstance(entry, dict):
            fault("", "should be a mapping")
        else:
            term = _term(kind, key, entry, near, fault)
            if term.id in made:
                fault("", f"has the id of {made[term.id].name!r}: {term.id}")
            made[term.id] = term
    if every is not None:
        made |= _bodies(every, made, _fault_for(file, "_every", faults))
    return made


def _near_lists(file: str, given: object, faults: list[str]) -> NearLists:
    if not isinstance(given, dict) or not all(is_texts(words) for words in given.values()):
        faults.append(f"{file}: _near: should map names to lists of words")
        return {}
    return {str(name): tuple(words) for name, words in given.items()}


def _term(kind: Kind, key: str, entry: dict[Any, Any], near: NearLists, fault: Fault) -> Term:
    for unknown in sorted(str(each) for each in set(entry) - _ENTRY_KEYS):
        fault("", f"unknown key {unknown!r}; known are {', '.join(sorted(_ENTRY_KEYS))}")
    name = text_of(entry, "name", fault) or (key if kind == "firm" else "")
    term = Term(
        id=slug(key) if kind == "firm" else key,
        kind=kind,
        name=name,
        name_zh=text_of(entry, "zh", fault),
        country=text_of(entry, "country", fault) or None,
        groups=texts_of(entry, "groups", fault),
        symbol=text_of(entry, "symbol", fault),
        hs=texts_of(entry, "hs", fault),
        ticker=text_of(entry, "ticker", fault),
        sector=text_of(entry, "sector", fault),
        aliases=aliases_of(kind, name, entry, near, fault),
    )
    check_term(term, fault)
    return term


def _bodies(every: object, known: Mapping[str, Term], fault: Fault) -> dict[str, Term]:
    """Return an agency for each country and body: a new one, or the one that owns a name of it, with all its names."""
    if not isinstance(every, dict) or set(every) != {"countries", "bodies"} or not isinstance(every["bodies"], dict):
        fault("", "should have 'countries' and 'bodies'")
        return {}
    owners = {(term.country, _key(each)): term.id for term in known.values() for each in term.aliases}
    # The same names for every country: made once, for there are a thousand of these bodies.
    bodies = [
        (short, text_of(body, "name", fault), [(_key(each), each) for each in _generic(body, fault)])
        for short, body in every["bodies"].items()
    ]
    made: dict[str, Term] = {}
    for country in texts_of(every, "countries", fault):
        for short, title, names in bodies:
            owner = next((owners[country, key] for key, _ in names if (country, key) in owners), None)
            identity = owner or f"{country.lower()}-{short}"
            term = made.get(identity) or known.get(identity)
            if term is None:
                term = Term(identity, "agency", f"{title} ({country})", country=country)
                check_term(term, fault)
            fresh = tuple(each for key, each in names if (country, key) not in owners)
            made[identity] = replace(term, aliases=(*term.aliases, *fresh))
    return made


def _key(alias: Alias) -> str:
    return fold(alias.text).casefold()


def _generic(body: dict[Any, Any], fault: Fault) -> Iterator[Alias]:
    near, unless = texts_of(body, "near", fault), texts_of(body, "unless", fault)
    for lang in sorted(set(body) - {"name", "near", "unless"}):
        for text in texts_of(body, lang, fault):
            yield Alias(text, lang, near=near, unless=around(text, unless), generic=True)
