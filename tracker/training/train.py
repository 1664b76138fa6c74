"""Trains the named-entity component of a language on the corpus and writes its weights into the package.

Run as ``python -m tracker.training.train en|zh [--epochs N]``; minutes on one core. The corpus's *fit* part is learned,
each epoch with other names in the slots; *check* chooses the epoch; *test* is looked at in the end. English begins with
what ``en_core_web_sm`` has learned of English, Chinese, character by character, with nothing. Nothing is from the gold.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import spacy
from spacy.language import Language
from spacy.training import Example
from spacy.util import filter_spans, minibatch
from thinc.api import compounding, fix_random_seed

from tracker.mentions import ENGLISH_MODEL
from tracker.mentions.gazetteers import Gazetteer
from tracker.mentions.hints import hints
from tracker.mentions.recogniser import MODELS, dress
from tracker.mentions.spans import read as reading_of
from tracker.training.corpus import Passage, read
from tracker.training.names import SPEAKERS, invented_chinese, invented_english, invented_person, true_names
from tracker.vocab import fold, load

LABELS = ("FIRM", "AGENCY", "MINERAL", "COUNTRY", "INSTRUMENT", "QUANTITY")
EMBEDDED = {
    "en": {"NORM": 5000, "PREFIX": 1000, "SUFFIX": 2500, "SHAPE": 2500, "TAG": 50},
    "zh": {"NORM": 3000, "LEMMA": 6000, "SHAPE": 300, "TAG": 50},
}
"""What a token is embedded by, and in how many rows; English as the general model has it, and what is hinted."""
SWAPPED = {"FIRM": 0.6, "MINERAL": 0.3, "COUNTRY": 0.3, "AGENCY": 0.3}
"""Share of names that are replaced by others in each epoch."""

SPEAKING, HEADLINES = 0.25, 0.15
"""Share of passages with a speaker put behind them; share that is set like a headline."""

Piece = tuple[str, tuple[tuple[int, int, str], ...]]
"""A text and its spans: start, end, label."""


def pieces(passage: Passage) -> Iterator[Piece]:
    """Yield the title and each paragraph of a passage with the spans that are marked in it."""
    lines = [("title", 0, passage.title)]
    at = 0
    for line in passage.text.split("\n"):
        lines.append(("text", at, line))
        at += len(line) + 1
    for field, start, line in lines:
        if line:
            end = start + len(line)
            marks = [m for m in passage.marks if m.field == field and start <= m.start and m.end <= end]
            yield line, tuple((m.start - start, m.end - start, m.kind.upper()) for m in marks)


def swapped(piece: Piece, names: Names, chance: random.Random) -> Piece:
    """Return the piece with some of its names replaced; a name that stands twice keeps one replacement."""
    text, spans = piece
    chosen: dict[tuple[str, str], str] = {}
    out: list[str] = []
    moved: list[tuple[int, int, str]] = []
    last = 0
    for start, end, label in sorted(spans):
        out.append(text[last:start])
        surface = text[start:end]
        if chance.random() < SWAPPED.get(label, 0.0):
            surface = chosen.setdefault((label, surface), names.another(label, surface, chance))
        begin = sum(map(len, out))
        out.append(surface)
        moved.append((begin, begin + len(surface), label))
        last = end
    out.append(text[last:])
    return "".join(out), tuple(moved)


def with_speaker(piece: Piece, lang: str, names: Names, chance: random.Random) -> Piece:
    """Return the piece with a sentence behind it in which a person speaks: no firm, unlike whom he speaks for."""
    text, spans = piece
    pattern = chance.choice(SPEAKERS[lang])
    joint = " " if lang == "en" else ""
    out, moved = text + joint, list(spans)
    for part in re.split(r"(\{\w+\})", pattern):
        begin = len(out)
        if part == "{person}":
            out += invented_person(lang, chance)
        elif part == "{firm}":
            out += names.another("FIRM", "", chance)
            moved.append((begin, len(out), "FIRM"))
        else:
            out += part
    return out, tuple(moved)


def as_headline(piece: Piece, chance: random.Random) -> Piece:
    """Return the piece in the capitals of a headline, in which every word looks like a name."""
    text, spans = piece
    small = {"a", "an", "the", "of", "on", "in", "to", "for", "by", "and", "or", "as", "at", "from", "with"}
    words = re.sub(r"[^\W\d_][\w'’]*", lambda m: m[0] if m[0].lower() in small else m[0][0].upper() + m[0][1:], text)
    return (text.upper() if chance.random() < 0.2 else words), spans


def varied(piece: Piece, lang: str, names: Names, chance: random.Random) -> Piece:
    """Return the piece as one epoch sees it: other names, now and then a speaker, now and then a headline."""
    changed = swapped(piece, names, chance)
    if chance.random() < SPEAKING:
        changed = with_speaker(changed, lang, names, chance)
    if lang == "en" and chance.random() < HEADLINES:
        other = as_headline(changed, chance)
        changed = other if len(other[0]) == len(changed[0]) else changed
    return changed


class Names:
    """Names to put in the place of others: true ones, those of the corpus, and invented ones."""

    def __init__(self, lang: str, passages: Sequence[Passage]) -> None:
        """Collect the names of one language: the vocabulary's, and what the passages mark as firms."""
        self._lang = lang
        vocab = load()
        self._true = true_names(vocab, lang)
        marked = {p.text[m.start : m.end] for p in passages for m in p.marks if m.kind == "firm" and m.field == "text"}
        self._corpus = sorted(marked)
        self._pools = {
            kind.upper(): sorted({(t.name_zh if lang == "zh" else t.name) for t in vocab.terms(kind).values()} - {""})
            for kind in ("mineral", "country", "agency")
        }

    def another(self, label: str, surface: str, chance: random.Random) -> str:
        """Return a name for the slot of a surface; what is no plain name of its kind stays as it is."""
        if label != "FIRM":
            pool = self._pools[label]
            small = {each.lower() for each in pool}
            if surface not in pool and surface.lower() not in small:
                return surface
            other = chance.choice(pool)
            return other.lower() if surface.islower() else other
        kind = chance.random()
        if kind < 0.35:
            return chance.choice(self._true)
        if kind < 0.5:
            return chance.choice(self._corpus)
        return invented_chinese(chance) if self._lang == "zh" else invented_english(chance)


@dataclass(frozen=True)
class Maker:
    """Makes spaCy examples: documents dressed with what the gazetteers find, beside those with the marked spans."""

    nlp: Language
    lang: str
    gazetteer: Gazetteer

    def doc(self, text: str) -> Any:
        """Return a document as the recogniser sees it."""
        known = hints(reading_of(text, fold(text)), self.gazetteer)
        return dress(self.nlp.make_doc(text), known, han=self.lang == "zh")

    def example(self, piece: Piece) -> Example:
        """Return a piece as spaCy learns it; a span within a token takes the whole token."""
        text, spans = piece
        doc = self.doc(text)
        gold = doc.copy()
        found = [gold.char_span(start, end, label=label, alignment_mode="expand") for start, end, label in spans]
        gold.set_ents(filter_spans([span for span in found if span is not None]))
        return Example(doc, gold)


def _ner(nlp: Language) -> Any:
    """Return the recogniser of a pipeline; spaCy's types know only that it can be called."""
    return nlp.get_pipe("ner")


def blank(lang: str) -> Language:
    """Return an untrained pipeline with one component."""
    nlp = spacy.blank(lang)
    width, depth = (96, 4) if lang == "en" else (96, 6)
    tok2vec = {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": width,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "TAG"]
            if lang == "en"
            else ["NORM", "LEMMA", "SHAPE", "TAG"],
            "rows": [5000, 1000, 2500, 2500, 50] if lang == "en" else [3000, 6000, 300, 50],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": width,
            "depth": depth,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }
    ner: Any = nlp.add_pipe(
        "ner",
        config={
            "model": {
                "@architectures": "spacy.TransitionBasedParser.v2",
                "state_type": "ner",
                "extra_state_tokens": False,
                "hidden_width": 64,
                "maxout_pieces": 2,
                "use_upper": True,
                "tok2vec": tok2vec,
            }
        },
    )
    for label in LABELS:
        ner.add_label(label)
    return nlp


def begin(maker: Maker, some: Sequence[Piece]) -> Any:
    """Initialise the weights; English takes over what the general model's recogniser has learned of English words."""
    optimizer = maker.nlp.initialize(lambda: [maker.example(piece) for piece in some])
    if maker.lang == "en":
        general = _ner(spacy.load(ENGLISH_MODEL)).model.get_ref("tok2vec")
        for name, theirs in _parameters(general).items():
            node, parameter = _parameters(_ner(maker.nlp).model.get_ref("tok2vec"))[name]
            _take_over(node, parameter, theirs[0].get_param(theirs[1]))
    return optimizer


def _parameters(model: Any) -> dict[tuple[str, int, str], tuple[Any, str]]:
    """Return each parameter of a model and its node, by the node's name, its place among its like, and its own name.

    Some models nest embeddings; their order is the same.
    """
    found = {}
    seen: Counter[str] = Counter()
    for node in model.walk():
        kind = "embed" if node.name == "hashembed" else node.name
        for parameter in node.param_names:
            if node.has_param(parameter):
                found[(kind, seen[kind], parameter)] = (node, parameter)
        seen[kind] += 1
    return found


def _take_over(node: Any, parameter: str, theirs: Any) -> None:
    """Set a parameter; where ours is wider, for it also reads what the gazetteers say, the rest begins at nothing."""
    ours = node.get_param(parameter)
    if ours.shape == theirs.shape:
        node.set_param(parameter, theirs.copy())
    elif ours.shape[:-1] == theirs.shape[:-1] and ours.shape[-1] > theirs.shape[-1]:
        wider = ours.copy()
        wider[..., : theirs.shape[-1]] = theirs
        wider[..., theirs.shape[-1] :] *= 0.1
        node.set_param(parameter, wider)


def scored(maker: Maker, given: Sequence[Piece]) -> dict[str, tuple[float, float, float]]:
    """Return precision, recall and F1 by label over exact spans."""
    right: Counter[str] = Counter()
    told: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    docs = _ner(maker.nlp).pipe(maker.doc(text) for text, _ in given)
    for (_, spans), doc in zip(given, docs, strict=True):
        found = {(e.start_char, e.end_char, e.label_) for e in doc.ents}
        right.update(label for *_, label in found & set(spans))
        told.update(label for *_, label in found)
        wanted.update(label for *_, label in spans)
    return {label: _f1(right[label], told[label], wanted[label]) for label in LABELS}


def _f1(right: int, told: int, wanted: int) -> tuple[float, float, float]:
    precision, recall = right / told if told else 0.0, right / wanted if wanted else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0


def train(lang: str, epochs: int, seed: int = 7) -> None:
    """Train, choose the epoch by the check part's firms and agencies, report the test part, write the weights."""
    fix_random_seed(seed)
    chance = random.Random(seed)
    fit = list(read(lang, "fit"))
    names = Names(lang, fit)
    learned = [piece for passage in fit for piece in pieces(passage)]
    check = [piece for passage in read(lang, "check") for piece in pieces(passage)]
    nlp = blank(lang)
    maker = Maker(nlp, lang, Gazetteer(load(), ["en"]))
    optimizer = begin(maker, learned[:500])
    best, kept = -1.0, b""
    for epoch in range(epochs):
        chance.shuffle(learned)
        losses: dict[str, float] = {}
        for batch in minibatch(learned, compounding(8.0, 64.0, 1.01)):  # type: ignore[no-untyped-call]
            examples = [maker.example(varied(piece, lang, names, chance)) for piece in batch]
            nlp.update(examples, sgd=optimizer, drop=0.2, losses=losses)
        with nlp.use_params(optimizer.averages):
            marks = scored(maker, check)
            value = marks["FIRM"][2] + marks["AGENCY"][2] / 2
            if value > best:
                best, kept = value, _ner(nlp).to_bytes()
        told = "  ".join(f"{label} {f1:.3f}" for label, (_, _, f1) in marks.items())
        print(f"{epoch:3} loss {losses['ner']:9.0f}  {told}", flush=True)
    _ner(nlp).from_bytes(kept)
    test = [piece for passage in read(lang, "test") for piece in pieces(passage)]
    for label, (precision, recall, f1) in scored(maker, test).items():
        print(f"test {label:10} precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")
    (MODELS / lang).mkdir(parents=True, exist_ok=True)
    nlp.to_disk(MODELS / lang)


def main() -> None:
    """Train one language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lang", choices=("en", "zh"))
    parser.add_argument("--epochs", type=int, default=20)
    told = parser.parse_args()
    train(told.lang, told.epochs)


if __name__ == "__main__":
    main()
