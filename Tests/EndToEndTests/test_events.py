"""The event log: recorded, continued, opened again, exported, and proved."""

import csv
import io
import json
import os
import signal
import socket
import subprocess
import threading

import pytest
from commands import Commands
from conftest import Server, wait_for
from receivers import receiving, visit


@pytest.fixture(scope="module")
def server(binary, tmp_path_factory):
    server = Server(binary, tmp_path_factory.mktemp("events"))
    for number in range(5):
        server.room(display_name=f"=Room {number}")
    yield server
    server.stop()


@pytest.fixture
def cli(binary, tmp_path, server):
    return Commands(binary, tmp_path, server)


class Line:
    """A connection between two ends that can be cut."""

    def __init__(self, port):
        self.target = port
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.pairs, self.open = [], True
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            if not self.open:
                near.close()
                continue
            far = socket.create_connection(("127.0.0.1", self.target))
            self.pairs.append((near, far))
            for source, sink in ((near, far), (far, near)):
                threading.Thread(target=self._pump, args=(source, sink), daemon=True).start()

    @staticmethod
    def _pump(source, sink):
        try:
            while data := source.recv(65536):
                sink.sendall(data)
        except OSError:
            pass
        finally:
            for end in (source, sink):
                end.close()

    def cut(self):
        self.open = False
        for pair in self.pairs:
            for end in pair:
                try:
                    end.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass
        self.pairs = []

    def mend(self):
        self.open = True


def recorded(path):
    return [json.loads(line)["sequence"] for line in path.read_text().splitlines()]


def logged(server):
    return [event["sequence"] for event in server.events()]


def recording(cli, path, **variables):
    return subprocess.Popen(
        [cli.binary, "events", "record", str(path)], env=cli.env(**variables), stderr=subprocess.PIPE, text=True
    )


def finish(process):
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 0, said
    return said


def test_a_recording_is_continued_where_it_was_torn(cli, server, tmp_path):
    path = tmp_path / "hour.ndjson"
    cli("events", "record", path, "--once")
    assert recorded(path) == logged(server)
    assert path.stat().st_mode & 0o777 == 0o600
    lines = cli("events", "--after", 0, "--json")
    assert path.read_text() == lines
    path.write_bytes(path.read_bytes()[:-40])
    server.room()
    process = recording(cli, path)
    wait_for(lambda: recorded_or_none(path) == logged(server), "the torn event was not written again")
    server.room()
    wait_for(lambda: recorded_or_none(path) == logged(server), "a new event was not written")
    assert "Going on after event" in finish(process)


def recorded_or_none(path):
    try:
        return recorded(path)
    except ValueError:
        return None


def test_a_cut_line_leaves_no_gap(cli, server, tmp_path):
    line = Line(server.port)
    path = tmp_path / "cut.ndjson"
    process = recording(cli, path, GREENROOM_SERVER=f"http://127.0.0.1:{line.port}")
    wait_for(lambda: path.exists() and recorded_or_none(path) == logged(server), "nothing was written")
    for _ in range(3):
        line.cut()
        for _ in range(20):
            server.room()
        line.mend()
        wait_for(lambda: recorded_or_none(path) == logged(server), "events of the time without a line are missing", 60)
    finish(process)
    numbers = recorded(path)
    assert numbers == sorted(set(numbers))


def test_a_file_of_something_else_is_not_recorded_into(cli, tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("my notes\n")
    assert cli.code("events", "record", path, "--once") == 1
    assert path.read_text() == "my notes\n"


def test_events_are_written_as_csv_and_json(cli, server):
    rows = list(csv.DictReader(io.StringIO(cli("events", "--after", 0, "--format", "csv"), newline="")))
    assert [int(row["sequence"]) for row in rows] == logged(server)
    assert rows[0]["subject"] == "'=Room 0" and rows[0]["name"] == "room:created"
    assert [event["sequence"] for event in json.loads(cli("events", "--after", 0, "--format", "json"))] == logged(server)
    last = logged(server)[-1]
    assert json.loads(cli("events", "--after", last, "--format", "json")) == []


def test_a_stretch_is_named_by_numbers_and_times(cli, server):
    events = server.events()
    third = events[2]
    slice_ = cli("events", "--since", third["sequence"], "--until", events[3]["sequence"], "--json").splitlines()
    assert [json.loads(line)["sequence"] for line in slice_] == [third["sequence"], events[3]["sequence"]]
    later = cli("events", "--since", third["at"], "--json").splitlines()
    expected = [event["sequence"] for event in events if event["at"] >= third["at"]]
    assert [json.loads(line)["sequence"] for line in later] == expected
    assert cli("events", "--since", "-1h", "--format", "ndjson").count("\n") == len(events)
    assert cli.code("events", "--since", "yesterday") == 64


def test_a_recorded_file_opens_without_a_server(cli, server, tmp_path, terminals):
    path = tmp_path / "hour.ndjson"
    cli("events", "record", path, "--once")
    with path.open("a") as file:
        file.write("not an event\n")
    env = {name: value for name, value in cli.env().items() if not name.startswith("GREENROOM")}
    terminal = terminals([cli.binary, "open", str(path)], env, 24, 80)
    terminal.shows("RECORDED hour.ndjson").shows("1 bad line").press("1").shows("=Room 4")
    terminal.press("4")
    terminal.shows("room.new")
    terminal.press("T1\r")
    terminal.shows("TIME TRAVEL #")
    terminal.press("q")


def test_evidence_holds_what_happened_and_shows_a_changed_byte(cli, server, tmp_path):
    path = tmp_path / "proof.ndjson"
    with receiving() as receiver:
        room = server.call("POST", "/rooms", {"display_name": "Proof", "callback_urls": {"sessions_callback_url": receiver.url}})
        visit(server, room)
        wait_for(lambda: len(receiver.events()) >= 4, "the callbacks did not come")
        said = cli.run("events", "evidence", room["id"], "-o", path).stderr
    assert "events and" in said
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert lines[0]["about"] == room["id"]
    events = [line["event"] for line in lines if "event" in line]
    assert [event["sequence"] for event in events] == [
        event["sequence"] for event in server.events() if event["room_id"] == room["id"]
    ]
    deliveries = [line["delivery"] for line in lines if "delivery" in line]
    assert deliveries and all(delivery["attempt_log"][0]["status"] == 204 for delivery in deliveries)
    assert "is whole" in cli("events", "verify", path)
    key = tmp_path / "public.pem"
    subprocess.run(
        ["openssl", "pkey", "-in", server.application["private_key_path"], "-pubout", "-out", str(key)], check=True
    )
    assert "is whole" in cli("events", "verify", path, "--public-key", key)
    changed = path.read_bytes().replace(b'"status":204', b'"status":205', 1)
    line = changed[: changed.index(b'"status":205')].count(b"\n") + 1
    path.write_bytes(changed)
    result = cli.run("events", "verify", path)
    assert result.returncode == 65 and f"line {line} " in result.stderr
    assert cli.run("events", "evidence", room["id"], "-o", path).returncode == 1, "an existing file was replaced"
    assert cli.code("events", "evidence", "no-such-room", "-o", tmp_path / "none") == 66
    assert not os.path.exists(tmp_path / "none")
