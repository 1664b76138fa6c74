"""Makes the list of events that a filter leaves, as page, feed, CSV and JSON; all forms take the same address.

Writes no SQL (:mod:`tracker.site.listing` does) and no markup.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlencode

from datasette.utils.asgi import Response

from tracker import vocab
from tracker.site import feeds, files, listing
from tracker.site.asking import HTML, PageError, as_words, common, show
from tracker.site.filters import LABELS, SORTS, TERMS, Asked, asked_events, chips, said, title, unknown
from tracker.site.reading import Names, Row, read, run
from tracker.site.wording import ACTIONS, LANGUAGES, action, cited, day, prose, script, sentence, web, words

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

A_PAGE = 40
MOST = 1000
FORMS = ("atom", "csv", "json")
FIELDS = ("event_id", "day", "date", "headline", "action", "stage", "minerals", "actors", "targets", "via", "agencies",
          "firms", "instrument", "measure_id", "announced", "effective", "until", "paragraph", "sources", "official",
          "languages", "significance", "first_told", "last_told", "quote", "publisher", "source")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of a list: what was asked, its rows, where it goes on (empty on the last page), the same as SQL."""

    asked: Asked
    rows: list[Row]
    next: str
    sql: str


async def listed(site: Datasette, called: Names, asked: Asked, otherwise: str = "date") -> Listed:
    """Return the events that are asked for, which may be none."""
    sql, parameters = listing.page(asked, called, otherwise=otherwise)
    # A link that a browser would run is no source, in whatever form the list is taken.
    found = [row | {"source": web(row["source"])} for row in await run(site, sql, parameters)]
    rows = found[: asked.rows]
    onward = listing.place(asked, rows[-1], otherwise=otherwise) if len(found) > asked.rows else ""
    return Listed(asked, rows, onward, f"/tracker?{urlencode({'sql': sql, **parameters})}")


async def all_known(site: Datasette, called: Names, asked: Asked) -> None:
    """Raise :class:`PageError` (400) if a name is known nowhere: a wrong id must not look like a quiet one."""
    for name, value in unknown(asked, called):
        if not await run(site, listing.exists(TERMS[name]), {"id": value}):
            message = (
                f"Nothing is known of a {TERMS[name]} called “{value[:80]}”. Search for it, or look at the tables."
            )
            raise PageError(400, f"There is no such {TERMS[name]}", message, as_words(value))


async def counted(site: Datasette, called: Names, asked: Asked) -> int:
    """Return how many events are asked for, at most one more than :data:`tracker.site.listing.COUNTED`."""
    (row,) = await run(site, *listing.count(asked, called))
    return int(row["events"])


async def some_events(site: Datasette, called: Names, asked: Asked) -> tuple[Listed, int]:
    """Return the first events of a list and how many there are of it, for pages of which it is a part."""
    return await listed(site, called, asked), await counted(site, called, asked)


def forms(asked: Asked, sql: str) -> dict[str, str]:
    """Return the addresses of the other forms of a list."""
    return {form: asked.address(f"/events.{form}") for form in FORMS} | {"sql": sql}


def amount(number: int) -> str:
    """Say how many events there are."""
    many = f"more than {listing.COUNTED:,}" if number > listing.COUNTED else f"{number:,}"
    return f"{many} event{'' if number == 1 else 's'}"


async def events(request: Request, datasette: Datasette) -> Response:
    """The page: a form, the filters that are set, the events."""
    shared = await common(datasette)
    called: Names = shared["names"]
    asked = asked_events(request, called, A_PAGE, 200)
    await all_known(datasette, called, asked)
    found, number = await some_events(datasette, called, asked)
    context = {
        "filter": asked,
        "about": title(asked, called),
        "chips": chips(asked, "/events", LABELS, lambda name, value: said(name, value, called)),
        "choices": choices(await read(datasette, "event_choices"), called),
        "sorts": SORTS,
        "events": found.rows,
        "amount": amount(number),
        "next": asked.address("/events", before=found.next) if found.next else "",
        "forms": forms(asked, found.sql),
    }
    return await show(datasette, request, "events.html", shared | context)


def choices(rows: list[Row], called: Names) -> dict[str, dict[str, str]]:
    """Return what the form offers: the minerals and countries that events name, and all words of the codebook."""
    by_name: dict[str, dict[str, str]] = {"mineral": {}, "actor": {}, "target": {}}
    for row in rows:
        kind = TERMS[row["filter"]]
        by_name[row["filter"]][row["id"]] = called.of(kind, row["id"])
    mineral, groups = by_name["mineral"], called.groups()
    for each in [group for one in tuple(mineral) for group in groups.get(one, ())]:
        mineral.setdefault(each, called.of("mineral", each))
    ordered = {name: dict(sorted(found.items(), key=lambda pair: pair[1].lower())) for name, found in by_name.items()}
    book = vocab.codebook()
    plain = {"family": book.families, "stage": book.stages}
    return {
        **ordered,
        "action": {each: name for each, (name, _) in ACTIONS.items()},
        "language": LANGUAGES,
        **{name: {each: sentence(words(each)) for each in known} for name, known in plain.items()},
    }


async def events_atom(request: Request, datasette: Datasette) -> Response:
    """The same as a feed: what we learned of last comes first, whenever it happened, so that no reader misses it."""
    shared, found, onward = await _asked(request, datasette, A_PAGE, 200, "seen", "atom")
    asked, called = found.asked, shared["names"]
    home = files.home(request, datasette)
    named = title(asked, called)
    feed = feeds.Feed(
        # The order and the place in the list are no part of what a feed is.
        name=replace(asked, sort="").address("events"),
        title=f"Critical minerals: {named}" if named else "Critical minerals: all events",
        updated=feeds.midnight(shared["today"]),
        page=home + asked.address("/events"),
        own=home + asked.address("/events.atom", before="!".join(asked.before)),
        first=home + asked.address("/events.atom"),
        next=onward,
    )
    body = feeds.atom(feed, (event_entry(row, called, home) for row in found.rows))
    return files.answer(request, datasette, body, feeds.TYPE, "critical-minerals-events.atom")


def event_entry(row: Row, called: Names, home: str) -> feeds.Entry:
    """Return an event as an entry: headline, who leads the telling as author, when it was last told, the evidence."""
    link = f"{home}/event/{row['event_id']}"
    quote, source = row["quote"] or "", row["source"]
    minerals = [(f"mineral:{each}", called.of("mineral", each)) for each in row["minerals"]]
    return feeds.Entry(
        name=f"event/{row['event_id']}",
        title=sentence(prose(row["headline"])),
        updated=row["last_told"] or row["first_told"],
        published=row["first_told"],
        link=link,
        author=row["publisher"] or "Critical Minerals Tracker",
        content=feeds.content(
            facts(row, called), quote, script(quote, row["quote_language"] or ""), row["publisher"] or "", source
        ),
        via=source,
        categories=((f"action:{row['action']}", action(row["action"])), *minerals),
    )


def facts(row: Row, called: Names) -> list[tuple[str, str]]:
    """Return the coded fields of an event in words."""

    def names(kind: str, column: str) -> str:
        return ", ".join(called.of(kind, each) for each in row[column])

    way = " ⇢ ".join(each for each in (names("country", "actors"), names("country", "via")) if each)
    official = f", {row['official']} of them official" if row["official"] else ""
    told = row["sources"] + row["official"]
    return [
        ("What", f"{action(row['action'])}, {words(row['stage'])}"),
        ("When", day(row["date"])),
        ("Who", " → ".join(each for each in (way, names("country", "targets")) if each)),
        ("Minerals", names("mineral", "minerals")),
        ("Agencies", names("agency", "agencies")),
        ("Firms", names("firm", "firms")),
        ("Act", cited(row["instrument"]) if row["instrument"] else ""),
        ("Effective", day(row["effective"])),
        ("Until", day(row["until"])),
        ("Told by", f"{told} source{'' if told == 1 else 's'}{official}"),
    ]


async def events_csv(request: Request, datasette: Datasette) -> Response:
    """The same as CSV."""
    _, found, onward = await _asked(request, datasette, MOST, MOST, "date", "csv")
    body = files.table(FIELDS, found.rows)
    return files.answer(request, datasette, body, files.CSV, "critical-minerals-events.csv", onward=onward)


async def events_json(request: Request, datasette: Datasette) -> Response:
    """The same as JSON, with how many there are and where the list goes on."""
    shared, found, onward = await _asked(request, datasette, 200, MOST, "date", "json")
    number = await counted(datasette, shared["names"], found.asked)
    about = {
        "filters": {name: list(values) for name, values in found.asked.filters.items()},
        "sort": found.asked.sort or "date",
        "count": min(number, listing.COUNTED),
        "more_than_counted": number > listing.COUNTED,
        "next": onward or None,
    }
    body = files.told(FIELDS, found.rows, "events", **about)
    return files.answer(request, datasette, body, files.JSON, "critical-minerals-events.json", onward=onward)


async def _asked(
    request: Request, site: Datasette, rows: int, most: int, otherwise: str, form: str
) -> tuple[dict[str, Any], Listed, str]:
    """Return what pages share, the list, and the whole address of its next page."""
    shared = await common(site)
    asked = asked_events(request, shared["names"], rows, most, otherwise)
    await all_known(site, shared["names"], asked)
    found = await listed(site, shared["names"], asked, otherwise)
    more = {"before": found.next, "rows": str(asked.rows) if asked.rows != rows else ""}
    return shared, found, files.home(request, site) + asked.address(f"/events.{form}", **more) if found.next else ""


async def events_of_thing(request: Request, datasette: Datasette) -> Response:
    """``/mineral/antimony.atom`` is another way to write ``/events.atom?mineral=antimony``."""
    kind, form = request.url_vars["kind"], request.url_vars["form"]
    query = urlencode([(kind, unquote(request.url_vars["id"])), *((n, v) for n, v in _plain(request))])
    return Response("", 302, {"Location": f"/events.{form}?{query}"}, HTML)


def _plain(request: Request) -> list[tuple[str, str]]:
    return [(name, value) for name in request.args for value in request.args.getlist(name)]
