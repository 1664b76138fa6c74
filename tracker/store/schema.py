"""The tables of both databases, as append-only migrations. Knows SQL and nothing else.

``tracker.db`` is public: whatever stands in it may be shown. ``vault.db`` is private: snapshots, full texts, people.
A list is stored as a JSON array for reading and, where pages look things up by it, as a link table beside it.
"""

from __future__ import annotations

TRACKER = {
    "0001_the_road": """
CREATE TABLE world (key TEXT PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE feeds (
    id TEXT PRIMARY KEY, url TEXT NOT NULL, kind TEXT NOT NULL, publisher TEXT NOT NULL, country TEXT NOT NULL,
    language TEXT NOT NULL, tier TEXT NOT NULL, publish TEXT NOT NULL, every_seconds INTEGER NOT NULL,
    expect_weekly REAL, enabled INTEGER NOT NULL DEFAULT 1,
    etag TEXT, last_modified TEXT, next_poll_at TEXT, last_success_at TEXT, failures INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX feeds_due ON feeds (enabled, next_poll_at);

CREATE TABLE polls (
    id INTEGER PRIMARY KEY, feed_id TEXT NOT NULL REFERENCES feeds (id), at TEXT NOT NULL, outcome TEXT NOT NULL,
    status INTEGER, bytes INTEGER NOT NULL DEFAULT 0, seen INTEGER NOT NULL DEFAULT 0, fresh INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX polls_feed ON polls (feed_id, at);

CREATE TABLE entries (
    id TEXT PRIMARY KEY, feed_id TEXT NOT NULL REFERENCES feeds (id), guid TEXT NOT NULL, url TEXT NOT NULL,
    title TEXT NOT NULL, published TEXT, number TEXT, seen_at TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'new', tries INTEGER NOT NULL DEFAULT 0, next_try_at TEXT,
    article_id TEXT REFERENCES articles (id)
);
CREATE INDEX entries_state ON entries (state, next_try_at);
CREATE INDEX entries_feed ON entries (feed_id, published);
CREATE INDEX entries_article ON entries (article_id);

CREATE TABLE articles (
    id TEXT PRIMARY KEY, url TEXT NOT NULL, title TEXT NOT NULL, language TEXT NOT NULL, kind TEXT NOT NULL,
    publisher TEXT NOT NULL, country TEXT NOT NULL, tier TEXT NOT NULL, publish TEXT NOT NULL, published TEXT,
    fetched TEXT NOT NULL, told TEXT NOT NULL, feed_id TEXT REFERENCES feeds (id), instrument TEXT,
    revision INTEGER NOT NULL, sha256 TEXT NOT NULL, in_scope INTEGER NOT NULL, coder TEXT, text TEXT
);
CREATE INDEX articles_told ON articles (told);
CREATE INDEX articles_instrument ON articles (instrument);
CREATE INDEX articles_coder ON articles (coder);
CREATE TABLE aliases (url TEXT PRIMARY KEY, article_id TEXT NOT NULL REFERENCES articles (id));
CREATE INDEX aliases_article ON aliases (article_id);

CREATE TABLE mentions (
    id TEXT PRIMARY KEY, article_id TEXT NOT NULL REFERENCES articles (id), field TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, kind TEXT NOT NULL, term TEXT NOT NULL, surface TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '', place INTEGER NOT NULL DEFAULT 0, value REAL, unit TEXT NOT NULL DEFAULT '',
    method TEXT NOT NULL, score REAL NOT NULL
);
CREATE INDEX mentions_article ON mentions (article_id);
CREATE INDEX mentions_term ON mentions (kind, term);

CREATE TABLE events (
    id TEXT PRIMARY KEY, headline TEXT NOT NULL, date TEXT NOT NULL, action TEXT NOT NULL, stage TEXT NOT NULL,
    actors TEXT NOT NULL, agencies TEXT NOT NULL, targets TEXT NOT NULL, via TEXT NOT NULL, minerals TEXT NOT NULL,
    firms TEXT NOT NULL, instrument TEXT, measure_id TEXT REFERENCES measures (id), announced TEXT, effective TEXT,
    until TEXT, affects TEXT NOT NULL, paragraph TEXT, sources INTEGER NOT NULL, official INTEGER NOT NULL,
    languages TEXT NOT NULL, told TEXT NOT NULL, told_officially TEXT, seen TEXT NOT NULL,
    significance REAL NOT NULL, lead TEXT NOT NULL REFERENCES claims (id)
);
CREATE INDEX events_date ON events (date);
CREATE INDEX events_seen ON events (seen);
CREATE INDEX events_measure ON events (measure_id);
CREATE INDEX events_action ON events (action, date);

CREATE TABLE claims (
    id TEXT PRIMARY KEY, article_id TEXT NOT NULL REFERENCES articles (id), event_id TEXT REFERENCES events (id),
    action TEXT NOT NULL, stage TEXT NOT NULL, certainty TEXT NOT NULL, actors TEXT NOT NULL, agencies TEXT NOT NULL,
    targets TEXT NOT NULL, via TEXT NOT NULL, minerals TEXT NOT NULL, firms TEXT NOT NULL, instrument TEXT,
    announced TEXT, effective TEXT, until TEXT, affects TEXT NOT NULL, paragraph TEXT, field TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, quote TEXT NOT NULL, rule TEXT NOT NULL, coder TEXT NOT NULL,
    linked INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX claims_article ON claims (article_id);
CREATE INDEX claims_event ON claims (event_id);
CREATE INDEX claims_unlinked ON claims (linked) WHERE linked = 0;

CREATE TABLE event_keys (key TEXT NOT NULL, event_id TEXT NOT NULL REFERENCES events (id), PRIMARY KEY (key, event_id))
    WITHOUT ROWID;
CREATE INDEX event_keys_event ON event_keys (event_id);
CREATE TABLE event_minerals (
    mineral TEXT NOT NULL, event_id TEXT NOT NULL REFERENCES events (id), date TEXT NOT NULL,
    PRIMARY KEY (mineral, date, event_id)
) WITHOUT ROWID;
CREATE INDEX event_minerals_event ON event_minerals (event_id);
CREATE TABLE event_countries (
    country TEXT NOT NULL, role TEXT NOT NULL, event_id TEXT NOT NULL REFERENCES events (id), date TEXT NOT NULL,
    PRIMARY KEY (country, role, date, event_id)
) WITHOUT ROWID;
CREATE INDEX event_countries_event ON event_countries (event_id);
CREATE TABLE event_firms (
    firm TEXT NOT NULL, event_id TEXT NOT NULL REFERENCES events (id), date TEXT NOT NULL,
    PRIMARY KEY (firm, date, event_id)
) WITHOUT ROWID;
CREATE INDEX event_firms_event ON event_firms (event_id);
CREATE TABLE event_agencies (
    agency TEXT NOT NULL, event_id TEXT NOT NULL REFERENCES events (id), date TEXT NOT NULL,
    PRIMARY KEY (agency, date, event_id)
) WITHOUT ROWID;
CREATE INDEX event_agencies_event ON event_agencies (event_id);

CREATE TABLE measures (
    id TEXT PRIMARY KEY, instrument TEXT NOT NULL, title TEXT NOT NULL, actors TEXT NOT NULL, agencies TEXT NOT NULL
);
CREATE TABLE scopes (
    measure_id TEXT NOT NULL REFERENCES measures (id), id TEXT NOT NULL, action TEXT NOT NULL, paragraph TEXT,
    minerals TEXT NOT NULL, targets TEXT NOT NULL, PRIMARY KEY (measure_id, id)
);
CREATE TABLE scope_minerals (
    mineral TEXT NOT NULL, measure_id TEXT NOT NULL, scope_id TEXT NOT NULL,
    PRIMARY KEY (mineral, measure_id, scope_id), FOREIGN KEY (measure_id, scope_id) REFERENCES scopes (measure_id, id)
) WITHOUT ROWID;
CREATE INDEX scope_minerals_measure ON scope_minerals (measure_id);
CREATE TABLE steps (
    id TEXT PRIMARY KEY, measure_id TEXT NOT NULL REFERENCES measures (id), scope_id TEXT NOT NULL, kind TEXT NOT NULL,
    date TEXT NOT NULL, until TEXT, known TEXT NOT NULL, by TEXT, event_id TEXT NOT NULL REFERENCES events (id),
    claim_id TEXT NOT NULL REFERENCES claims (id), tier TEXT NOT NULL,
    FOREIGN KEY (measure_id, scope_id) REFERENCES scopes (measure_id, id)
);
CREATE INDEX steps_measure ON steps (measure_id, date);
CREATE INDEX steps_date ON steps (date);
CREATE INDEX steps_event ON steps (event_id);
CREATE TABLE spans (
    id INTEGER PRIMARY KEY, measure_id TEXT NOT NULL REFERENCES measures (id), scope_id TEXT NOT NULL,
    state TEXT NOT NULL, since TEXT NOT NULL, until TEXT, known_since TEXT NOT NULL, known_until TEXT,
    next_change TEXT, why TEXT NOT NULL, step_id TEXT NOT NULL REFERENCES steps (id),
    FOREIGN KEY (measure_id, scope_id) REFERENCES scopes (measure_id, id)
);
CREATE INDEX spans_measure ON spans (measure_id);
CREATE TABLE measure_links (
    measure_id TEXT NOT NULL REFERENCES measures (id), kind TEXT NOT NULL, other_id TEXT NOT NULL,
    PRIMARY KEY (measure_id, kind, other_id)
) WITHOUT ROWID;

CREATE TABLE issues (
    id TEXT PRIMARY KEY, room TEXT NOT NULL, subject TEXT NOT NULL, kind TEXT NOT NULL, reason TEXT NOT NULL,
    first_at TEXT NOT NULL, last_at TEXT NOT NULL, times INTEGER NOT NULL DEFAULT 1, resolved_at TEXT
);
CREATE INDEX issues_open ON issues (resolved_at, last_at);

CREATE TABLE terms (
    kind TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, name_zh TEXT NOT NULL DEFAULT '',
    country TEXT, groups TEXT NOT NULL DEFAULT '[]', PRIMARY KEY (kind, id)
);
""",
    "0002_eyes_open": """
ALTER TABLE feeds ADD COLUMN first_success_at TEXT;
ALTER TABLE feeds ADD COLUMN adopted_url TEXT;
ALTER TABLE feeds ADD COLUMN retired_at TEXT;
ALTER TABLE feeds ADD COLUMN validated_url TEXT;
ALTER TABLE feeds ADD COLUMN body_sha256 TEXT;
CREATE TABLE blind_intervals (
    feed_id TEXT NOT NULL REFERENCES feeds (id), since TEXT NOT NULL, until TEXT, why TEXT NOT NULL,
    PRIMARY KEY (feed_id, since)
) WITHOUT ROWID;
CREATE INDEX blind_intervals_since ON blind_intervals (since);
ALTER TABLE polls ADD COLUMN next_poll_at TEXT;
ALTER TABLE polls ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE entries ADD COLUMN part_of TEXT REFERENCES articles (id);
CREATE INDEX polls_fresh ON polls (feed_id, at) WHERE fresh > 0;
CREATE INDEX entries_seen ON entries (feed_id, seen_at, part_of, published);

ALTER TABLE articles ADD COLUMN dated_by TEXT;
ALTER TABLE articles ADD COLUMN script TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN wire TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN copy_of TEXT REFERENCES articles (id);
ALTER TABLE articles ADD COLUMN part_of TEXT REFERENCES articles (id);
ALTER TABLE articles ADD COLUMN checks INTEGER NOT NULL DEFAULT 0;
ALTER TABLE articles ADD COLUMN next_check_at TEXT;
ALTER TABLE articles ADD COLUMN gone_at TEXT;
ALTER TABLE articles ADD COLUMN etag TEXT;
ALTER TABLE articles ADD COLUMN last_modified TEXT;
CREATE INDEX articles_check ON articles (next_check_at) WHERE next_check_at IS NOT NULL;
CREATE INDEX articles_title ON articles (title, publisher);
CREATE INDEX articles_part ON articles (part_of) WHERE part_of IS NOT NULL;
CREATE INDEX articles_copy ON articles (copy_of) WHERE copy_of IS NOT NULL;

CREATE TABLE revisions (
    article_id TEXT NOT NULL REFERENCES articles (id), revision INTEGER NOT NULL, at TEXT NOT NULL,
    sha256 TEXT NOT NULL, title TEXT NOT NULL, added INTEGER NOT NULL, removed INTEGER NOT NULL, diff TEXT,
    PRIMARY KEY (article_id, revision)
);
CREATE INDEX revisions_at ON revisions (at);

CREATE TABLE controlled_items (
    id TEXT PRIMARY KEY, article_id TEXT NOT NULL REFERENCES articles (id), instrument TEXT, position INTEGER NOT NULL,
    number TEXT NOT NULL, name TEXT NOT NULL, name_zh TEXT NOT NULL, control_codes TEXT NOT NULL,
    hs_codes TEXT NOT NULL, threshold TEXT NOT NULL, minerals TEXT NOT NULL, field TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, quote TEXT NOT NULL
);
CREATE INDEX controlled_items_article ON controlled_items (article_id, position);
CREATE INDEX controlled_items_instrument ON controlled_items (instrument);

CREATE TABLE listed_entities (
    id TEXT PRIMARY KEY, article_id TEXT NOT NULL REFERENCES articles (id), instrument TEXT, position INTEGER NOT NULL,
    number TEXT NOT NULL, name TEXT NOT NULL, name_zh TEXT NOT NULL, country TEXT, address TEXT NOT NULL,
    field TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, quote TEXT NOT NULL
);
CREATE INDEX listed_entities_article ON listed_entities (article_id, position);
CREATE INDEX listed_entities_instrument ON listed_entities (instrument);

CREATE TABLE number_gaps (
    instrument TEXT NOT NULL, why TEXT NOT NULL, series TEXT NOT NULL, cited_by TEXT REFERENCES articles (id),
    times INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (instrument, why)
) WITHOUT ROWID;

CREATE INDEX issues_subject ON issues (subject) WHERE resolved_at IS NULL;

CREATE TABLE robots (host TEXT PRIMARY KEY, at TEXT NOT NULL, status INTEGER NOT NULL, text TEXT NOT NULL);
""",
    # Steps and spans are made from events and the register whenever they change: they may be dropped and built again.
    "0003_the_register": """
ALTER TABLE claims ADD COLUMN relation TEXT;
ALTER TABLE claims ADD COLUMN closes TEXT;
ALTER TABLE claims ADD COLUMN quantities TEXT NOT NULL DEFAULT '[]';
ALTER TABLE events ADD COLUMN relation TEXT;
ALTER TABLE events ADD COLUMN closes TEXT;
ALTER TABLE events ADD COLUMN corrected TEXT NOT NULL DEFAULT '[]';
CREATE INDEX events_day ON events (min(date, substr(told, 1, 10)), id);
CREATE INDEX events_weight ON events (significance, min(date, substr(told, 1, 10)), id);
CREATE TABLE event_aliases (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES events (id), why TEXT NOT NULL
);
CREATE INDEX event_aliases_event ON event_aliases (event_id);

CREATE TABLE claim_reasons (
    claim_id TEXT NOT NULL, position INTEGER NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, rule TEXT NOT NULL,
    part TEXT, start INTEGER, "end" INTEGER, quote TEXT, PRIMARY KEY (claim_id, position)
) WITHOUT ROWID;

CREATE TABLE corrections (
    id TEXT PRIMARY KEY, at TEXT NOT NULL, author TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL,
    subject_id TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, reason TEXT NOT NULL, quote TEXT NOT NULL,
    source TEXT NOT NULL, before TEXT, undone_at TEXT, undone_by TEXT
);
CREATE INDEX corrections_subject ON corrections (subject, subject_id);
CREATE INDEX corrections_at ON corrections (at);

DROP VIEW IF EXISTS measure_state;
DROP TABLE spans;
DROP TABLE steps;
ALTER TABLE measures ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE measures ADD COLUMN official_title TEXT NOT NULL DEFAULT '';
ALTER TABLE measures ADD COLUMN basis TEXT NOT NULL DEFAULT 'learned';
ALTER TABLE measures ADD COLUMN confidence TEXT;
ALTER TABLE measures ADD COLUMN sources TEXT NOT NULL DEFAULT '[]';
ALTER TABLE measures ADD COLUMN unsure TEXT NOT NULL DEFAULT '[]';
ALTER TABLE measures ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE measures ADD COLUMN evidence_until TEXT;
CREATE TABLE steps (
    id TEXT PRIMARY KEY, measure_id TEXT NOT NULL REFERENCES measures (id), scope_id TEXT NOT NULL, kind TEXT NOT NULL,
    date TEXT NOT NULL, until TEXT, known TEXT NOT NULL, by TEXT, event_id TEXT REFERENCES events (id),
    claim_id TEXT REFERENCES claims (id), tier TEXT NOT NULL, source TEXT NOT NULL DEFAULT '',
    FOREIGN KEY (measure_id, scope_id) REFERENCES scopes (measure_id, id)
);
CREATE INDEX steps_measure ON steps (measure_id, date);
CREATE INDEX steps_date ON steps (date);
CREATE INDEX steps_event ON steps (event_id);
CREATE TABLE spans (
    id INTEGER PRIMARY KEY, measure_id TEXT NOT NULL REFERENCES measures (id), scope_id TEXT NOT NULL,
    state TEXT NOT NULL, since TEXT NOT NULL, until TEXT, known_since TEXT NOT NULL, known_until TEXT,
    next_change TEXT, why TEXT NOT NULL, step_id TEXT NOT NULL REFERENCES steps (id),
    FOREIGN KEY (measure_id, scope_id) REFERENCES scopes (measure_id, id)
);
CREATE INDEX spans_measure ON spans (measure_id);
CREATE INDEX measure_links_other ON measure_links (other_id, kind);
CREATE TABLE dates (
    day TEXT NOT NULL, owner TEXT NOT NULL, scope_id TEXT NOT NULL, kind TEXT NOT NULL, measure_id TEXT NOT NULL,
    event_id TEXT, what TEXT NOT NULL, certainty TEXT NOT NULL, source TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (day, owner, scope_id, kind)
) WITHOUT ROWID;
CREATE INDEX dates_owner ON dates (owner);

CREATE TABLE routes (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES events (id), claim_id TEXT NOT NULL REFERENCES claims (id),
    date TEXT NOT NULL, origin TEXT NOT NULL, transit TEXT NOT NULL, destination TEXT NOT NULL, mineral TEXT NOT NULL,
    quantity REAL, unit TEXT, since TEXT, until TEXT
);
CREATE INDEX routes_event ON routes (event_id);
CREATE TABLE threads (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, countries TEXT NOT NULL, agencies TEXT NOT NULL, minerals TEXT NOT NULL,
    since TEXT NOT NULL, latest TEXT NOT NULL, size INTEGER NOT NULL
);
CREATE TABLE thread_events (
    thread_id TEXT NOT NULL REFERENCES threads (id), position INTEGER NOT NULL,
    event_id TEXT NOT NULL REFERENCES events (id), PRIMARY KEY (thread_id, position)
) WITHOUT ROWID;
CREATE INDEX thread_events_event ON thread_events (event_id);
INSERT OR IGNORE INTO event_keys (key, event_id)
WITH old AS (
    SELECT event_id, substr(key, 1, length(action) + 3) AS head, substr(key, length(action) + 4) AS rest,
           announced, effective, until, instrument, substr(told, 1, 10) AS told, official OR sources >= 3 AS known
    FROM event_keys JOIN events ON events.id = event_keys.event_id WHERE key LIKE 'a|%'
), parts AS (
    SELECT *, substr(rest, 1, instr(rest, '|')) AS actor, substr(rest, instr(rest, '|') + 1) AS tail FROM old
), told_of AS (
    SELECT *, head || actor || substr(tail, instr(tail, '|') + 1) || '|' AS start,
           CASE WHEN tail LIKE 'z%' THEN substr(tail, 2, 4) END AS year FROM parts
), days AS (
    SELECT start, event_id, known, announced AS day FROM told_of WHERE announced IS NOT NULL
    UNION SELECT start, event_id, known, effective FROM told_of WHERE effective IS NOT NULL
    UNION SELECT start, event_id, known, year FROM told_of WHERE coalesce(announced, effective) IS NULL AND year > ''
)
SELECT start || 'd' || day, event_id FROM days
UNION SELECT start || 'k' || day, event_id FROM days WHERE known
UNION SELECT start || 'u' || until, event_id FROM told_of WHERE until IS NOT NULL
UNION SELECT start || 't' || told, event_id FROM told_of WHERE coalesce(announced, effective, instrument) IS NULL;
DELETE FROM event_keys WHERE key LIKE 'a|%' AND NOT (
    key GLOB '*|[dktu][0-9][0-9][0-9][0-9]' OR key GLOB '*|[dktu][0-9][0-9][0-9][0-9]-[0-9][0-9]'
    OR key GLOB '*|[dktu][0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
);
CREATE INDEX spans_change ON spans (measure_id, scope_id, state, since, known_since, known_until);
CREATE INDEX spans_next ON spans (next_change) WHERE next_change IS NOT NULL;
CREATE INDEX claims_rule ON claims (rule, coder, action, article_id);
CREATE INDEX claims_doubted ON claims (action) WHERE certainty <> 'asserted';
""",
    # Only the tables: words are made in Python, so store/search.py fills them when the home is opened.
    "0004_search": """
CREATE VIRTUAL TABLE search USING fts5 (
    title, number, names, body, content = '', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TABLE search_docs (
    place INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, day TEXT NOT NULL, words BLOB NOT NULL,
    UNIQUE (kind, id)
);
""",
    # With the action in it, counting events by month and action reads no event.
    "0005_by_action": """
DROP INDEX events_day;
CREATE INDEX events_day ON events (min(date, substr(told, 1, 10)), id, action);
""",
}

VAULT = {
    "0001_the_vault": """
CREATE TABLE snapshots (
    sha256 TEXT PRIMARY KEY, url TEXT NOT NULL, at TEXT NOT NULL, content_type TEXT NOT NULL, body BLOB NOT NULL
);
CREATE TABLE texts (
    article_id TEXT NOT NULL, revision INTEGER NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
    furniture TEXT NOT NULL, PRIMARY KEY (article_id, revision)
);
CREATE TABLE subscriptions (
    id TEXT PRIMARY KEY, email TEXT NOT NULL, period TEXT NOT NULL, minerals TEXT NOT NULL, countries TEXT NOT NULL,
    actions TEXT NOT NULL, created TEXT NOT NULL, last_until TEXT, ended_at TEXT
);
CREATE TABLE letters (
    id TEXT PRIMARY KEY, subscription_id TEXT NOT NULL REFERENCES subscriptions (id), since TEXT NOT NULL,
    until TEXT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL, html TEXT NOT NULL, state TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0, made_at TEXT NOT NULL, sent_at TEXT, error TEXT,
    UNIQUE (subscription_id, since)
);
CREATE INDEX letters_state ON letters (state);
""",
    "0002_likeness": """
CREATE TABLE likenesses (article_id TEXT PRIMARY KEY, size INTEGER NOT NULL, signature TEXT NOT NULL);
CREATE TABLE likeness_bands (
    band TEXT NOT NULL, article_id TEXT NOT NULL, PRIMARY KEY (band, article_id)
) WITHOUT ROWID;
CREATE INDEX likeness_bands_article ON likeness_bands (article_id);
""",
}

DATED = """
SELECT dates.day, dates.kind, dates.what, dates.certainty, dates.measure_id, measures.instrument,
       coalesce(nullif(measures.name, ''), measures.title, events.headline, '') AS title, dates.scope_id,
       coalesce(scopes.action, events.action) AS action, scopes.paragraph,
       coalesce(scopes.minerals, events.minerals, '[]') AS minerals,
       coalesce(measures.actors, events.actors, '[]') AS actors, measures.basis, measures.confidence, dates.event_id,
       coalesce(nullif(dates.source, ''), articles.url, '') AS source, coalesce(articles.publisher, '') AS publisher,
       dates.owner
FROM dates LEFT JOIN measures ON measures.id = dates.measure_id
     LEFT JOIN scopes ON scopes.measure_id = dates.measure_id AND scopes.id = dates.scope_id
     LEFT JOIN events ON events.id = dates.event_id
     LEFT JOIN claims ON claims.id = events.lead LEFT JOIN articles ON articles.id = claims.article_id
"""
"""Every line of the date desk with what it is about, whenever it lies."""


def desk(today: str) -> str:
    """Return the query of the date desk as seen on a day, which is SQL: where a pause has run out by then, nobody says
    what followed."""
    columns = "day, kind, what, measure_id, instrument, title, scope_id, action, paragraph, minerals, actors, basis"
    unsure = f"CASE WHEN kind = 'pause_ends' AND day < {today} THEN 'unconfirmed' ELSE certainty END AS certainty"
    return f"SELECT {columns}, confidence, event_id, source, publisher, owner, {unsure} FROM ({DATED})"  # noqa: S608


VIEWS = {
    "sources": """
SELECT feeds.id, feeds.publisher, feeds.country, feeds.language, feeds.tier, feeds.kind, feeds.enabled,
       coalesce(feeds.adopted_url, feeds.url) AS url, feeds.every_seconds, feeds.retired_at,
       CASE WHEN feeds.retired_at IS NOT NULL THEN 'retired' WHEN feeds.enabled = 0 THEN 'off'
            WHEN last_poll.at IS NULL THEN 'not asked yet' WHEN feeds.failures > 0 THEN 'blind'
            ELSE 'seen' END AS sight,
       last_poll.outcome AS last_outcome, last_poll.reason AS last_reason, last_poll.at AS last_poll_at,
       feeds.last_success_at, feeds.failures, feeds.next_poll_at,
       (SELECT since FROM blind_intervals WHERE feed_id = feeds.id AND until IS NULL) AS blind_since,
       (SELECT count(*) FROM blind_intervals WHERE feed_id = feeds.id
            AND since >= strftime('%Y-%m-%dT%H:%M:%S', 'now', '-30 days')) AS blind_intervals_30_days,
       (SELECT count(*) FROM entries WHERE feed_id = feeds.id AND part_of IS NULL) AS entries,
       (SELECT count(*) FROM entries WHERE feed_id = feeds.id AND part_of IS NULL
            AND seen_at >= strftime('%Y-%m-%dT%H:%M:%S', 'now', '-7 days')) AS entries_7_days,
       feeds.expect_weekly,
       (SELECT max(published) FROM entries WHERE feed_id = feeds.id) AS newest,
       round(json_extract(delay.value, '$[0]'), 1) AS delay_hours,
       coalesce(json_extract(delay.value, '$[1]'), 0) AS delays
FROM feeds
LEFT JOIN polls AS last_poll
    ON last_poll.id = (SELECT id FROM polls WHERE feed_id = feeds.id ORDER BY at DESC, id DESC LIMIT 1)
LEFT JOIN json_each(json_array((
    SELECT json_array(hours, total) FROM (
        SELECT hours, row_number() OVER (ORDER BY hours) AS place, count(*) OVER () AS total FROM (
            SELECT (julianday(seen_at) - julianday(published)) * 24 AS hours FROM entries
            WHERE feed_id = feeds.id AND part_of IS NULL AND published >= feeds.first_success_at
              AND seen_at > feeds.first_success_at
            ORDER BY seen_at DESC LIMIT 100))
    WHERE place = (total + 1) / 2))) AS delay
""",
    "measure_state": """
SELECT spans.measure_id, measures.instrument, measures.title, spans.scope_id, scopes.action, scopes.minerals,
       scopes.targets, spans.state, spans.since, spans.until, spans.next_change, spans.why, spans.step_id,
       measures.actors, measures.name, measures.basis, measures.confidence
FROM spans JOIN measures ON measures.id = spans.measure_id
     JOIN scopes ON scopes.measure_id = spans.measure_id AND scopes.id = spans.scope_id
WHERE spans.since <= date('now') AND (spans.until IS NULL OR date('now') <= spans.until)
  AND spans.known_since <= date('now') AND (spans.known_until IS NULL OR date('now') <= spans.known_until)
""",
    "reports": """
SELECT claims.event_id, articles.id AS article_id, articles.publisher, articles.tier, articles.language,
       articles.title, articles.url, articles.told, claims.id AS claim_id, claims.quote, claims.certainty
FROM claims JOIN articles ON articles.id = claims.article_id
""",
    "date_desk": f"""
{desk("date('now')")} WHERE day >= date('now', '-90 days') AND day <= date('now', '+90 days')
""",
}
