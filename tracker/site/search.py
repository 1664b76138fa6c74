"""Makes the search: names, measures, events and articles that hold all of some words, as a page, JSON and CSV.

The index of words and its queries do the finding; this turns what people write into the grammar of the index, marks
what was found, and helps on where nothing was. It knows no SQL and no markup.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import quote

from datasette import hookimpl  # type: ignore[attr-defined]  # its door, though not in __all__
from datasette.utils.asgi import Response

from tracker.site import feeds, files
from tracker.site.asking import PageError, address, asked_words, common, in_forms, show
from tracker.site.metadata import DATABASE
from tracker.site.reading import Names, Row, read
from tracker.site.wording import script, web
from tracker.vocab.bigrams import MOST_WORDS, Sought, expression, marked, plain, sought

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

KINDS = {"names": "search_terms", "measures": "search_measures", "events": "search_events",
         "articles": "search_articles"}  # fmt: skip
"""What can be searched for, in the order of the page, each with its named query."""

FEW = {"names": 12, "measures": 6, "events": 10, "articles": 10}
"""Rows of each kind where all are shown."""
MANY = 40
MOST_FOUND = 5000
"""Rows that are weighed, as the queries say."""
CURSOR = re.compile(r"-?\d{1,9}!\d{1,16}")
EXCERPT, LEAD = 240, 60
"""Characters of an excerpt of a whole text, and how many of them stand before the first word found."""
FIELDS = ("kind", "id", "day", "title", "publisher", "url", "passage")


class _Connection(Protocol):
    text_factory: Any

    def create_function(self, name: str, number: int, function: Any, *, deterministic: bool) -> None: ...


@hookimpl
def prepare_connection(conn: _Connection, database: str) -> None:
    """Give SQL the two functions that the index is asked with: ``search MATCH search_words('rare earths 镝')``.

    Text is read as SQLite's own module reads it: Datasette's way, which mends broken characters, costs a call for each
    value, and no writer of ours can store any.
    """
    if database == DATABASE:
        conn.text_factory = str
        conn.create_function("search_words", 1, _words, deterministic=True)
        conn.create_function("search_plain", 1, _plain, deterministic=True)


def _words(question: object) -> str:
    return expression(question if isinstance(question, str) else "")


def _plain(text: object) -> str:
    return plain(text) if isinstance(text, str) else ""


async def search(request: Request, datasette: Datasette) -> Response:
    """Names, measures, events and articles that hold all of some words; a name finds what other languages call so."""
    asked, kind, after = asked_words(request), asked_kind(request), asked_after(request)
    looked = sought(asked)
    shared = await common(datasette)
    found = await find(datasette, asked, kind, after)
    if "articles" in found:
        await _with_passages(datasette, found["articles"], looked)
    marks = (*looked[:MOST_WORDS], *_namesakes(asked, found.get("names", [])))
    context = {
        "asked": asked,
        "kind": kind,
        "after": after,
        "found": found,
        "counts": counted(found),
        "most": MOST_FOUND,
        "next": _onward(found, kind),
        "ignored": [" ".join(each.letters) for each in looked[MOST_WORDS:]],
        "hint": [] if any(found.values()) or not asked else suggested(looked, shared["names"]),
        "marked": lambda text: marked(text or "", marks),
        "forms": in_forms("/search", {"q": (asked,), "kind": (kind,)}),
    }
    return await show(datasette, request, "search.html", shared | context)


def asked_kind(request: Request) -> str:
    """Return the one kind that is searched for, or nothing for all. Raises :class:`PageError` if there is no such."""
    kind = (request.args.get("kind") or "").strip()
    if kind and kind not in KINDS:
        raise PageError(400, "There is no such kind", f"Search for one of {', '.join(KINDS)}, or for all of them.")
    return kind


def asked_after(request: Request) -> str:
    """Return where the list goes on. Raises :class:`PageError` if it is no place in a list."""
    value = request.args.get("after") or ""
    if value and not CURSOR.fullmatch(value):
        raise PageError(400, "There is no such place in the list", "Begin at the list's first page.")
    return value


async def find(datasette: Datasette, asked: str, kind: str, after: str = "") -> dict[str, list[Row]]:
    """Return what holds the words, by kind: a few of every kind, or many of one, from a place in its list onwards."""
    kinds = [kind] if kind else list(KINDS)
    if not asked:
        return {}
    rows = {each: str(MANY if kind else FEW[each]) for each in kinds}
    reading = (read(datasette, KINDS[each], q=asked, rows=rows[each], after=after) for each in kinds)
    return dict(zip(kinds, await asyncio.gather(*reading), strict=True))


def _onward(found: Mapping[str, list[Row]], kind: str) -> str:
    """Return the cursor of the next page of a kind, or nothing on the last; names stand on one page."""
    rows = found.get(kind, [])
    return str(rows[-1]["cursor"]) if len(rows) == MANY and kind != "names" else ""


def _namesakes(asked: str, names: Iterable[Row]) -> tuple[Sought, ...]:
    """Return how else what is asked for is called: who asks for antimony has also found 锑."""
    wanted = plain(asked)
    pairs = [(plain(row["name"]), plain(row["name_zh"])) for row in names]
    return tuple(each for pair in pairs if wanted in pair for name in pair for each in sought(f'"{name}"'))


async def _with_passages(datasette: Datasette, articles: list[Row], looked: tuple[Sought, ...]) -> None:
    """Give each article a passage to show: what was coded, or the place in a text that is public where words stand."""
    whole = json.dumps([row["article_id"] for row in articles if row["publish"] == "full"])
    texts = {row["article_id"]: row["text"] for row in await read(datasette, "search_texts", articles=whole)}
    for row in articles:
        row["passage"] = excerpt(texts[row["article_id"]], looked) if row["article_id"] in texts else row["quote"]


def excerpt(text: str, looked: tuple[Sought, ...]) -> str:
    """Return some characters of a text from shortly before the first thing looked for; from its start if none is."""
    first = next((len(piece) for piece, is_found in marked(text, looked) if not is_found), 0)
    start = max(0, first - LEAD) if first < len(text) else 0
    cut = " ".join(text[start : start + EXCERPT].split())
    return f"{'… ' if start else ''}{cut}{' …' if start + EXCERPT < len(text) else ''}"


def suggested(looked: Iterable[Sought], called: Names) -> list[Row]:
    """Return terms of the vocabulary whose names begin as one of the words does, or are spelt much like it."""
    by_name = {plain(str(name)): row for row in called.terms.values() if row["kind"] != "action"
               for name in (row["name"], row["name_zh"]) if name}  # fmt: skip
    found: dict[str, Row] = {}
    for each in looked:
        word = " ".join(each.letters)
        begun = sorted((name for name in by_name if name.startswith(word)), key=len) if len(word) > 1 else []
        for name in [*begun[:3], *get_close_matches(word, by_name, 3, 0.72)]:
            found.setdefault(str(by_name[name]["id"]), by_name[name])
    return list(found.values())[:8]


async def search_json(request: Request, datasette: Datasette) -> Response:
    """What the page shows, as JSON, with how many there are of each kind and where the list of one kind goes on."""
    rows, onward, about = await _told(request, datasette, "json")
    body = files.told(FIELDS, rows, "found", **about, next=onward or None)
    return files.answer(request, datasette, body, files.JSON, "critical-minerals-search.json", onward=onward)


async def search_csv(request: Request, datasette: Datasette) -> Response:
    """What the page shows, as CSV."""
    rows, onward, _ = await _told(request, datasette, "csv")
    body = files.table(FIELDS, rows)
    return files.answer(request, datasette, body, files.CSV, "critical-minerals-search.csv", onward=onward)


async def search_atom(request: Request, datasette: Datasette) -> Response:
    """The measures, events and articles that the page shows as a feed, the latest first."""
    rows, onward, about = await _told(request, datasette, "atom")
    home = files.home(request, datasette)
    own = address("/search.atom", q=about["q"], kind=about["kind"])
    entries = sorted((_entry(row, home) for row in rows if row["day"]), key=lambda each: each.updated, reverse=True)
    feed = feeds.Feed(
        name=own,
        title=f"Critical minerals: search for “{about['q']}”",
        updated=feeds.midnight("1970"),
        page=home + address("/search", q=about["q"], kind=about["kind"]),
        own=home + own,
        first=home + own,
        next=onward,
    )
    return files.answer(request, datasette, feeds.atom(feed, entries), feeds.TYPE, "critical-minerals-search.atom")


def _entry(row: Row, home: str) -> feeds.Entry:
    moment = feeds.midnight(row["day"])
    source, passage = web(row["url"]), row["passage"]
    return feeds.Entry(
        name=f"{row['kind']}/{row['id']}",
        title=row["title"],
        updated=moment,
        published=moment,
        link=f"{home}/{row['kind']}/{quote(row['id'], safe='')}",
        author=row["publisher"] or "Critical Minerals Tracker",
        content=feeds.content([], passage, script(passage), row["publisher"], source),
        via=source,
    )


async def _told(request: Request, datasette: Datasette, form: str) -> tuple[list[Row], str, dict[str, Any]]:
    """Return the rows of all kinds in the same columns, the address of the next page, and what is told about them."""
    asked, kind = asked_words(request), asked_kind(request)
    found = await find(datasette, asked, kind, asked_after(request))
    if "articles" in found:
        await _with_passages(datasette, found["articles"], sought(asked))
    after = _onward(found, kind)
    onward = files.home(request, datasette) + address(f"/search.{form}", q=asked, kind=kind, after=after)
    rows = [_plain_row(each, row) for each, listed in found.items() for row in listed]
    return rows, onward if after else "", {"q": asked, "kind": kind, "counts": counted(found)}


def counted(found: Mapping[str, list[Row]]) -> dict[str, int]:
    """Return how many rows of each kind were found, :data:`MOST_FOUND` at most."""
    return {kind: int(rows[0]["found"]) if rows else 0 for kind, rows in found.items()}


def _plain_row(kind: str, row: Row) -> Row:
    """Return a row of any kind in the same columns."""
    if kind == "names":
        values = (row["kind"], row["id"], "", f"{row['name']} {row['name_zh']}".strip(), "", "", "")
    elif kind == "measures":
        title = row["name"] or row["title"] or row["official_title"]
        values = ("measure", row["measure_id"], row["day"] or "", f"{row['instrument']}: {title}", "", "", "")
    elif kind == "events":
        values = ("event", row["event_id"], row["day"], row["headline"], "", "", row["quote"] or "")
    else:
        values = ("article", row["article_id"], row["told"][:10], row["title"], row["publisher"], row["url"],
                  row["passage"] or "")  # fmt: skip
    return dict(zip(FIELDS, values, strict=True))
