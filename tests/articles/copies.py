"""Reads the groups of stories in ``tests/data/copies``: their small language is told in the README beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tests.articles.making import NOW
from tracker.articles import from_text
from tracker.model import Article

FOLDER = Path(__file__).parents[1] / "data" / "copies"


@dataclass(frozen=True)
class Story:
    """One story of a group, with the cluster that it belongs to."""

    name: str
    cluster: str
    article: Article


def article(name: str, title: str, text: str, language: str = "en") -> Article:
    made = from_text(text, url=f"https://{name}.example/story", title=title, fetched=NOW, language=language)
    assert isinstance(made, Article)
    return made


def groups() -> dict[str, list[Story]]:
    return {path.stem: _stories(path) for path in sorted(FOLDER.glob("*.txt"))}


def _stories(path: Path) -> list[Story]:
    paragraphs: dict[str, list[str]] = {}
    heads: dict[str, tuple[str, str, str]] = {}
    name = ""
    for line in path.read_text("utf-8").splitlines()[1:]:
        if line.startswith("=== "):
            name, language, cluster, title = (part.strip() for part in line[4:].split("|"))
            heads[name], paragraphs[name] = (language, cluster, title), []
        elif match := re.fullmatch(r"@(\w+) (\d+)-(\d+)", line):
            paragraphs[name] += paragraphs[match[1]][int(match[2]) - 1 : int(match[3])]
        else:
            paragraphs[name].append(line)
    return [
        Story(each, cluster, article(f"{path.stem}-{each}", title, "\n".join(paragraphs[each]), language))
        for each, (language, cluster, title) in heads.items()
    ]
