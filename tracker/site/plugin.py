"""Joins the pages to Datasette: routes, template filters, linked cells, error pages, response headers.

One plugin module registered by :func:`tracker.site.app`; it keeps no state but the words of the metadata.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable, Generator, MutableMapping
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from datasette import hookimpl  # type: ignore[attr-defined]  # its door, though not in __all__
from datasette.database import QueryInterrupted
from datasette.utils.asgi import Base400, NotFound, Response
from datasette.views.base import DatasetteError
from markupsafe import Markup, escape

from tracker.site import dashboard, sight, wording
from tracker.site.asking import HTML, PageError, common, filled
from tracker.site.metadata import DATABASE, parts, queries
from tracker.site.pages import ROUTES
from tracker.site.reading import opened
from tracker.site.search import prepare_connection  # noqa: F401  # a hook as well

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request
    from jinja2 import Environment

NAME = "tracker-site"
LOG = logging.getLogger("tracker.site")

OUR_POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
# Datasette's own tables and editors carry inline scripts and styles; nothing from outside is allowed there either.
DATASETTE_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
OUR_TEMPLATE = b"x-tracker-page"

PAGES = {"minerals": "mineral", "actors": "country", "targets": "country", "via": "country", "agencies": "agency",
         "firms": "firm", "mineral": "mineral", "country": "country", "agency": "agency", "firm": "firm",
         "issuer": "country", "origin": "country", "transit": "country", "destination": "country"}  # fmt: skip
"""Columns whose values have pages."""

IDS = {"event_id": "event", "measure_id": "measure", "article_id": "article", "copy_of": "article",
       "part_of": "article", "cited_by": "article", "feed_id": "source"}  # fmt: skip
"""Columns of ids, which Datasette labels in tables, with the page of each."""


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """Our pages go before Datasette's; two of its pages tell paths and threads of this machine and are closed."""
    return [(pattern, _ours(view)) for pattern, view in ROUTES] + [(r"^/-/(databases|threads)(\.json)?$", closed)]


def _ours(view: Callable[..., Awaitable[Response]]) -> Callable[..., Awaitable[Response]]:
    async def page(request: Request, datasette: Datasette) -> Response:
        response = await view(request, datasette)
        response.headers[OUR_TEMPLATE.decode()] = "1"
        return response

    return page


async def closed() -> Response:
    """Answer as if there were nothing."""
    raise NotFound("There is nothing here")


@hookimpl
def get_metadata(key: str | None) -> dict[str, Any]:
    """Give what is said of tables, queries and plugins, but not to who may see a table: none of ours has such a rule.

    Datasette asks for `tables` only to look for one, for each table of a page anew, and copies all that it is given
    each time: of the page of all tables that was nine tenths.
    """
    return {} if key == "tables" else _told()


@cache
def _told() -> dict[str, Any]:
    return parts()[1] | {"plugins": dashboard.settings(queries())}


@hookimpl
def prepare_jinja2_environment(env: Environment) -> None:
    """Give the templates their words, and JSON without air: a picture's numbers are the larger part of its page."""
    env.filters.update(wording.FILTERS | sight.FILTERS)
    env.policies["json.dumps_kwargs"] = {"separators": (",", ":"), "ensure_ascii": False}


@hookimpl
def render_cell(value: object, column: str, table: str | None, database: str) -> Markup | None:
    """Show ids in tables and queries as links to their pages, and JSON arrays as lists of them."""
    if database != DATABASE or value in (None, ""):
        return None
    if value == "[]":
        return Markup("&nbsp;")
    if column in IDS:
        label = value["label"] if isinstance(value, dict) else value
        wanted = value["value"] if isinstance(value, dict) else value
        return _link(IDS[column], str(wanted), str(label))
    kind = PAGES.get(column)
    if kind is None or not isinstance(value, str):
        return None
    items = opened(value) if value.startswith("[") else (value,)
    return Markup(", ").join(escape(item) if item == "*" else _link(kind, item, item) for item in items)


def _link(kind: str, wanted: str, label: str) -> Markup:
    return Markup('<a href="/{}/{}">{}</a>').format(kind, quote(wanted, safe=""), label)


@hookimpl
def menu_links() -> list[dict[str, str]]:
    """The ways from Datasette's pages back to ours."""
    return [{"href": "/", "label": "Front page"}, {"href": "/measures", "label": "Measures"}]


@hookimpl(hookwrapper=True)
def handle_exception(datasette: Datasette, request: Request, exception: Exception) -> Generator[None, Any, None]:
    """Answer every trouble ourselves. Datasette's own answer prints a trace for a mistyped address too."""
    outcome = yield
    outcome.force_result([trouble_page(datasette, request, _trouble(request.path, exception))])


def _trouble(path: str, exception: Exception) -> PageError:
    if isinstance(exception, PageError):
        return exception
    if isinstance(exception, NotFound):
        return PageError(404, "There is no such page", "The address leads nowhere. Search, or begin at the front page.")
    if isinstance(exception, QueryInterrupted):
        return PageError(503, "That took too long", "The question ran past the limit of one second. Ask for less.")
    if isinstance(exception, DatasetteError | Base400):
        said = exception.message if isinstance(exception, DatasetteError) else str(exception)
        title = getattr(exception, "title", None) or "That cannot be answered"
        return PageError(exception.status, title, Markup(said).striptags())  # noqa: S704  # stripped, then escaped again
    if path.startswith(f"/{DATABASE}") and path.endswith((".atom", ".ics")):
        # The plugins take the rows of any question, and raise whatever their libraries do over what is no day or text.
        LOG.info("rows of %r are no feed: %r", path, exception)
        return PageError(400, "These rows are no feed", "There are none, or a day, an id or a text in them is not one.")
    LOG.error("a page failed", exc_info=exception)
    return PageError(500, "Something is broken here", "The trouble has been written to the log.")


async def trouble_page(datasette: Datasette, request: Request, trouble: PageError) -> Response:
    """Say what is wrong and where to go on; as JSON to a program that asked for JSON."""
    if request.path.endswith((".json", ".jsono")):
        told = {"ok": False, "error": trouble.message, "status": trouble.status, "title": trouble.title}
        return Response(json.dumps(told), trouble.status, {}, "application/json; charset=utf-8")
    try:
        shared = await common(datasette)
    except Exception:  # whatever broke the page may break this as well
        LOG.exception("the database cannot be read")
        shared = {}
    body = filled(datasette, "trouble.html", shared | {"trouble": trouble})
    return Response(body, trouble.status, {OUR_TEMPLATE.decode(): "1"}, HTML)


Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]


@hookimpl
def asgi_wrapper() -> Callable[[Callable[..., Awaitable[None]]], Callable[..., Awaitable[None]]]:
    """Set the headers that keep a browser from doing what no page of ours asks of it."""

    def wrap(inner: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
        async def guarded(scope: Message, receive: Callable[[], Awaitable[Message]], send: Send) -> None:
            async def sending(message: Message) -> None:
                if message["type"] == "http.response.start":
                    message = {**message, "headers": _guarded(message.get("headers", []), scope.get("path", ""))}
                await send(message)

            await inner(scope, receive, sending)

        return guarded

    return wrap


def _guarded(headers: list[tuple[bytes, bytes]], path: str) -> list[tuple[bytes, bytes]]:
    ours = any(name.lower() == OUR_TEMPLATE for name, _ in headers)
    kept = [(name, value) for name, value in headers if name.lower() != OUR_TEMPLATE]
    kept += [
        (b"content-security-policy", (OUR_POLICY if ours else DATASETTE_POLICY).encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"no-referrer"),
    ]
    if path.startswith(("/assets/", "/-/static-plugins/")):
        kept.append((b"cache-control", b"public, max-age=3600"))
    return kept
