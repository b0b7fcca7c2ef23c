"""`greenroom serve` with one application, and the times of what happened on it."""

import contextlib
import datetime
import json
import pathlib
import re
import signal
import socket
import sqlite3
import subprocess
import time
import urllib.error
import urllib.request

PUBLIC_URL = "https://meet.example.org"
ISO_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")

# Where the database keeps times, in milliseconds.
TIMES = {
    "events": ["at"], "sessions": ["started_at", "ended_at"], "participants": ["joined_at", "left_at"],
    "rooms": ["created_at"], "deliveries": ["committed_at"], "delivery_attempts": ["at"],
    "notes": ["at"],
}  # fmt: skip


def now():
    return int(time.time() * 1000)


def iso(milliseconds):
    at = datetime.datetime.fromtimestamp(milliseconds / 1000, datetime.timezone.utc)
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{milliseconds % 1000:03}Z"


def from_iso(text):
    return round(datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp() * 1000)


class Server:
    """`greenroom serve` with one application, whose callbacks about sessions and rooms go to `hooks`."""

    def __init__(self, binary, folder, hooks):
        self.binary = binary
        self.folder = folder
        self.host = self.free_address()
        self.data = str(folder / "data")
        urls = ["--sessions-callback-url", f"{hooks}/sessions", "--rooms-callback-url", f"{hooks}/rooms"]
        self.application = json.loads(self.run("apps", "create", "Summit", "--data", self.data, "--json", *urls))
        self.keys = [
            "--application-id", self.application["application_id"],
            "--private-key", self.application["private_key_path"],
        ]  # fmt: skip
        self.token = self.run("token", *self.keys).strip()
        self.log = open(folder / "serve.log", "wb")
        command = [binary, "serve", "--listen", self.host, "--data", self.data, "--public-url", PUBLIC_URL]
        command += ["--allow-callbacks-to", "127.0.0.0/8"]
        self.process = subprocess.Popen(command, stdout=self.log, stderr=self.log)

    @staticmethod
    def free_address():
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            return f"127.0.0.1:{free.getsockname()[1]}"

    @property
    def secrets(self):
        """What must be in no picture."""
        fields = ("signature_secret", "webhook_secret")
        return [self.token, *(self.application[field] for field in fields if self.application.get(field))]

    def run(self, *arguments):
        return subprocess.run([self.binary, *arguments], check=True, stdout=subprocess.PIPE, text=True).stdout

    def command(self, *arguments):
        """A verb of the command line that talks to this server."""
        return self.run(*arguments, "--server", f"http://{self.host}", *self.keys)

    def answers(self):
        if self.process.poll() is not None:
            raise SystemExit("the server ended:\n" + (self.folder / "serve.log").read_text())
        with contextlib.suppress(OSError):
            return urllib.request.urlopen(f"http://{self.host}/healthz", timeout=1).status == 200

    def call(self, method, path, body):
        request = urllib.request.Request(
            f"http://{self.host}/v1/meetings{path}", method=method, data=json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"},
        )  # fmt: skip
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise SystemExit(f"{method} {path}: {error.code} {error.read().decode()}") from error

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=30)
        self.log.close()

    # What only time, or an engine that records, could have written

    @contextlib.contextmanager
    def database(self):
        connection = sqlite3.connect(pathlib.Path(self.data) / "greenroom.db", timeout=20, isolation_level=None)
        try:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
        finally:
            connection.close()

    def spread(self, since, start, end):
        """Spreads what happened from `since` until now over the time from `start` to `end`, in the same order."""
        until = now()

        def moved(at):
            return at if at is None or at < since or at > until else int(
                start + (at - since) * (end - start) / (until - since))  # fmt: skip

        def body(data):
            return ISO_TIME.sub(lambda found: iso(moved(from_iso(found[0]))), data.decode()).encode()

        with self.database() as database:
            database.create_function("moved", 1, moved)
            database.create_function("moved_body", 1, body)
            database.execute("UPDATE events SET body = moved_body(body) WHERE at BETWEEN ? AND ?", (since, until))
            for table, columns in TIMES.items():
                changes = ", ".join(f"{column} = moved({column})" for column in columns)
                database.execute(f"UPDATE {table} SET {changes}")

    def write_recording(self, room, identifier, started, ended=None, size=None):
        """A recording of the newest session of a room: running, ended, or with a `size` uploaded."""
        application = self.application["application_id"]
        status = "uploaded" if size else "stopped" if ended else "started"
        with self.database() as database:
            ((session,),) = database.execute(
                "SELECT id FROM sessions WHERE room_id = ? ORDER BY serial DESC LIMIT 1", (room,)
            )
            database.execute(
                "INSERT INTO recordings(id, application_id, room_id, session_id, status, started_at, ended_at, file, "
                "bytes) VALUES (?,?,?,?,?,?,?,?,?)",
                (identifier, application, room, session, status, started, ended, size and f"{identifier}.mp4", size),
            )
            body = {"recording_id": identifier, "session_id": session}
            whole = {
                **body, "started_at": iso(started), "ended_at": iso(ended or started),
                "duration": ((ended or started) - started) // 1000,
            }  # fmt: skip
            link = f"{PUBLIC_URL}/_/recordings/{identifier}/archive.mp4"
            told = [("started", started, body)]
            if ended:
                told.append(("ended", ended, whole))
            if size:
                told.append(("uploaded", ended + 40_000, {**whole, "room_id": room, "url": link}))
            for name, at, fields in told:
                event = f"recording:{name}"
                database.execute(
                    "INSERT INTO events(application_id, room_id, session_id, name, body, at) VALUES (?,?,?,?,?,?)",
                    (application, room, session, event, json.dumps({"event": event, **fields}).encode(), at),
                )
        if size:
            path = pathlib.Path(self.data) / "recordings" / f"{identifier}.mp4"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(b"\0")


def in_hours(hours):
    closing = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=hours)
    if hours >= 1:  # Closings of long rooms are agreed upon, and so on the hour.
        closing = closing.replace(minute=0, second=0)
    return closing.strftime("%Y-%m-%dT%H:%M:%SZ")
