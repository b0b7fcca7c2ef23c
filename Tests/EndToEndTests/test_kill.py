"""Nothing that the server acknowledged is lost, however often it is killed, and no callback either.

GREENROOM_KILLS says how often (default 50); GREENROOM_SEED repeats the choices of an earlier run. A run that fails
leaves its folder: the clients' ledgers, the receiver's record, the server's log and its data.
"""

import contextlib
import http.client
import json
import os
import pathlib
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

import pytest
from conftest import Server, wait_for
from kill_judge import History, Judge

HERE = pathlib.Path(__file__).parent
CLIENTS = 3


class Follower(threading.Thread):
    """Follows the stream of events through all deaths of the server."""

    def __init__(self, server):
        super().__init__(daemon=True)
        self.server = server
        self.heard = {}
        self.last = 0
        self.is_done = threading.Event()

    def run(self):
        while not self.is_done.is_set():
            with contextlib.suppress(OSError, http.client.HTTPException):
                self.follow()
            self.is_done.wait(0.05)

    def follow(self):
        connection = http.client.HTTPConnection(self.server.address, timeout=5)
        headers = {"Authorization": f"Bearer {self.server.token}", "Accept": "text/event-stream"}
        connection.request("GET", "/v1/meetings/events", headers=headers | {"Last-Event-ID": str(self.last)})
        with contextlib.closing(connection):
            response = connection.getresponse()
            while not self.is_done.is_set():
                line = response.readline()
                if not line:
                    return
                # A line without its end was cut off by the server's death.
                if line.startswith(b"data: ") and line.endswith(b"\n"):
                    event = json.loads(line[6:])
                    self.heard[event["sequence"]] = event
                    self.last = event["sequence"]


class Trial:
    """One server that is killed again and again, with those who use it and the receiver of its callbacks."""

    def __init__(self, binary, folder, seed):
        self.folder = folder
        self.seed = seed
        self.random = random.Random(seed)
        self.stops = []
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.hook = f"http://127.0.0.1:{free.getsockname()[1]}"
        urls = [f"--{kind}-callback-url={self.hook}/{kind}" for kind in ("rooms", "sessions", "recordings")]
        self.receiver = self.program("kill_receiver.py", self.hook.rsplit(":", 1)[1], folder / "received.jsonl", seed)
        wait_for(self.receiver_listens, f"the receiver does not listen; see {folder}/programs.log")
        self.server = Server(binary, folder, "--room-limit", "1000000", application=urls)
        self.follower = Follower(self.server)

    def program(self, name, *arguments):
        with open(self.folder / "programs.log", "ab") as log:
            command = [sys.executable, HERE / name, *map(str, arguments)]
            return subprocess.Popen(command, stdout=log, stderr=log, cwd=HERE)

    def receiver_listens(self):
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", int(self.hook.rsplit(":", 1)[1])), timeout=1).close()
            return True
        return False

    def work(self, kills):
        far = time.strftime("%Y-%m-%dT00:00:00.000Z", time.gmtime(time.time() + 20 * 86400))
        shared = self.server.call("POST", "/rooms", {"display_name": "shared", "type": "long_term", "expires_at": far})
        self.follower.start()
        clients = [
            self.program(
                "kill_client.py", index, self.seed, self.server.address, self.server.token,
                self.folder / f"ledger-{index}.jsonl", self.hook, shared["id"],
            )
            for index in range(CLIENTS)
        ]  # fmt: skip
        for _ in range(kills):
            # The moment is what the test draws: mostly in the midst of work, sometimes while the server still starts.
            if self.random.random() < 0.15:
                self.kill()
                self.server.start(waits=False)
                time.sleep(self.random.uniform(0, 0.25))
            else:
                time.sleep(self.random.uniform(0.05, 1.2))
            self.kill()
            self.server.start()
        for client in clients:
            client.send_signal(signal.SIGTERM)
        for client in clients:
            assert client.wait(timeout=60) == 0, f"a client failed; see {self.folder}/programs.log"

    def kill(self):
        before = time.monotonic()
        self.server.kill()
        self.stops.append((before, time.monotonic()))

    def settle(self):
        """Lets the calm run end what was begun: seats that were lost, rooms that are due, callbacks that wait."""
        self.receiver.send_signal(signal.SIGUSR1)
        wait_for(lambda: not self.live_sessions(), "sessions of people who are gone are still live", seconds=40)
        self.follower.is_done.set()
        before = time.monotonic()
        self.server.process.terminate()
        assert self.server.process.wait(timeout=30) == 0, "the server did not end well when it was asked to"
        self.stops.append((before, time.monotonic()))
        # Puts the clock forward: nobody waits two hours here for the next attempt, or ten minutes for a room's end.
        with self.database() as database:
            now = int(time.time() * 1000)
            database.execute("UPDATE deliveries SET next_attempt_at = ? WHERE next_attempt_at > ?", (now, now))
            database.execute("UPDATE rooms SET closes_at = ? WHERE type = 'instant' AND is_available", (now,))
            database.commit()
        self.server.start()
        wait_for(
            lambda: not self.count("SELECT count(*) FROM rooms WHERE is_available AND type = 'instant'"),
            "instant rooms are due and open", seconds=30,
        )  # fmt: skip
        wait_for(lambda: not self.pending(), "callbacks are still pending with a receiver that is well", seconds=60)

    def live_sessions(self):
        page = self.server.call("GET", "/sessions?page_size=1000")
        return [session for session in page["_embedded"]["sessions"] if session["end_time"] is None]

    def database(self):
        return contextlib.closing(sqlite3.connect(self.folder / "data" / "greenroom.db", timeout=10))

    def count(self, query):
        with self.database() as database:
            return database.execute(query).fetchone()[0]

    def pending(self):
        return self.server.call("GET", "/deliveries?state=pending&page_size=1")["total_items"]

    def dead(self):
        page = self.server.call("GET", "/deliveries?state=dead&page_size=1000")
        return {delivery["sequence"] for delivery in page["_embedded"]["deliveries"]}

    def history(self):
        operations = []
        for index in range(CLIENTS):
            lines = read_lines(self.folder / f"ledger-{index}.jsonl")
            assert lines and lines[-1]["did"] == "finish", f"client {index} did not keep its ledger to the end"
            operations += lines
        return History(
            operations=operations, events=self.server.events(), rooms=self.rooms(),
            themes={theme["theme_id"]: theme for theme in self.server.call("GET", "/themes")},
            received=read_lines(self.folder / "received.jsonl"), stops=self.stops, streamed=dict(self.follower.heard),
            dead=self.dead(), paths={kind: f"/{kind}" for kind in ("rooms", "sessions", "recordings")},
        )  # fmt: skip

    def rooms(self):
        found, start = {}, 0
        while start is not None:
            page = self.server.call("GET", f"/rooms?page_size=1000&start_id={start}")
            found |= {room["id"]: room for room in page["_embedded"]}
            next_page = page["_links"].get("next")
            start = next_page and int(next_page["href"].rsplit("start_id=", 1)[1])
        return found

    def end(self):
        self.follower.is_done.set()
        self.receiver.kill()
        self.receiver.wait()
        self.server.stop()


def read_lines(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


@pytest.fixture
def folder():
    """A folder that stays when the test fails."""
    path = pathlib.Path(tempfile.mkdtemp(prefix="greenroom-kill-"))
    yield path
    if (path / "passed").exists():
        shutil.rmtree(path)


def test_nothing_acknowledged_is_lost_when_the_server_is_killed(binary, folder):
    seed = os.environ.get("GREENROOM_SEED") or str(random.SystemRandom().randrange(10**9))
    kills = int(os.environ.get("GREENROOM_KILLS", 50))
    print(f"seed {seed}, {kills} kills, folder {folder}")
    again = f"GREENROOM_SEED={seed} repeats the choices; everything is in {folder}"
    trial = Trial(binary, folder, seed)
    try:
        trial.work(kills)
        trial.settle()
        history = trial.history()
    except AssertionError as error:
        raise AssertionError(f"{error}\n{again}") from error
    finally:
        trial.end()
    faults = Judge(history).verdict()
    (folder / "verdict.txt").write_text("\n".join(faults))
    report(history)
    assert not faults, "\n".join([f"{len(faults)} faults. {again}", *faults[:10]])
    (folder / "passed").touch()


def report(history):
    writes = [operation for operation in history.operations if "status" in operation]
    joins = [operation for operation in history.operations if operation["did"] == "join" and operation["id"]]
    callbacks = [line for line in history.received if "id" in line]
    print(
        f"{len(history.stops) - 1} kills; {sum(1 for write in writes if write['status'])} writes acknowledged, "
        f"{sum(1 for write in writes if not write['status'])} without an answer; {len(joins)} people joined; "
        f"{len(history.events)} events, {len(history.streamed)} of them heard on the stream; "
        f"{len({line['id'] for line in callbacks})} callbacks in {len(callbacks)} attempts, {len(history.dead)} dead"
    )
