"""Makes the database that Datasette serves: one that counts no large table to its end.

The page of all tables counts each. SQLite counts by reading, and of some tables (those without rowids) in one step that
no time limit stops; so no more rows are read than :data:`MOST`. Knows no table of ours.
"""

from __future__ import annotations

from typing import Any

from datasette.database import Database
from datasette.utils import escape_sqlite

MOST = 10_000
"""Rows that are counted; of a table with more it is only known that there are many."""


class Counted(Database):
    """A database whose tables are counted as far as :data:`MOST` rows."""

    async def table_counts(self, limit: float = 10) -> dict[str, int | None]:
        """Return the number of rows of each table, None for many and for what is hidden, in one look.

        `limit`, in milliseconds, is Datasette's and not needed.
        """
        held: Any = self  # Datasette's own methods bear no types
        names, hidden = await held.table_names(), await held.hidden_table_names()
        shown = [name for name in names if name not in hidden]
        parts = [f"SELECT count(*) FROM (SELECT 1 FROM {escape_sqlite(name)} LIMIT {MOST + 1})" for name in shown]  # noqa: S608
        rows = (await held.execute(" UNION ALL ".join(parts))).rows if shown else []
        found = {name: row[0] if row[0] <= MOST else None for name, row in zip(shown, rows, strict=True)}
        return {name: found.get(name) for name in names}
