"""The rival of the callback benchmark: an outbox as one would write it with asyncio, aiohttp and SQLite. A program.

    outbox.py DATABASE

It does what Greenroom's sender does: of each room one callback at a time, the oldest first; both signatures; every
attempt in a durable commit (`synchronous=FULL`) before the room's next one; as many attempts at once, in all and to one
receiver. The commit blocks the event loop on purpose: it is faster than handing each to a thread.
"""

import asyncio
import base64
import hashlib
import hmac
import json
import sqlite3
import sys
import time
import uuid

import aiohttp
import jwt

SCHEMA = """
CREATE TABLE callbacks(
    id INTEGER PRIMARY KEY, room TEXT NOT NULL, url TEXT NOT NULL, body BLOB NOT NULL, state TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0, next_attempt_at REAL);
CREATE INDEX due ON callbacks(next_attempt_at) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX lanes ON callbacks(room, id) WHERE state = 'pending';
CREATE TABLE attempts(
    callback INTEGER NOT NULL, number INTEGER NOT NULL, at REAL NOT NULL, status INTEGER, error TEXT, seconds REAL,
    PRIMARY KEY (callback, number)) WITHOUT ROWID;
"""
TOTAL, PER_RECEIVER = 128, 32
SECRET = b"k" * 32


def opened(path):
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    return connection


def headers(callback, body):
    now = int(time.time())
    token = jwt.encode({
        "iat": now, "jti": str(uuid.uuid4()), "iss": "Vonage", "payload_hash": hashlib.sha256(body).hexdigest(),
        "api_key": "bench", "application_id": "bench",
    }, SECRET, algorithm="HS256")  # fmt: skip
    name = f"msg_bench_{callback}"
    code = hmac.digest(SECRET, f"{name}.{now}.".encode() + body, "sha256")
    return {
        "Content-Type": "application/json", "Authorization": f"Bearer {token}", "Greenroom-Sequence": str(callback),
        "webhook-id": name, "webhook-timestamp": str(now), "webhook-signature": "v1," + base64.b64encode(code).decode(),
    }  # fmt: skip


class Outbox:
    def __init__(self, database, session):
        self._database, self._session = database, session
        self._rooms = set()
        self._freed = asyncio.Event()

    async def run(self):
        async with asyncio.TaskGroup() as tasks:
            while True:
                due = self._database.execute(
                    "SELECT id, room, url, body, attempts FROM callbacks WHERE next_attempt_at <= ? "
                    "ORDER BY next_attempt_at, id LIMIT ?", (time.time(), TOTAL + len(self._rooms))).fetchall()
                for row in due:
                    if len(self._rooms) < TOTAL and row[1] not in self._rooms:
                        self._rooms.add(row[1])
                        tasks.create_task(self._work(row))
                self._freed.clear()
                try:
                    await asyncio.wait_for(self._freed.wait(), 1)
                except TimeoutError:
                    pass

    async def _work(self, row):
        """One room's callbacks, as long as they succeed."""
        room = row[1]
        while row is not None:
            row = await self._attempt(*row)
        self._rooms.discard(room)
        self._freed.set()

    async def _attempt(self, callback, room, url, body, attempts):
        began, status, error = time.time(), None, None
        try:
            async with self._session.post(url, data=body, headers=headers(callback, body)) as answer:
                status = answer.status
                await answer.read()
        except (aiohttp.ClientError, TimeoutError) as failure:
            error = str(failure)
        good = status is not None and 200 <= status < 300
        execute = self._database.execute
        execute("BEGIN IMMEDIATE")
        execute(
            "UPDATE callbacks SET state = ?, attempts = ?, next_attempt_at = ? WHERE id = ?",
            ("delivered" if good else "pending", attempts + 1, None if good else time.time() + 5, callback))
        execute(
            "INSERT INTO attempts VALUES (?, ?, ?, ?, ?, ?)",
            (callback, attempts + 1, began, status, error, time.time() - began))
        row = None
        if good:
            row = execute(
                "SELECT id, room, url, body, attempts FROM callbacks WHERE room = ? AND state = 'pending' "
                "ORDER BY id LIMIT 1", (room,)).fetchone()
            if row is not None:
                execute("UPDATE callbacks SET next_attempt_at = ? WHERE id = ?", (time.time(), row[0]))
        execute("COMMIT")
        return row


def fill(path, urls, events):
    """`events` pending callbacks of one room for each of `urls`."""
    body = {"event": "session:started", "session_id": "1_" + "x" * 60, "started_at": "2031-03-04T09:10:00.412Z"}
    database = opened(path)
    database.executescript(SCHEMA)
    database.execute("BEGIN")
    now = time.time()
    for turn in range(events):
        for room, url in enumerate(urls):
            body["room_id"] = f"00000000-0000-4000-8000-{room:012}"
            database.execute(
                "INSERT INTO callbacks(room, url, body, state, next_attempt_at) VALUES (?, ?, ?, 'pending', ?)",
                (body["room_id"], url, json.dumps(body).encode(), None if turn else now))
    database.execute("COMMIT")
    database.close()


async def main(path):
    connector = aiohttp.TCPConnector(limit=TOTAL, limit_per_host=PER_RECEIVER)
    async with aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=15)) as session:
        await Outbox(opened(path), session).run()


if __name__ == "__main__":
    try:
        import uvloop as chosen
    except ImportError:
        chosen = asyncio
    chosen.run(main(sys.argv[1]))
