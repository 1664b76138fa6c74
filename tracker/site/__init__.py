"""The site: Datasette over ``tracker.db``, with pages for people above the tables. Shows; decides and stores nothing.

A page is one or a few named queries (``queries/*.sql``) and one template (``templates/``); the same queries stand
below as plain Datasette queries, with their CSV and JSON. Only ``tracker.db`` is ever attached: what stands in
``vault.db`` is reachable by no address and no SQL. It must not know how rows come about, nor any clock but SQLite's.
"""

from __future__ import annotations

import gc
import socket
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datasette.app import Datasette

__all__ = ["app", "serve"]

HERE = Path(__file__).parent
SETTINGS = {
    "allow_download": False,
    "allow_facet": True,
    # Facets that serve stand in the metadata; guessing more costs a query for each column of each page.
    "suggest_facets": False,
    "sql_time_limit_ms": 1000,
    "facet_time_limit_ms": 300,
    "max_returned_rows": 1000,
    "default_page_size": 50,
    "default_cache_ttl": 5,
    "truncate_cells_html": 400,
    "max_csv_mb": 50,
}


def app(database: Path, *, settings: dict[str, object] | None = None) -> Datasette:
    """Return the site over a ``tracker.db``; its ``client`` answers requests in process.

    `settings` are Datasette settings that go over :data:`SETTINGS`. Raises :class:`FileNotFoundError` if there is no
    such file: a site over nothing would only show empty pages.
    """
    from datasette.app import Datasette
    from datasette.plugins import pm

    from tracker.site import metadata, plugin
    from tracker.site.counted import Counted

    if not database.is_file():
        raise FileNotFoundError(f"there is no database at {database}")
    if not pm.has_plugin(plugin.NAME):
        pm.register(plugin, plugin.NAME)
    site = Datasette(
        [str(database)],
        metadata=metadata.parts()[0],
        template_dir=str(HERE / "templates"),
        static_mounts=[("assets", str(HERE / "static"))],
        settings=SETTINGS | (settings or {}),
    )
    # Addresses must not depend on what the file is called.
    site.remove_database(site.get_database().name)
    counted = Counted(site, str(database), is_mutable=True)  # type: ignore[no-untyped-call]  # Datasette's own
    site.add_database(counted, name=metadata.DATABASE)
    return site


def serve(database: Path, port: int, *, host: str = "127.0.0.1") -> None:
    """Serve the site until SIGINT or SIGTERM.

    Raises :class:`FileNotFoundError` without a database, and :class:`OSError` with one line if the port cannot be had.
    """
    import uvicorn

    from tracker.site.kept import Kept

    # What datasette-ics should call in the next version of its library is nothing that our log need tell.
    warnings.filterwarnings("ignore", "Behaviour of str", FutureWarning)
    site = app(database)
    with _listening(host, port) as listener:
        config = uvicorn.Config(Kept(site.app()), log_level="warning", lifespan="on", timeout_graceful_shutdown=5)
        # What is loaded by now stays: Python need not look through it for garbage, which held up every tenth page.
        gc.freeze()
        uvicorn.Server(config).run(sockets=[listener])


def _listening(host: str, port: int) -> socket.socket:
    # With the protocol named, asyncio sends small answers at once; else each waits 40 ms for the reader's receipt.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        # Two processes may both bind with SO_REUSEADDR, but only one may listen.
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise OSError(error.errno, f"port {port} on {host} cannot be used: {error.strerror}") from error
    return listener
