"""The feedparser project's own 2,106 feeds: no exception, no entry lost, no active content. Skips without them."""

from __future__ import annotations

import re
import tarfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import feedparser
import pytest

from tests.entries.making import answer, feed, read

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpora" / "feedparser-tests.tar.gz"
ACTIVE = re.compile(r"<[a-z/!?]|^\s*(?:javascript|data|vbscript):", re.IGNORECASE)


def documents() -> Iterator[tuple[str, bytes]]:
    with tarfile.open(CORPUS) as archive:
        for member in archive:
            file = archive.extractfile(member) if member.isfile() and not member.name.endswith("LICENSE") else None
            if file:
                yield member.name, file.read()


def distinct(body: bytes) -> int:
    """Return how many entries feedparser itself sees that differ in what an entry is told by."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parsed = feedparser.parse(
            body, sanitize_html=False, resolve_relative_uris=False, response_headers={"content-type": "application/xml"}
        )
    keys = ("id", "link", "title", "published", "updated")
    bare = [item for item in parsed.entries if not any(dict.get(item, key) for key in keys)]
    told = {tuple(dict.get(item, key) for key in keys) for item in parsed.entries if item not in bare}
    return len(told) + len({repr(item) for item in bare})


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not beside the checkout")
def test_every_document_of_the_corpus_is_read_whole_and_harmless() -> None:
    seen = 0
    for name, body in documents():
        entries, issues = read(feed(), answer(body))
        blank = sum(int(issue.reason.split()[0]) for issue in issues if issue.kind == "bad_row")
        assert len(entries) + blank >= distinct(body), name
        texts = [text for entry in entries for text in (entry.title, entry.summary, entry.url)]
        assert not any(ACTIVE.search(text) for text in texts), name
        assert entries or issues, name
        seen += 1
    assert seen > 2000
