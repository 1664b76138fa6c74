"""Reads the training corpus: short passages with mentions and claims marked, one format for tagging and coding.

A file of ``corpus/`` holds passages that begin with a line ``=== id``; header lines ``key: value``, then ``title:``,
``text:``, and ``claims:`` with a JSON list. In title and text a mention is ``[[surface|kind:id]]``; a quantity's id is
``value unit``; ``@place`` behind a country's id says that it is only a place; a line ``~ …`` is page furniture, where
nothing is marked. Run as a module it writes the passages as cases for ``tracker score``::

    python -m tracker.training.corpus [en|zh] [--part fit|check|test] > passages.jsonl
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

HERE = Path(__file__).parent / "corpus"
PARTS = ("fit", "check", "test")
MARK = re.compile(r"\[\[(.+?)\|(mineral|country|firm|agency|instrument|quantity):(.+?)\]\]")
LISTS = ("actors", "agencies", "targets", "via", "minerals", "firms")
PLAIN = ("action", "stage", "certainty", "instrument", "announced", "effective", "until", "evidence")

Part = Literal["fit", "check", "test"]


class CorpusError(ValueError):
    """A passage that is not well formed, named with its file."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked mention: offsets into its field, kind, and the id as it is written."""

    field: Literal["title", "text"]
    start: int
    end: int
    kind: str
    id: str
    place: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """One to three sentences with all that is to be found in them."""

    id: str
    lang: str
    header: dict[str, str]
    title: str
    text: str
    furniture: tuple[tuple[int, int], ...]
    marks: tuple[Mark, ...]
    claims: tuple[dict[str, Any], ...]

    @property
    def part(self) -> Part:
        """Return what the passage is for: three in five to fit, one to check while fitting, one to test in the end.

        By the id's hash, so that a passage keeps its part whatever is added.
        """
        share = hashlib.sha256(self.id.encode()).digest()[0] % 5
        return "fit" if share < 3 else ("check" if share == 3 else "test")

    def case(self) -> dict[str, Any]:
        """Return the passage as a case in the gold's format."""
        claims = [
            {name: claim.get(name, [] if name in LISTS else None) for name in (*PLAIN, *LISTS)} for claim in self.claims
        ]
        return {
            "id": self.id,
            **{name: self.header.get(name) for name in ("lang", "kind", "publisher", "country", "url", "published")},
            "title": self.title,
            "text": self.text,
            "furniture": [list(each) for each in self.furniture],
            "mentions": [_mention(mark) for mark in self.marks],
            "claims": claims,
            "events": [claim.get("event") for claim in self.claims],
            "note": self.header.get("note", ""),
        }


def _mention(mark: Mark) -> dict[str, Any]:
    told: dict[str, Any] = {"field": mark.field, "start": mark.start, "end": mark.end, "kind": mark.kind}
    if mark.kind == "quantity":
        value, _, unit = mark.id.partition(" ")
        return told | {"value": float(value.replace(",", "")), "unit": unit}
    return told | {"id": mark.id} | ({"place": True} if mark.place else {})


def read(lang: str | None = None, part: Part | None = None) -> Iterator[Passage]:
    """Yield the passages of a language and part, all without them, in the order of files."""
    for path in sorted(HERE.glob("*.case")):
        for passage in read_file(path):
            if lang in (None, passage.lang) and part in (None, passage.part):
                yield passage


def read_file(path: Path) -> Iterator[Passage]:
    """Yield the passages of one file. Raises :class:`CorpusError` at the first that is not well formed."""
    for chunk in re.split(r"^=== ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        name, _, body = chunk.partition("\n")
        try:
            yield _passage(name.strip(), body)
        except (ValueError, KeyError) as problem:
            raise CorpusError(f"{path.name}: {name.strip()}: {problem}") from problem


def _passage(name: str, body: str) -> Passage:
    head, _, claims = body.partition("\nclaims:")
    head, _, marked = head.partition("\ntext:")
    header = {
        key.strip(): value.strip() for key, _, value in (line.partition(":") for line in head.strip().split("\n"))
    }
    title, marks = _unmarked(header.pop("title", ""), "title", 0)
    lines: list[str] = []
    furniture: list[tuple[int, int]] = []
    at = 0
    for line in filter(None, (each.strip() for each in marked.strip().split("\n"))):
        plain, found = _unmarked(line.removeprefix("~ "), "text", at)
        if line.startswith("~ "):
            furniture.append((at, at + len(plain)))
        else:
            marks += found
        lines.append(plain)
        at += len(plain) + 1
    text = "\n".join(lines)
    told = tuple(json.loads(claims or "[]"))
    for claim in told:
        if claim["evidence"] not in text and claim["evidence"] not in title:
            raise ValueError(f"evidence is not in the text: {claim['evidence'][:60]!r}")
    return Passage(name, header["lang"], header, title, text, tuple(furniture), tuple(marks), told)


def _unmarked(marked: str, field: Literal["title", "text"], at: int) -> tuple[str, list[Mark]]:
    """Return the plain text and its marks; `at` is where the text begins in its field."""
    plain: list[str] = []
    marks: list[Mark] = []
    last = 0
    for match in MARK.finditer(marked):
        plain.append(marked[last : match.start()])
        start = at + sum(map(len, plain))
        surface, kind, name = match.groups()
        place = kind == "country" and name.endswith("@place")
        marks.append(Mark(field, start, start + len(surface), kind, name.removesuffix("@place"), place))
        plain.append(surface)
        last = match.end()
    plain.append(marked[last:])
    whole = "".join(plain)
    if "[[" in whole or "]]" in whole:
        raise ValueError(f"broken mark-up in the {field}")
    return whole, marks


def main(arguments: list[str]) -> None:
    """Write passages as cases, a line each."""
    lang = next((each for each in arguments if each in ("en", "zh")), None)
    part = arguments[arguments.index("--part") + 1] if "--part" in arguments else None
    for passage in read(lang):
        if part in (None, passage.part):
            print(json.dumps(passage.case(), ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
