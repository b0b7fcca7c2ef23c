"""Settings, status lines, plain lines and pictures of links: how the program behaves towards people and scripts."""

import contextlib
import csv
import io
import json
import re
import subprocess
import threading
import time

import pytest
import requests
import websocket
from commands import Commands
from conftest import Server, wait_for
from terminal import Terminal


@pytest.fixture(scope="module")
def server(binary, tmp_path_factory):
    server = Server(binary, tmp_path_factory.mktemp("manners"))
    server.main = server.room(display_name="Main Stage")
    yield server
    server.stop()


@pytest.fixture
def cli(binary, tmp_path, server):
    return Commands(binary, tmp_path, server)


def configure(home, text):
    folder = home / "config" / "greenroom"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.yaml").write_text(text)
    return folder / "config.yaml"


def connected(server):
    """How many connections the server holds, besides the one that asks."""
    metrics = requests.get(f"{server.base}/metrics", timeout=20).text
    return int(re.search(r"^greenroom_connections_open (\d+)", metrics, re.M)[1]) - 1


# Settings


def test_every_mistake_is_a_line_with_its_place(cli, tmp_path):
    path = configure(tmp_path, "colour: never\nbackground: pink\nkeys:\n  refresh: F5\nascii: perhaps\n")
    result = cli.run("config", "check")
    assert result.returncode == 1
    lines = result.stderr.removeprefix("greenroom: ").splitlines()
    assert [line.split(": ")[0] for line in lines] == [f"{path}:1", f"{path}:2", f"{path}:5"]
    assert "Did you mean `color`?" in lines[0]
    assert cli.code("rooms") == 1, "a mistake is told wherever the file is read"


def test_the_schema_is_json_and_the_file_is_found(cli, tmp_path):
    assert json.loads(cli("config", "schema"))["properties"]["profiles"]
    path = configure(tmp_path, "operator: Dana\n")
    assert cli("config", "path").strip() == str(path)
    assert "is right" in cli("config", "check")


def test_profiles_are_listed_without_their_secrets(cli, tmp_path):
    configure(
        tmp_path,
        "profile: b\nprofiles:\n  a:\n    server: http://a\n    receiver:\n      signature_secret: hushhush\n"
        "  b:\n    server: http://b\n    read_only: true\n",
    )
    text = cli("profiles")
    assert "hushhush" not in text and "*" in text
    profiles = json.loads(cli("profiles", "--json"))
    assert [(each["name"], each["used"], each["read_only"]) for each in profiles] == [
        ("a", False, False), ("b", True, True),
    ]  # fmt: skip


def test_mistakes_of_keys_are_lines_too_and_stop_nobody(cli, tmp_path, binary, terminals):
    path = configure(tmp_path, "operator: Dana\nkeys:\n  refresh: ^B\n  hepl: x\n  redraw: ':'\nmouse: on\n")
    result = cli.run("config", "check")
    assert result.returncode == 1
    lines = result.stderr.removeprefix("greenroom: ").splitlines()
    assert [line.split(": ")[0] for line in lines] == [f"{path}:3", f"{path}:4", f"{path}:5"]
    assert cli.run("keys", "--check").stderr == result.stderr
    cli("rooms")
    board = terminals([binary], cli.env(), columns=200).shows("does not reach `refresh`")
    board.press("q").shows("q again").press("q")
    assert board.ended() == 0


def test_times_and_mouse_are_as_the_settings_say(cli, tmp_path, binary, terminals):
    configure(tmp_path, "time: utc\nmouse: on\n")
    board = terminals([binary], cli.env(TZ="XYZ-9")).shows("● LIVE")
    assert b"\x1b[?1000h" in board.written
    clock = time.strftime("%H:", time.gmtime())
    assert f" {clock}" in board.header, board.header
    board.press("q").shows("q again").press("q")
    assert board.ended() == 0
    board.assert_clean()


def test_another_profile_is_one_line_away(cli, tmp_path, binary, server, terminals, servers):
    other = servers()
    other.room(display_name="Far Stage")
    profiles = "".join(
        f"  {name}:\n    server: {each.base}\n    application_id: {each.application['application_id']}\n"
        f"    private_key: {each.application['private_key_path']}\n    environment: {name.upper()}\n"
        for name, each in (("near", server), ("far", other))
    )
    configure(tmp_path, f"profile: near\nprofiles:\n{profiles}")
    board = terminals([binary], cli.env()).shows("NEAR").shows("Main Stage")
    process = board.process.pid
    board.press(":profile f").shows(":profile f").press("\t").shows(":profile far").press("\r")
    board.shows("FAR").shows("Far Stage").hides("Main Stage")
    assert board.process.pid == process and board.process.poll() is None
    wait_for(lambda: connected(other) and not connected(server), "the dashboard still talks to the first server")
    board.press("q").shows("q again").press("q")
    assert board.ended() == 0
    board.assert_clean()


def test_keys_are_listed_and_checked(cli, tmp_path):
    rows = json.loads(cli("keys", "--json"))
    assert {"refresh", "command", "help"} <= {row["id"] for row in rows}
    assert "no key means two things" in cli("keys", "--check")
    assert cli("keys", "--markdown").count("\n") == len(rows) + 2
    configure(tmp_path, "keys:\n  refresh: ^B\n  hepl: x\n  redraw: ':'\n")
    result = cli.run("keys", "--check")
    assert result.returncode == 1
    assert "did you mean `help`" in result.stderr and "tmux" in result.stderr and "`command`" in result.stderr


# Status


def test_the_status_line_is_as_promised(cli):
    line = cli("status", "--format", "tmux")
    assert line.startswith("!!0 !0 0live 0in rec0 ●")
    (row,) = csv.DictReader(io.StringIO(cli("status", "--format", "csv")))
    found = json.loads(cli("status", "--format", "json"))
    assert list(row) == list(found)
    assert found["link"] == "live" and found["rooms"] >= 1


def test_a_server_that_is_gone_is_told_by_the_exit_code(cli):
    result = cli.run("status", "--format", "tmux", GREENROOM_SERVER="http://127.0.0.1:1")
    assert result.returncode == 69
    assert result.stdout == "DOWN\n"


def test_watching_tells_changes_and_survives_a_closed_pipe(cli, server):
    command = [cli.binary, "status", "--watch", "--format", "ndjson"]
    with subprocess.Popen(command, env=cli.env(), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        before = json.loads(process.stdout.readline())["rooms"]
        server.room(display_name="One more")
        while json.loads(process.stdout.readline())["rooms"] != before + 1:
            pass
        process.stdout.close()
        assert process.wait(timeout=20) == 0
        assert process.stderr.read() == b""


def test_the_status_line_agrees_with_the_board_about_alarms(binary, cli, server, tmp_path, terminals):
    rules = "".join(f"    {rule}: off\n" for rule in ("flapping", "callback_trouble", "recording_off"))
    configure(tmp_path, f"operator: Dana\nalarms:\n  rules:\n    guests_no_host: 1s\n{rules}")
    room = server.room(display_name="Lonely")
    socket = websocket.create_connection(f"ws://{server.address}/_/socket", timeout=20)
    with contextlib.closing(socket):
        socket.send(json.dumps({"t": "hello", "room_token": room.guest_url.rsplit("/", 1)[1]}))
        socket.send(json.dumps({"t": "enter", "name": "Omar"}))

        def status():
            found = json.loads(cli("status", "--format", "json"))
            return found["critical"], found["warning"]

        board = terminals([binary], cli.env()).shows("Lonely").shows("!!1 !0")
        wait_for(lambda: status() == (1, 0), "the status line does not count the alarm")
        cli("alarms", "ack", "guests_no_host", room.id, "--note", "Ines comes")
        board.hides("!!1")
        wait_for(lambda: status() == (0, 0), "the status line counts what was acknowledged")
        configure(tmp_path, "alarms:\n  rules:\n    guests_no_host: off\n")
        cli("alarms", "reopen", "guests_no_host", room.id)
        board.shows("!!1 !0")
        assert status() == (0, 0), "a rule that is off is counted"
        board.press("q").shows("q again").press("q")


# A guest link for a camera


def test_a_guest_link_is_shown_as_squares(cli, server, binary):
    text = cli("rooms", "qr", server.main.id)
    lines = text.splitlines()
    assert lines[-1] == server.main.guest_url and "\x1b" not in text
    assert len({len(line) for line in lines[:-1]}) == 1 and set("".join(lines[:-1])) <= set("█▀▄ ")
    assert set("".join(cli("rooms", "qr", "--ascii", server.main.id).splitlines()[:-1])) == {"#", " "}
    terminal = Terminal([binary, "rooms", "qr", server.main.id], cli.env())
    try:
        assert terminal.ended() == 0
        assert b"\x1b[30;47m" in terminal.written
    finally:
        terminal.close()


# The clipboard


def test_each_way_to_the_clipboard_is_tried(cli, tmp_path):
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "xclip"
    program.write_text(f'#!/bin/sh\nif [ "$3" = -o ]; then cat {tmp_path}/took; else cat > {tmp_path}/took; fi\n')
    program.chmod(0o755)
    path = f"{folder}:{cli.env()['PATH']}"
    report = json.loads(cli("doctor", "clipboard", "--json", DISPLAY=":0", PATH=path, SSH_TTY="/dev/pts/9"))
    found = {check["name"]: check for check in report["checks"]}
    assert found["xclip"]["verdict"] == "OK" and found["SSH_TTY"]["verdict"] == "OK"
    assert "greenroom test" in (tmp_path / "took").read_text()


# Plain lines


class Plain:
    """The dashboard as lines over pipes."""

    def __init__(self, cli, *words):
        self.process = subprocess.Popen(
            [cli.binary, "--plain", *words], env=cli.env(), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, bufsize=1,
        )  # fmt: skip
        self.told = []
        self.heard = 0
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self):
        for line in self.process.stdout:
            print(line, end="")
            self.told.append(line.rstrip("\n"))

    def type(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def hears(self, text):
        """The next line, of those that were not listened to yet, that holds a text."""

        def next_line():
            goes_on = self.reader.is_alive()
            for at, line in enumerate(self.told[self.heard :], self.heard + 1):
                if text in line:
                    self.heard = at
                    return line
            assert goes_on, f"it ended without {text!r}: {self.told}"
            return None

        return wait_for(next_line, f"{text!r} was not told")


def test_plain_lines_do_what_keys_do_and_move_no_cursor(cli, server):
    plain = Plain(cli)
    plain.hears("Type help")
    plain.hears("data: live")
    # The connection stands before the rooms are read.
    wait_for(lambda: plain.type("list") or any("Main Stage" in line for line in plain.told), "the room is not listed")
    plain.type("filter Main")
    plain.type("open")
    plain.hears("Main Stage")
    plain.type("copy-guest-url")
    plain.hears(server.main.guest_url)
    plain.type("nonsense")
    plain.hears("error: there is no command nonsense")
    plain.type("quit")
    assert plain.process.wait(timeout=20) == 0
    assert not any("\x1b" in line or "\r" in line for line in plain.told)


def test_plain_lines_end_with_their_input(cli):
    plain = Plain(cli)
    plain.hears("Type help")
    plain.process.stdin.close()
    assert plain.process.wait(timeout=20) == 0


# What the last dashboard knew


def test_the_first_frame_shows_old_rooms_and_calls_them_old(binary, cli, server, tmp_path, terminals):
    board = terminals([binary], cli.env()).shows("● LIVE").shows("Main Stage").press("q").shows("q again").press("q")
    assert board.ended() == 0
    (snapshot,) = (tmp_path / "state" / "greenroom").glob("snapshot-*")
    assert snapshot.stat().st_mode & 0o777 == 0o600
    assert "participant_token" not in snapshot.read_text()
    server.kill()
    try:
        board = terminals([binary], cli.env()).shows("Main Stage").shows("DOWN")
        assert "LIVE" not in board.header
        board.press("q").shows("q again").press("q")
    finally:
        server.start()
