"""Articles out of marked-up text: ``[[surface|kind:id]]`` becomes a mention at its own offsets. Helper of the tests."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from tracker.model import Article, Mention
from tracker.vocab import Vocab, slug

MARK = re.compile(r"\[\[(.+?)\|(\w+):(.+?)\]\]")
TOLD = datetime(2025, 6, 20, 4, tzinfo=UTC)
VOCAB = Vocab({}, {}, {}, {}, {})


def article(
    text: str,
    *,
    title: str = "",
    language: str = "en",
    kind: str = "news",
    country: str = "GB",
    told: datetime | None = TOLD,
    furniture: tuple[tuple[int, int], ...] = (),
) -> tuple[Article, tuple[Mention, ...]]:
    """Build an article and its mentions from marked-up title and text."""
    plain_title, in_title = _strip(title, "title")
    plain, in_text = _strip(text, "text")
    made = Article(
        "a1", "https://example.org/a1", plain_title, plain, language, kind, "Paper", country, "press", "evidence",
        told, told or TOLD, "0" * 64, furniture=furniture,
    )  # fmt: skip
    return made, (*in_title, *in_text)


def _strip(marked: str, field: str) -> tuple[str, list[Mention]]:
    plain, mentions, last = "", [], 0
    for match in MARK.finditer(marked):
        plain += marked[last : match.start()]
        mentions.append(_mention(field, len(plain), *match.groups()))
        plain += match.group(1)
        last = match.end()
    return plain + marked[last:], mentions


def _mention(field: str, start: int, surface: str, kind: str, ident: str) -> Mention:
    place, value, unit = ident.endswith("@place"), None, ""
    term, name = ident.removesuffix("@place"), ""
    if kind == "quantity":
        number, _, unit = ident.partition(" ")
        value, term = float(number), ""
    if kind == "firm":
        term, name = slug(ident), ident
    return Mention(
        "a1", field, start, start + len(surface), kind, term, surface, "test",
        place=place, value=value, unit=unit, name=name,
    )  # fmt: skip
