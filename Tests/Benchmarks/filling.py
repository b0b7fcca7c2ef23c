"""Fills databases while their server is stopped: copies of one row that the server itself has written."""

import contextlib
import sqlite3


@contextlib.contextmanager
def opened(path):
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        # Only the filling is not durable; the server sets its own when it opens the file.
        connection.executescript("PRAGMA synchronous=OFF; PRAGMA cache_size=-200000; BEGIN IMMEDIATE")
        yield connection
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def _copies(connection, table, template, count, changed):
    """Adds `count` copies of the row whose rowid is `template`. `changed` maps columns to SQL over `n`, from 0."""
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    values = ", ".join(changed.get(column, f't."{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    connection.execute(
        f"WITH RECURSIVE numbers(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < {count}) "
        f"INSERT INTO {table}({names}) SELECT {values} FROM numbers, {table} t WHERE t.rowid = {template}")


_UUID = (
    "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-a' || "
    "substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))")


def greenroom_rooms(path, count):
    """Brings the rooms to `count`."""
    with opened(path) as connection:
        ((present, template),) = connection.execute("SELECT count(*), min(serial) FROM rooms")
        _copies(connection, "rooms", template, count - present, {
            # Codes of seven digits cannot meet those that the server draws, which have nine.
            "serial": "NULL", "id": _UUID, "meeting_code": f"cast({present} + 1000000 + n AS TEXT)",
            "display_name": f"'Room ' || ({present} + n)", "host_participant_id": _UUID,
        })  # fmt: skip


def greenroom_events(path, count):
    """Brings the events to `count`, spread over the rooms."""
    with opened(path) as connection:
        ((present, template),) = connection.execute("SELECT count(*), min(seq) FROM events")
        ((rooms,),) = connection.execute("SELECT count(*) FROM rooms")
        room = f"(SELECT id FROM rooms WHERE serial = 1 + n % {rooms})"
        _copies(connection, "events", template, count - present, {"seq": "NULL", "room_id": room})


def greenroom_deliveries(path, urls, events):
    """`events` pending callbacks of one new room for each of `urls`, as if they were committed just now.

    The template is the first callback that the server has written; those it wrote go. Rooms alternate in the log.
    """
    with opened(path) as connection:
        ((delivery, event),) = connection.execute("SELECT id, event_seq FROM deliveries ORDER BY id LIMIT 1")
        ((old, last),) = connection.execute("SELECT room_id, (SELECT max(seq) FROM events) FROM events WHERE seq = ?",
                                            (event,))
        connection.execute("CREATE TEMP TABLE targets(n INTEGER PRIMARY KEY, id TEXT, url TEXT, origin TEXT)")
        connection.executemany(
            f"INSERT INTO targets VALUES (?, {_UUID}, ?, ?)",
            [(n, url, "/".join(url.split("/")[:3])) for n, url in enumerate(urls)])

        def of_room(column):
            return f"(SELECT {column} FROM targets WHERE targets.n = numbers.n % {len(urls)})"

        ((newest,),) = connection.execute("SELECT max(id) FROM deliveries")
        _copies(connection, "events", event, len(urls) * events, {
            "seq": f"{last} + 1 + n", "room_id": of_room("id"),
            "body": f"CAST(replace(CAST(t.body AS TEXT), '{old}', {of_room('id')}) AS BLOB)",
        })  # fmt: skip
        _copies(connection, "deliveries", delivery, len(urls) * events, {
            "id": "NULL", "event_seq": f"{last} + 1 + n", "room_id": of_room("id"), "lane": of_room("id"),
            "url": of_room("url"), "origin": of_room("origin"),
            "webhook_id": f"'msg_' || t.application_id || '_' || ({last} + 1 + n)", "attempts": "0",
            "next_attempt_at": f"CASE WHEN n < {len(urls)} THEN t.committed_at END", "last_status": "NULL",
            "last_error": "NULL",
        })  # fmt: skip
        connection.execute("DELETE FROM delivery_attempts")
        connection.execute("DELETE FROM deliveries WHERE id <= ?", (newest,))


def greenroom_delivered(path):
    """(callbacks delivered, callbacks not, attempts noted)."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return connection.execute(
            "SELECT total(state = 'delivered'), total(state <> 'delivered'), (SELECT count(*) FROM delivery_attempts) "
            "FROM deliveries").fetchone()
    finally:
        connection.close()


def pocketbase_rooms(path, count):
    """Brings the records of the collection to `count`."""
    with opened(path) as connection:
        ((present, template),) = connection.execute("SELECT count(*), min(rowid) FROM rooms")
        _copies(connection, "rooms", template, count - present, {
            "id": "'r' || lower(hex(randomblob(7)))", "meeting_code": f"cast({present} + 1000000 + n AS TEXT)",
            "display_name": f"'Room ' || ({present} + n)", "host": "lower(hex(randomblob(16)))",
        })  # fmt: skip


def column(path, query):
    """The first column of a query on a stopped server's file."""
    connection = sqlite3.connect(path)
    try:
        return [row[0] for row in connection.execute(query)]
    finally:
        connection.close()
