"""The server that `greenroom` starts by itself for somebody who names none."""

import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import threading

import pytest
from conftest import wait_for
from terminal import environment, is_alive


class Home:
    """A person's own folders on a machine where greenroom has never run."""

    def __init__(self, binary, folder, terminals):
        self.binary, self.folder, self.terminals = binary, folder, terminals
        self.env = environment(folder)
        self.state = folder / "state" / "greenroom"

    def run(self, *arguments):
        return subprocess.run(
            [self.binary, *map(str, arguments)], env=self.env, capture_output=True, text=True, timeout=40,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip

    def dashboard(self, ready="● LIVE", rows=24, columns=80):
        terminal = self.terminals([self.binary], self.env, rows, columns)
        return terminal.shows(ready, seconds=30) if ready else terminal

    def servers(self):
        """The processes that serve with our folders, found by what they hold rather than by what they say."""
        found = []
        for process in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                words = (process / "cmdline").read_bytes().split(b"\0")
                variables = (process / "environ").read_bytes().split(b"\0")
            except OSError:
                continue
            ours = f"XDG_STATE_HOME={self.folder}/state".encode() in variables
            if ours and words[1:3] == [b"serve", b"--local"]:
                found.append(int(process.name))
        return found

    def server(self):
        """The one server."""
        (pid,) = self.servers()
        assert json.loads((self.state / "server.json").read_text())["pid"] == pid
        return pid


@pytest.fixture
def home(binary, tmp_path, terminals):
    home = Home(binary, tmp_path, terminals)
    yield home
    for pid in home.servers():
        os.kill(pid, signal.SIGKILL)


def quit(board):
    board.press("q").shows("q again quits").press("q")
    assert board.ended() == 0


def test_greenroom_alone_shows_the_board_of_a_server_that_it_started(home):
    assert home.servers() == []
    board = home.dashboard(ready=None).shows("local").shows("● LIVE", seconds=30).shows("No rooms yet. n makes one.")
    assert len(home.servers()) == 1
    board.press("n").shows("New room").press("The first", "\r").shows("ok: room The first is there")
    listed = home.run("rooms", "--json")
    assert listed.returncode == 0
    assert [room["display_name"] for room in json.loads(listed.stdout)] == ["The first"]


def test_what_it_writes_is_for_its_owner_only(home):
    home.dashboard()
    # What the media server makes comes after the board.
    sockets = (home.folder / "share" / "greenroom" / "media").rglob
    wait_for(lambda: shutil.which("janus") is None or len(list(sockets("*.sock"))) == 2, "no media server runs")
    files = [path for folder in ("state", "share") for path in (home.folder / folder / "greenroom").rglob("*")]
    assert files
    readable = [str(path) for path in files if path.stat().st_mode & 0o077 and not path.is_dir()]
    folders = [home.folder / "state" / "greenroom", home.folder / "share" / "greenroom"]
    assert [str(folder) for folder in folders if folder.stat().st_mode & 0o077] == []
    assert readable == []


def test_a_second_dashboard_uses_the_same_server_and_quitting_leaves_it(home):
    first = home.dashboard()
    pid = home.server()
    second = home.dashboard()
    assert home.server() == pid
    first.press("n").shows("New room").press("Shared", "\r").shows("ok: room Shared is there")
    second.shows("Shared", seconds=2)
    first.press("q").shows("the local server goes on").press("q")
    assert first.ended() == 0
    assert b"The local server goes on in the background; `greenroom stop` ends it." in first.written
    assert home.server() == pid
    second.press("?").shows("HELP").press("q")
    quit(second)
    assert home.server() == pid
    third = home.dashboard().shows("Shared")
    quit(third)


def test_a_closed_window_and_a_signal_leave_the_server_running(home):
    board = home.dashboard()
    pid = home.server()
    board.hang_up()
    board.process.wait(timeout=5)
    assert home.server() == pid
    board = home.dashboard()
    board.press(b"\x03").shows("^C again quits").press(b"\x03")
    assert board.ended() == 0
    assert home.server() == pid


def test_a_killed_dashboard_and_a_killed_guard_leave_the_server_running(home):
    for victim in ("program", "guard"):
        board = home.dashboard()
        pid, program = home.server(), board.program
        os.kill(program if victim == "program" else board.process.pid, signal.SIGKILL)
        wait_for(lambda program=program: not is_alive(program), "the dashboard goes on", 5)
        assert board.ended() == -signal.SIGKILL
        board.assert_clean()
        assert home.server() == pid
        quit(home.dashboard())


def test_stop_ends_the_server_and_a_second_stop_says_that_none_runs(home):
    nothing = home.run("stop")
    assert (nothing.returncode, nothing.stdout, nothing.stderr) == (0, "No local server runs.\n", "")
    quit(home.dashboard())
    pid = home.server()
    stopped = home.run("stop")
    assert (stopped.returncode, stopped.stdout) == (0, f"The local server (process {pid}) has ended.\n")
    assert home.servers() == []
    assert home.run("stop").stdout == "No local server runs.\n"
    assert home.run("rooms").returncode == 1


def test_rooms_are_there_again_after_stop_and_start(home):
    board = home.dashboard().press("n").shows("New room")
    board.press("Kept", "\t", b"\x1b[C", "\t", "+2d", "\r").shows("ok: room Kept is there")
    quit(board)
    assert home.run("stop").returncode == 0
    home.dashboard().shows("Kept")


def test_two_started_at_the_same_instant_share_one_server(home):
    for _ in range(2):
        together = threading.Barrier(3)
        boards = []

        def start(together=together, boards=boards):
            together.wait()
            boards.append(home.dashboard(ready=None))

        threads = [threading.Thread(target=start) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for board in boards:
            board.shows("● LIVE", seconds=30)
        wait_for(lambda: len(home.servers()) == 1, "there is more than one local server")
        pid = home.server()
        for board in boards:
            quit(board)
        assert home.server() == pid
        assert home.run("stop").returncode == 0


def test_a_server_that_is_killed_is_told_and_r_starts_it_again(home):
    board = home.dashboard().press("n").shows("New room")
    board.press("Survives", "\t", b"\x1b[C", "\t", "+2d", "\r").shows("ok: room Survives is there")
    pid = home.server()
    os.kill(pid, signal.SIGKILL)
    board.wait(lambda: re.search("DOWN|FROZEN", board.header), "it does not say that the server is gone", 15)
    assert "LIVE" not in board.header
    assert "Survives" in board.text
    board.press("?").shows("HELP").press("q").hides("HELP")
    board.press("r").shows("● LIVE", seconds=30).shows("Survives")
    assert home.server() != pid


def test_a_stopped_server_stays_stopped_until_somebody_starts_it_and_is_found_again(home):
    board = home.dashboard()
    assert home.run("stop").returncode == 0
    board.wait(lambda: re.search("DOWN|FROZEN", board.header), "it does not say that the server is gone", 15)
    assert home.servers() == []
    other = home.dashboard()
    other.press("n").shows("New room").press("On the new one", "\r").shows("is there")
    board.shows("● LIVE", seconds=30).shows("On the new one")


def test_quitting_after_the_server_was_stopped_does_not_say_that_it_goes_on(home):
    board = home.dashboard()
    assert home.run("stop").returncode == 0
    quit(board)
    assert b"goes on" not in board.written.partition(b"\x1b[?1049l")[2]


def test_a_taken_port_moves_the_local_server(home):
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            other.bind(("127.0.0.1", 7480))
            other.listen()
        except OSError:
            pass  # Somebody else has it: as good.
        home.dashboard()
        assert not json.loads((home.state / "server.json").read_text())["url"].endswith(":7480")


@pytest.mark.parametrize("folder", ["state", "share"])
def test_folders_that_cannot_be_made_are_a_sentence(home, folder):
    (home.folder / folder).write_text("mine")
    terminal = home.dashboard(ready=None)
    if folder == "state":
        assert terminal.ended() == 1
        assert b"\x1b" not in terminal.written
        assert re.match(rb"greenroom: The folder .*/state/greenroom cannot be made", terminal.written)
    else:
        terminal.shows("DOWN", seconds=30)
        terminal.wait(lambda: "No local server: " in terminal.status, "the status line does not say why", 3)
        quit(terminal)
    terminal.assert_clean()
    assert (home.folder / folder).read_text() == "mine"
