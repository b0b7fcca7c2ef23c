"""A network that goes away for a while and comes back: the keyboard never waits, nothing old looks new, nothing is lost."""

import contextlib
import os
import re
import selectors
import socket
import statistics
import threading
import time

import pytest
from conftest import Server, wait_for
from terminal import environment, reaching
from test_terminal import enter_meeting

# The board calls itself frozen after five seconds. A minute is measured with 60; what is shown is the same.
CUT = float(os.environ.get("GREENROOM_OUTAGE_SECONDS", 8))


class Network:
    """A way to a server that can be cut: bytes then stay where they are, in both directions, as on a dead link."""

    def __init__(self, port):
        self.target = ("127.0.0.1", port)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.listener.getsockname()[1]}"
        self.pairs = {}
        self.commands, self.wake = socket.socketpair()
        self.done = threading.Event()
        self.is_cut = self.is_closed = False
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def cut(self):
        self._tell(b"c")

    def go_on(self):
        self._tell(b"g")

    def forget(self):
        """Every connection is gone, as after a router's new start."""
        self._tell(b"f")

    def close(self):
        self._tell(b"x")
        self.thread.join()

    def _tell(self, command):
        """Returns when it has taken effect."""
        self.done.clear()
        self.wake.send(command)
        self.done.wait()

    def _run(self):
        while not self.is_closed:
            with selectors.DefaultSelector() as selector:
                selector.register(self.commands, selectors.EVENT_READ)
                if not self.is_cut:
                    for ready in (self.listener, *self.pairs):
                        selector.register(ready, selectors.EVENT_READ)
                found = [key.fileobj for key, _ in selector.select()]
            for ready in found:
                if ready is self.commands:
                    self._obey(ready.recv(1))
                elif ready is self.listener:
                    self._connect()
                elif ready in self.pairs:
                    self._forward(ready)
        self._forget()
        self.listener.close()
        self.done.set()

    def _obey(self, command):
        if command == b"f":
            self._forget()
        if command == b"x":
            self.is_closed = True
            return
        self.is_cut = command == b"c" or (command == b"f" and self.is_cut)
        self.done.set()

    def _connect(self):
        near, far = self.listener.accept()[0], socket.create_connection(self.target)
        self.pairs[near], self.pairs[far] = far, near

    def _forward(self, source):
        try:
            data = source.recv(65536)
            if data:
                return self.pairs[source].sendall(data)
        except OSError:
            pass
        for end in (self.pairs.pop(source), source):
            self.pairs.pop(end, None)
            end.close()

    def _forget(self):
        for end in self.pairs:
            end.close()
        self.pairs.clear()


@pytest.fixture
def meetings(binary, tmp_path):
    server = Server(binary, tmp_path)
    yield server
    server.stop()


@pytest.fixture
def network(meetings):
    with contextlib.closing(Network(meetings.port)) as network:
        yield network


def answer_time(board, key):
    """Milliseconds from a key to the first bytes that answer it."""
    before = len(board.output)
    began = time.monotonic()
    board.press(key)
    while len(board.output) == before:
        assert time.monotonic() - began < 5, f"{key} is not answered"
        time.sleep(0.0002)
    return 1000 * (time.monotonic() - began)


@pytest.mark.parametrize("loses_connections", [False, True], ids=["the link stalls", "connections are lost"])
def test_an_outage_holds_no_key_up_and_loses_nothing(binary, meetings, network, tmp_path, terminals, loses_connections):
    for number in range(8):
        meetings.room(display_name=f"Before {number}")
    deleted, visited = meetings.room(display_name="Deleted"), meetings.room(display_name="Visited")
    env = environment(tmp_path, **reaching(meetings) | {"GREENROOM_SERVER": f"http://{network.address}"})
    board = terminals([binary], env, 50, 120).shows("● LIVE").shows("Visited").shows(" 10 rooms")
    network.cut()
    cut_at = time.monotonic()

    # What nobody hears of for now.
    for number in range(12):
        meetings.room(display_name=f"Meanwhile {number}")
    meetings.call("POST", "/themes", {"theme_name": "Meanwhile", "main_color": "#123456", "brand_text": "Brand"})
    meetings.call("DELETE", f"/rooms/{deleted.id}")

    answers, frozen_after = [], None
    while time.monotonic() - cut_at < CUT:
        for key, condition in (("?", board.shows), ("q", board.hides)):
            answers.append(answer_time(board, key))
            condition("HELP")
        if frozen_after is None and "FROZEN" in board.header:
            frozen_after = time.monotonic() - cut_at
        assert "Meanwhile" not in board.text
    assert frozen_after and 4 < frozen_after < 7
    assert "LIVE" not in board.header
    person, answer = enter_meeting(meetings, visited, "Zoë Ångström")
    assert answer["t"] == "entered"

    if loses_connections:
        network.forget()
    network.go_on()
    back_at = time.monotonic()
    # Connecting again takes up to the longest pause between two tries.
    board.shows("● LIVE", seconds=10 if CUT <= 10 else 40)
    live_at = time.monotonic()
    board.wait(lambda: "1 live / 21" in re.sub(" +", " ", board.header), "the header does not count what happened", 2)
    counted_at = time.monotonic()
    # Rows stay still for two seconds after a key.
    for text in (*(f"  Meanwhile {number} " for number in range(12)), "●  Visited", "#123456 Meanwhile", " 21 rooms"):
        board.shows(text, seconds=4)
    assert "Deleted" not in board.text.partition("─ EVENTS")[0]
    whole_at = time.monotonic()

    # The log has each event once, and no alarm tells of a gap.
    board.press("4").shows(f" {len(meetings.events())} kept").press("!").shows("[! alarms]")
    assert "no news from the server" in board.text
    assert not re.search(r"\bgap\b|did not come|came after", board.text)
    person.close()
    print(
        f"{len(answers)} keys: median {statistics.median(answers):.1f} ms, worst {max(answers):.1f} ms; "
        f"FROZEN after {frozen_after:.1f} s; LIVE {live_at - back_at:.2f} s after the link came back, "
        f"all counted {counted_at - live_at:.2f} s and all rows there {whole_at - live_at:.2f} s after that"
    )
    assert max(answers) < 1000
