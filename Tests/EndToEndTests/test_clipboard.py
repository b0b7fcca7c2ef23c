"""Links that leave the dashboard: which way they go, and that the status line tells the truth about it."""

import os
import pathlib
import re
import urllib.request

import pytest
from conftest import Server, wait_for
from terminal import Tmux, clipboard_requests, environment, needs_tmux, reaching


class Links:
    """A server with one room, whose links are what is copied."""

    def __init__(self, server):
        self.server = server
        self.room = server.room(display_name="Main Stage")
        self.code = self.room.guest_url.rsplit("/", 1)[1]

    @property
    def host_link_start(self):
        """Host links are made anew for each answer: what they have in common, up to the secret."""
        return self.room.host_url.partition("=")[0]


@pytest.fixture(scope="module")
def links(binary, tmp_path_factory):
    server = Server(binary, tmp_path_factory.mktemp("links"))
    yield Links(server)
    server.stop()


@pytest.fixture
def dashboard(binary, links, tmp_path, terminals):
    def make(rows=24, columns=80, **variables):
        env = environment(tmp_path, **reaching(links.server), **variables)
        return terminals([binary], env, rows, columns).shows("● LIVE").shows("Main Stage")

    return make


@pytest.fixture
def tmux(binary, links, tmp_path):
    """Makes a tmux with the dashboard inside, and the outer terminal that it is looked at from."""
    made = []

    def make(*settings, rows=24, columns=80):
        env = environment(tmp_path, **reaching(links.server))
        server = Tmux(tmp_path, [binary], env, rows, columns, settings)
        made.append(server)
        outer = server.attach(rows, columns)
        made.append(outer)
        server.shows("● LIVE").shows("Main Stage")
        outer.shows("Main Stage")
        return server, outer

    yield make
    for each in reversed(made):
        each.close()


def fake(folder, name, script):
    """A program of that name, first in PATH."""
    folder = pathlib.Path(folder) / "bin"
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return f"{folder}:{os.environ['PATH']}"


def requested(terminal, count=1):
    wait_for(lambda: len(clipboard_requests(terminal.written)) >= count, "nothing asks for the terminal's clipboard")
    return clipboard_requests(terminal.written)


# Inside tmux

SETTINGS = {
    "default": (), "clipboard on": ("set-clipboard on",), "passthrough": ("allow-passthrough on",),
    "clipboard off": ("set-clipboard off",), "both": ("set-clipboard on", "allow-passthrough on"),
}  # fmt: skip


@needs_tmux
@pytest.mark.parametrize("settings", SETTINGS)
def test_inside_tmux_y_g_reaches_the_buffer_and_the_outer_terminal(tmux, links, settings):
    server, outer = tmux(*SETTINGS[settings])
    server.press("y").shows("guest URL").press("g")
    server.shows("copied to tmux, sent to clipboard")
    status = server.text.rstrip().split("\n")[-1]
    assert f"ok: guest link ({len(links.room.guest_url)} characters) copied to tmux, sent to clipboard" in status
    assert server("show-buffer") == links.room.guest_url
    assert requested(outer) == [links.room.guest_url]


@needs_tmux
def test_inside_tmux_the_code_and_the_id_are_copied_too(tmux, links):
    server, outer = tmux()
    server.press("y").shows("guest URL").press("c").shows("meeting code (9 characters)")
    server.press("y").shows("guest URL").press("i").shows("room id (36 characters)")
    assert requested(outer, 2) == [links.code, links.room.id]


@needs_tmux
def test_inside_tmux_the_host_link_asks_once_and_stays_off_the_screen(tmux, links):
    server, outer = tmux()
    server.press("y").shows("secret, asks once").press("h").shows("whoever has the host link is host of this room.")
    assert clipboard_requests(outer.written) == []
    server.press("h").shows("ok: host link (")
    copied = server("show-buffer")
    assert copied.startswith(links.host_link_start)
    assert requested(outer) == [copied]
    server.press("y").shows("secret").press("h").shows("ok: host link (")
    assert len(requested(outer, 2)) == 2
    secret = copied.partition("=")[2]
    assert secret and secret.encode() not in outer.written


@needs_tmux
def test_inside_tmux_the_link_shown_as_text_can_be_taken_whole(tmux, links):
    server, _ = tmux(rows=24, columns=120)
    server.press("y").shows("guest URL").press("w").shows("Show").press("g").shows("guest link · q closes")
    assert links.room.guest_url in [line.strip() for line in server.text.splitlines()]
    assert links.room.guest_url == next(line for line in server.text.splitlines() if line.startswith("http"))


# A tmux that cannot


def test_a_tmux_that_cannot_pass_it_on_keeps_it_and_says_so(dashboard, links, tmp_path):
    took = tmp_path / "took"
    path = fake(tmp_path, "tmux", f'echo "$@" >> {tmp_path}/words; [ "$2" = -w ] && exit 1; cat > {took}')
    board = dashboard(TMUX="/tmp/none,1,0", PATH=path)
    board.press("y").shows("guest URL").press("g").shows("in tmux only: prefix ] pastes it")
    assert took.read_text() == links.room.guest_url
    assert "http" not in (tmp_path / "words").read_text(), "a link in the arguments is visible to everybody"
    assert clipboard_requests(board.written) == []


def test_a_tmux_that_is_gone_is_told_and_the_terminal_is_asked(dashboard, links):
    board = dashboard(TMUX="/nonexistent/socket,1,0")
    board.press("y").shows("guest URL").press("g").shows("sent through tmux; try pasting")
    assert requested(board) == [links.room.guest_url]


def test_a_tmux_that_hangs_holds_nobody_up(dashboard, links, tmp_path):
    board = dashboard(TMUX="/tmp/none,1,0", PATH=fake(tmp_path, "tmux", "exec sleep 60"))
    board.press("y").shows("guest URL").press("g").hides("guest URL")
    board.press("?").shows("HELP", seconds=1).press("q").hides("HELP", seconds=1)
    board.shows("sent through tmux; try pasting", seconds=10)
    assert requested(board) == [links.room.guest_url]


# Without tmux


def test_without_tmux_the_terminal_is_asked_and_nothing_is_claimed(dashboard, links):
    board = dashboard()
    board.press("y").shows("guest URL").press("g").shows("sent to terminal; try pasting")
    assert requested(board) == [links.room.guest_url]
    assert "copied" not in board.status
    assert board.status.strip().startswith(f"ok: guest link ({len(links.room.guest_url)} characters)")


def test_over_ssh_only_the_terminal_is_asked_whatever_displays_there_are(dashboard, links, tmp_path):
    path = fake(tmp_path, "xclip", f"cat > {tmp_path}/took")
    fake(tmp_path, "wl-copy", f"cat > {tmp_path}/took")
    variables = {"SSH_CONNECTION": "192.0.2.1 1 192.0.2.2 22", "SSH_TTY": "/dev/pts/9999", "DISPLAY": "localhost:10"}
    board = dashboard(PATH=path, WAYLAND_DISPLAY="wayland-0", **variables)
    board.press("y").shows("guest URL").press("g").shows("sent to terminal; try pasting")
    assert requested(board) == [links.room.guest_url]
    assert not (tmp_path / "took").exists()


def test_on_a_desktop_its_own_program_takes_the_link(dashboard, links, tmp_path):
    board = dashboard(DISPLAY=":0", PATH=fake(tmp_path, "xclip", f"cat > {tmp_path}/took"))
    board.press("y").shows("guest URL").press("g").shows("copied by xclip")
    assert (tmp_path / "took").read_text() == links.room.guest_url
    assert clipboard_requests(board.written) == []


def test_a_program_that_fails_gives_way_to_the_terminal(dashboard, links, tmp_path):
    path = fake(tmp_path, "xclip", "exit 1")
    fake(tmp_path, "xsel", "exit 1")
    board = dashboard(DISPLAY=":0", PATH=path)
    board.press("y").shows("guest URL").press("g").shows("sent to terminal; try pasting")
    assert requested(board) == [links.room.guest_url]


# The host link


def test_another_key_than_h_does_not_give_the_host_link_out(dashboard):
    board = dashboard().press("y").shows("secret, asks once").press("h")
    board.shows("whoever has the host link is host of this room.")
    board.press("q").hides("secret, asks once")
    assert clipboard_requests(board.written) == []
    board.press("y").shows("secret, asks once").press("h").shows("whoever has the host link")
    board.press("c").shows("meeting code")
    assert all("participant_token" not in text for text in clipboard_requests(board.written))
    board.press("y").shows("secret, asks once").press("h").shows("whoever has the host link")


def test_the_host_link_is_asked_for_once_and_written_nowhere_else(dashboard, links, tmp_path):
    board = dashboard(40, 120).press("y").shows("secret, asks once").press("h").shows("whoever has the host link")
    board.press("h").shows("ok: host link (")
    board.press("y").shows("guest URL")
    assert "asks once" not in board.text
    board.press("h")
    first, second = requested(board, 2)
    assert first.startswith(links.host_link_start) and second.startswith(links.host_link_start)
    secret = first.rpartition("/")[2]
    board.press("\r").shows("rooms ▸").press("q").hides("rooms ▸").press("q").shows("q again quits").press("q")
    assert board.ended() == 0
    without_copies = re.sub(rb"\x1b\]52;[^\x07]*\x07", b"", board.written)
    assert secret.encode() not in without_copies
    logs = [path for path in (tmp_path / "state").rglob("*") if path.is_file()]
    assert logs and not any(secret in path.read_text() for path in logs)


def test_the_host_link_is_shown_only_after_it_was_asked_for(dashboard, links):
    board = dashboard(24, 200).press("\r").shows("rooms ▸").shows("••••")
    board.press("v").shows("whoever has the host link")
    assert "••••" in board.text
    board.press("v").hides("••••")
    shown = re.search(r"Host URL +(\S+)", board.text).group(1)
    assert shown.startswith(links.host_link_start)
    board.press("v").shows("••••").press("q").hides("rooms ▸").press("\r").shows("••••")


def test_the_link_that_was_copied_opens_the_room(dashboard, links):
    board = dashboard().press("y").shows("guest URL").press("g").shows("try pasting")
    (link,) = requested(board)
    with urllib.request.urlopen(link, timeout=20) as answer:
        assert answer.status == 200
        assert answer.headers["Content-Type"].startswith("text/html")


def test_a_room_made_a_moment_ago_gives_its_host_link(dashboard, links):
    board = dashboard()
    links.server.room(display_name="A moment ago")
    board.shows("A moment ago").press("/", "moment", "\r").shows("filter: moment")
    board.press("y").shows("secret, asks once", seconds=3).press("h").shows("whoever has the host link")
