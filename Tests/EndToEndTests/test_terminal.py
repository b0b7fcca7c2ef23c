"""The dashboard as a person sees it: keys go in, and what stands on the terminal afterwards is looked at."""

import json
import os
import pathlib
import random
import re
import resource
import signal
import time

import pytest
import websocket
from conftest import Server, wait_for
from terminal import Terminal, Tmux, clipboard_requests, environment, needs_tmux, reaching
from wcwidth import wcwidth

CLOCK = re.compile(r"\d\d:\d\d:\d\d")
RIGHT, ESCAPE = b"\x1b[C", b"\x1b"


@pytest.fixture(scope="module")
def meetings(binary, tmp_path_factory):
    """A server whose rooms are these tests' alone."""
    server = Server(binary, tmp_path_factory.mktemp("meetings"))
    yield server
    server.stop()


@pytest.fixture
def dashboard(binary, meetings, tmp_path, terminals):
    """Opens dashboards of the server and waits until their data is alive and whole."""

    def make(rows=24, columns=80, server=None, arguments=(), before_start=None, ready="● LIVE", **variables):
        env = environment(tmp_path, **reaching(server or meetings), **variables)
        terminal = terminals([binary, *arguments], env, rows, columns, before_start)
        if not ready:
            return terminal
        rooms = (server or meetings).call("GET", "/rooms")["total_items"]
        return terminal.shows(ready).shows(f" {rooms} room{'s' if rooms != 1 else ''} ").hides("No answer from the server yet")

    return make


def find(server, path, **fields):
    """The objects of a listing whose fields are these."""
    page = server.call("GET", f"{path}?page_size=1000")
    return [entry for entry in (page if isinstance(page, list) else page["_embedded"]) if all(entry.get(name) == value for name, value in fields.items())]


def without_times(lines):
    """The screen without what time alone changes."""
    still = [re.sub(r"\d+:\d\d(:\d\d)?|\b\d+[smh]\b", "#", line) for line in lines]
    return [re.sub("[▁▂▃▄▅▆▇█]", " ", line).rstrip() for line in still]


def enter_meeting(server, room, name):
    socket = websocket.create_connection(f"ws://{server.address}/_/socket", origin=f"http://{server.address}")
    socket.send(json.dumps({"t": "hello", "room_token": room.guest_url.rsplit("/", 1)[1]}))
    assert json.loads(socket.recv())["t"] == "welcome"
    socket.send(json.dumps({"t": "enter", "name": name}))
    return socket, json.loads(socket.recv())


# Looking


@pytest.mark.parametrize(("rows", "columns"), [(24, 80), (40, 120), (50, 200)])
def test_a_room_made_by_the_api_is_on_the_board_within_a_second(dashboard, meetings, rows, columns):
    board = dashboard(rows, columns)
    name = f"!! Made at {columns}x{rows}"
    meetings.room(display_name=name)
    board.shows(name, seconds=1)
    assert re.search(rf"○ .?{name}", board.text)
    assert all(len(line) <= columns for line in board.lines)


def test_people_who_come_and_go_are_counted_within_a_second(dashboard, meetings):
    room = meetings.room(display_name="Counted")
    board = dashboard()
    socket, answer = enter_meeting(meetings, room, "Zoë Ångström")
    assert answer["t"] == "entered"
    board.shows("1 live 1 in", seconds=1)
    board.shows("Zoë Ångström", seconds=1)
    socket.send(json.dumps({"t": "leave"}))
    board.shows("0 live 0 in", seconds=1)
    socket.close()


def test_a_theme_that_comes_soon_after_a_key_is_beside_the_rooms_once_these_may_move(dashboard, meetings):
    board = dashboard(40, 120).press("j")
    meetings.call("POST", "/themes", {"theme_name": "Came late", "main_color": "#0000ff", "brand_text": "Late"})
    board.shows("#0000ff Came late", seconds=4)


def test_the_filter_keeps_the_rooms_that_have_all_words(dashboard, meetings):
    for name in ("Harbour North", "Harbour South", "Mountain North"):
        meetings.room(display_name=name)
    board = dashboard()

    def rows():
        above, _, _ = board.text.partition("─ EVENTS")
        return re.findall(r"(Harbour \w+|Mountain \w+)", above)

    board.press("/", "north HARB")
    board.wait(lambda: rows() == ["Harbour North"], "the filter did not leave one room")
    board.press("\r")
    board.shows("filter: north HARB")
    board.press("\r").shows("rooms ▸ ○  Harbour North").shows("Guest URL")
    board.press("q").shows("filter: north HARB")
    board.press("/", ESCAPE)
    board.wait(lambda: len(set(rows())) == 3, "clearing the filter did not bring the rooms back")
    board.press("/", "no such words anywhere").shows("No room passes the filter.")
    board.press(ESCAPE).shows("filter: none")


def test_enter_opens_a_room_and_q_goes_back(dashboard, meetings):
    room = meetings.room(display_name="Opened")
    board = dashboard().press("/", "Opened", "\r", "\r")
    board.shows("rooms ▸ ○  Opened").shows(room.guest_url).shows("PEOPLE  nobody is inside")
    assert "participant_token=••••" in board.text or "••••" in board.text
    assert room.host_url not in board.text
    board.press("q").shows("ST ROOM").hides("rooms ▸")


def test_the_screens_of_80x24_fit_and_say_their_keys(dashboard, meetings):
    board = dashboard()
    assert "n new" in board.text and "? help" in board.text
    board.press("?").shows("HELP")
    board.press("q").hides("HELP").press("6").shows("THEME  ")
    board.press("1").shows("rooms · filter")


# Making things


def test_a_room_is_made_with_n_its_name_and_enter(dashboard, meetings):
    board = dashboard().press("n").shows("New room")
    board.press("Zoë's 审计例会", "\r").shows("ok: room Zoë's 审计例会 is there")
    (made,) = find(meetings, "/rooms", display_name="Zoë's 审计例会")
    assert made["type"] == "instant"
    board.hides("New room")


def test_a_long_term_room_closes_in_two_hours(dashboard, meetings):
    board = dashboard().press("n").shows("New room")
    board.press("Two hours", "\t", RIGHT).shows("long_term")
    board.press("\t", "+2h").shows("closes 20").press("\r").shows("ok: room Two hours is there")
    (made,) = find(meetings, "/rooms", display_name="Two hours")
    assert made["type"] == "long_term"
    closes = time.mktime(time.strptime(made["expires_at"][:19], "%Y-%m-%dT%H:%M:%S")) - time.timezone
    assert abs(closes - time.time() - 7200) < 90


def test_a_form_without_a_name_says_so_beside_the_field(dashboard, meetings):
    before = len(find(meetings, "/rooms"))
    board = dashboard().press("n").shows("New room").press("\r")
    board.shows('"display_name" is not allowed to be empty')
    assert re.search(r"!\W*display_name", board.text)
    board.press("Named after all", "\r").shows("ok: room Named after all is there")
    assert len(find(meetings, "/rooms")) == before + 1


def test_a_closing_time_in_the_past_is_refused_beside_the_field(dashboard, meetings):
    board = dashboard().press("n").shows("New room")
    board.press("Yesterday's", "\t", RIGHT, "\t", "2020-01-31 18:00").shows("in the past").press("\r")
    board.shows('"expires_at"')
    assert re.search(r"!\W*expires_at", board.text)
    assert "New room" in board.text
    assert find(meetings, "/rooms", display_name="Yesterday's") == []


def test_a_refusal_of_the_server_stands_in_the_form_and_nothing_typed_is_lost(dashboard, meetings):
    taken = {"theme_name": "Taken", "main_color": "#123456", "brand_text": "Brand", "short_company_url": "taken"}
    meetings.call("POST", "/themes", taken)
    board = dashboard().press("6").shows("Taken").press("n").shows("New theme")
    board.press("Second", "\t", "0088ff", "\t", "Brand", "\t", "taken", "\r")
    board.wait(lambda: re.search(r"!\W*short_company_url|error: ", board.text), "no refusal was shown")
    assert "Second" in board.text and "#0088ff" in board.text
    assert "Second" not in [theme["theme_name"] for theme in meetings.call("GET", "/themes")]


def test_a_theme_is_made_by_keys(dashboard, meetings):
    board = dashboard().press("6").shows("THEME  ").press("n").shows("New theme")
    board.press("Evening", "\t", "12f64e", "\t", "Evening Events", "\r").shows("ok: theme Evening is there")
    themes = meetings.call("GET", "/themes")
    (made,) = [theme for theme in themes if theme["theme_name"] == "Evening"]
    assert (made["main_color"], made["brand_text"]) == ("#12f64e", "Evening Events")


def test_a_read_only_dashboard_says_why_n_does_nothing(dashboard, meetings):
    board = dashboard(arguments=["--read-only"])
    assert "RO" in board.header
    board.press("n").shows("New room: read-only")
    assert "display_name" not in board.text


def test_pasted_keys_are_text_and_never_run(dashboard, meetings):
    board = dashboard().press(b"\x1b[200~qqn\r\x1b[201~").shows("pasted text goes into an input line only")
    board.press("n").shows("New room").press(b"\x1b[200~Pasted\r\nname\x1b[201~").shows("Pastedname")
    assert "New room" in board.text
    assert board.process.poll() is None


# Leaving


def test_q_twice_leaves_the_terminal_as_it_was(dashboard):
    board = dashboard().press("q").shows("q again quits").press("q")
    assert board.ended() == 0
    board.assert_clean()


def test_one_q_and_another_key_stays(dashboard):
    board = dashboard().press("q").shows("q again quits").press("j").hides("q again quits")
    board.press("q").shows("q again quits")
    assert board.process.poll() is None


def test_control_c_cancels_and_twice_quits(dashboard):
    board = dashboard().press("n").shows("New room").press(b"\x03").hides("New room").shows("^C again quits")
    board.press(b"\x03")
    assert board.ended() == 0
    board.assert_clean()


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGQUIT"])
def test_a_signal_ends_it_and_leaves_the_terminal_clean(dashboard, name):
    board = dashboard()
    number = getattr(signal, name)
    board.signal(number)
    assert board.ended(5) in (128 + number, -number)
    board.assert_clean()


def test_an_interrupt_from_outside_cancels_and_the_second_quits(dashboard):
    board = dashboard()
    board.signal(signal.SIGINT)
    board.shows("^C again quits")
    board.signal(signal.SIGINT)
    assert board.ended(5) in (0, 130)
    board.assert_clean()


def leave_no_core():
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


@pytest.mark.parametrize("name", ["SIGSEGV", "SIGABRT", "SIGBUS", "SIGFPE", "SIGILL"])
def test_a_crash_leaves_the_terminal_clean_and_tells_the_shell(dashboard, name):
    # Where the Swift toolchain is installed, its backtracer would first look at the program for half a minute.
    board = dashboard(before_start=leave_no_core, SWIFT_BACKTRACE="enable=no")
    number = getattr(signal, name)
    board.signal(number)
    assert board.ended(5) == -number
    board.assert_clean()


@pytest.mark.parametrize("ignores_hangup", [False, True], ids=["", "with HUP ignored"])
@pytest.mark.parametrize("place", ["board", "form"])
def test_a_closed_window_ends_it_at_once(dashboard, ignores_hangup, place):
    ignore = (lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN)) if ignores_hangup else None
    board = dashboard(before_start=ignore)
    if place == "form":
        board.press("n").shows("New room")
    before = processor_time(board.process.pid)
    board.hang_up()
    status, usage = wait_for(lambda: collected(board.process.pid), "the dashboard outlives its terminal", 2)
    board.process.returncode = os.waitstatus_to_exitcode(status)
    assert board.process.returncode in (129, -signal.SIGHUP)
    assert usage.ru_utime + usage.ru_stime - before < 0.5


def collected(pid):
    """Status and use of a child that has ended."""
    found, status, usage = os.wait4(pid, os.WNOHANG)
    return (status, usage) if found else None


def processor_time(pid):
    """Seconds of processor time that a process and its children have used."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    children = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    own = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return own + sum(processor_time(child) for child in children)


@needs_tmux
def test_control_z_gives_a_clean_shell_and_fg_draws_again(binary, meetings, tmp_path):
    shell = ["bash", "--norc", "--noprofile", "-i"]
    env = environment(tmp_path, **reaching(meetings), PS1="shell> ", G=binary)
    tmux = Tmux(tmp_path, shell, env)
    try:
        tmux.shows("shell>").press("stty -a > ~/before; $G", "\r")
        tmux.shows("● LIVE")
        assert tmux("display", "-p", "-t", "main", "#{alternate_on}").strip() == "1"
        tmux("send-keys", "-t", "main", "C-z")
        tmux.shows("Stopped")
        state = "#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{keypad_cursor_flag} #{keypad_flag}"
        assert tmux("display", "-p", "-t", "main", state).split() == ["0", "1", "0", "0", "0"]
        tmux.press("stty -a > ~/after; echo heard-$((40+2))", "\r").shows("heard-42")
        assert (tmp_path / "after").read_text() == (tmp_path / "before").read_text()
        meetings.room(display_name="!! While you slept")
        tmux.press("fg", "\r").shows("● LIVE").shows("While you slept")
        assert "heard-42" not in tmux.text
        tmux.press("q").shows("q again quits").press("q").shows("heard-42")
        assert tmux("display", "-p", "-t", "main", state).split() == ["0", "1", "0", "0", "0"]
    finally:
        tmux.close()


def test_control_z_without_a_shell_that_could_wake_it_goes_on(dashboard):
    board = dashboard().press(b"\x1a")
    board.press("?").shows("HELP")


# Sizes


def wait_for_same(screen, fresh):
    """Waits until a screen shows what a fresh one does."""

    def differences():
        both = zip(without_times(screen.lines), without_times(fresh.lines), strict=True)
        return [(mine, new) for mine, new in both if mine != new]

    try:
        wait_for(lambda: not differences(), "the two differ", 5)
    except AssertionError:
        found = differences()
        assert not found, "\n".join(f"{mine}\n{new}   <- fresh" for mine, new in found)


def storm(seed):
    sizes = random.Random(seed)
    return [(sizes.randint(1, 60), sizes.randint(1, 200)) for _ in range(100)]


@pytest.mark.parametrize("place", ["board", "form"])
def test_a_storm_of_sizes_ends_in_the_picture_of_the_last_one(dashboard, meetings, place):
    meetings.room(display_name="!! B weathers the storm")
    keys = {"board": [], "form": ["n"]}[place]
    sign = {"board": "weathers", "form": "New room"}[place]
    board = dashboard().shows("weathers").press("/", "weathers", "\r", *keys).shows(sign)
    for rows, columns in storm(place):
        before = len(board.written)
        board.resize(rows, columns)
        # Most sizes are answered before the next one comes, some are not.
        if rows % 4:
            deadline = time.monotonic() + 0.1
            while len(board.written) == before and time.monotonic() < deadline:
                board.process.poll()
                assert board.process.returncode is None, f"it ended at {columns}x{rows}"
    board.resize(30, 100)
    board.shows(sign)
    fresh = dashboard(30, 100).press("/", "weathers", "\r", *keys).shows(sign)
    wait_for_same(board, fresh)


@pytest.mark.parametrize(("rows", "columns"), [(4, 80), (24, 19), (4, 19), (1, 80), (2, 8), (1, 1)])
def test_a_terminal_too_small_for_rows_shows_one_status_line(dashboard, meetings, rows, columns):
    board = dashboard(rows, columns, ready=None)
    board.wait(lambda: board.lines[0][:1] == "!", "no status line was shown")
    if columns >= 19:
        board.shows("!!0 !0")
    if columns >= 40:
        board.shows("LIVE")
    assert not any(board.lines[1:])
    board.press("q", "q")
    assert board.ended() == 0
    board.assert_clean()


@needs_tmux
def test_inside_tmux_every_change_of_size_is_drawn_whole(binary, dashboard, meetings, tmp_path):
    for number in range(12):
        meetings.room(display_name=f"!! A pane {number:02}")
    tmux = Tmux(tmp_path, [binary], environment(tmp_path, **reaching(meetings)))
    try:
        tmux.shows("!! A pane 11")
        for rows, columns in [(30, 100), (10, 40), (30, 100), (40, 120), (24, 80)]:
            fresh = dashboard(rows, columns, ready="!! A pane 00")
            tmux("resize-window", "-t", "main", "-x", columns, "-y", rows)
            wait_for_same(tmux, fresh)
    finally:
        tmux.close()


# Colours


def colour_codes(written):
    """The parameters of colour in all SGR sequences."""
    found = []
    for parameters in re.findall(rb"\x1b\[([0-9;:]*)m", written):
        codes = [int(code) for code in re.split(rb"[;:]", parameters) if code]
        found += [code for code in codes if 30 <= code <= 49 or 90 <= code <= 107]
    return found


def test_no_color_sends_no_colour(dashboard, meetings):
    meetings.room(display_name="Grey")
    assert colour_codes(dashboard().written)
    grey = dashboard(NO_COLOR="1").press("n").shows("New room")
    grey.press(ESCAPE).hides("New room").press("6").shows("THEME  ")
    grey.press("q", "q").shows("q again quits").press("q")
    assert grey.ended() == 0
    assert colour_codes(grey.written) == []


@pytest.mark.parametrize("arguments", [["--color", "never"], ["--color=never"]])
def test_color_never_sends_no_colour(dashboard, arguments):
    board = dashboard(arguments=arguments, COLORTERM="truecolor")
    board.press("6").shows("themes").press("q", "q", "q")
    board.ended()
    assert colour_codes(board.written) == []


def test_color_always_outweighs_no_color(dashboard):
    assert colour_codes(dashboard(arguments=["--color", "always"], NO_COLOR="1").written)


@pytest.mark.parametrize(
    ("colorterm", "expected"), [("truecolor", b"38;2;18;246;78"), ("", b"38;5;47")], ids=["truecolor", "256"]
)
def test_a_themes_colour_is_shown_as_true_as_the_terminal_can(dashboard, meetings, colorterm, expected):
    if not find(meetings, "/themes", brand_text="True"):
        meetings.call("POST", "/themes", {"main_color": "#12f64e", "brand_text": "True"})
    board = dashboard(COLORTERM=colorterm).press("6").shows("#12f64e")
    board.wait(lambda: expected in board.written, "the colour was not sent")


def test_ascii_draws_without_signs(dashboard, meetings):
    meetings.room(display_name="Plain room")
    board = dashboard(arguments=["--ascii"], ready="# LIVE")
    board.shows("Plain room").press("?").shows("HELP").press("q").hides("HELP")
    assert [character for character in board.text if ord(character) > 126] == []


# Names from strangers


HOSTILE = {
    "clipboard": "Clip\x1b]52;c;SEFDS0VE\x07end",
    "title": "Title\x1b]0;OWNED\x1b\\end",
    "csi": "Csi\x1b[7777h\x1b[2J\x1b[31mRED\x1b[6nend",
    "c1": "C1\x9b31mRED\x9d0;OWNED\x9cend",
    "bidi": "Bidi\u202egnp.exe\u2066\u2069\u200f end",
    "zwj": "Zwj 👩‍💻 👨‍👩‍👧‍👦 ❤️ 1️⃣ end",
    "zero": "Zero\u200b\u200c\u200d\ufeff\u00ad end",
    "lines": "Lines\r\nTWO\tTHREE\x01\x0b\x0c\x08\x7fend",
    "marks": "Marks a" + "\u0301" * 100 + " end",
    "tags": "Tags\U000e0041\U000e0042\ue000\U0010ffff end",
    "wide": "Wide 审计例会" * 20,
}  # fmt: skip

# All that the terminal library and the dashboard itself send besides text.
OWN_SEQUENCES = re.compile(
    r"\x1b\[[0-9;?]*[A-Za-z@`]|\x1b[()][A-Z0-9]|\x1b[=>78MH]|\x1b\]2;(?:!!\d+ !\d+ )?greenroom [^\x00-\x1f\x7f-\x9f]*\x07"
)


def stray_characters(written):
    """Characters that steer a terminal or reorder a line, outside of the dashboard's own sequences.

    The two joiners are letters of some scripts.
    """
    text = OWN_SEQUENCES.sub("", written.decode("utf-8", "replace"))
    controls = r"\x00-\x07\x0b\x0c\x10-\x1f\x7f-\x9f"
    directions = r"\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f"
    return re.findall(f"[{controls}{directions}]", text)


@pytest.fixture(scope="module")
def hostile(binary, tmp_path_factory):
    """A server where everything that strangers may name is hostile."""
    server = Server(binary, tmp_path_factory.mktemp("hostile"))
    refused = []
    for key, name in HOSTILE.items():
        theme = {"theme_name": name, "main_color": "#123456", "brand_text": name}
        room = {"display_name": name, "metadata": name}
        for path, body in (("/themes", theme), ("/rooms", room)):
            try:
                answer = server.call("POST", path, body)
                if path == "/themes":
                    theme_id = answer["theme_id"]
                    room = {**room, "theme_id": theme_id}
            except AssertionError as refusal:
                refused.append((key, path, str(refusal)))
    server.refused = refused
    server.meeting = server.room(display_name="!! Everybody")
    server.sockets = [enter_meeting(server, server.meeting, name)[0] for name in HOSTILE.values()]
    yield server
    for socket in server.sockets:
        socket.close()
    server.stop()


def test_a_name_of_ten_kilobytes_is_refused_or_cut(hostile):
    with pytest.raises(AssertionError, match="400"):
        hostile.room(display_name="x" * 10_000)
    _, answer = enter_meeting(hostile, hostile.meeting, "Long " + "y" * 10_000)
    assert answer["t"] != "entered" or len(answer["you"]["name"]) <= 200


@pytest.mark.parametrize(("rows", "columns"), [(24, 80), (40, 120)])
def test_hostile_names_reach_the_terminal_as_harmless_text(dashboard, hostile, rows, columns):
    board = dashboard(rows, columns, server=hostile).shows("Everybody")
    # Through every view: rooms, one room with its people, copy menu, themes, and the form that offers themes.
    for _ in range(len(HOSTILE) + 2):
        board.press("j")
    board.press("gg", "/", "everybody", "\r", "\r").shows("PEOPLE")
    for _ in range(len(HOSTILE)):
        board.press("j")
    board.press("q").shows("filter: everybody").press("/", ESCAPE).shows("filter: none")
    for name in ("Clip", "Csi", "C1", "Bidi", "Title", "Lines"):
        board.press("/", name, "\r").shows(f"filter: {name}").press("\r").shows("rooms ▸")
        board.press("y").shows("q closes")
        board.press("q").hides("q closes").press("q").shows(f"filter: {name}").press("/", ESCAPE).shows("filter: none")
    board.press("6").shows("THEME  ").press("G", "q").hides("THEME  ")
    board.press("n").shows("New room").press("\t\t\t")
    for _ in range(len(HOSTILE) + 1):
        board.press(RIGHT)
    board.press(ESCAPE, ESCAPE, ESCAPE).hides("New room").press("q").shows("q again quits").press("q")
    assert board.ended() == 0
    written = board.written
    assert stray_characters(written) == []
    assert "\u200d" not in written.decode(), "terminals disagree about how wide joined emoji are"
    assert clipboard_requests(written) == []
    for payload in (b"\x1b]0", b"\x1b]52", b"\x1b[7777h", b"\x1b[6n", b"\x1b[31mRED", b"\xc2\x9b", b"\xc2\x9d"):
        assert payload not in written
    board.assert_clean()


PIECES = [
    "\x1b", "\x1b[", "\x1b[2J", "\x1b[31m", "\x1b]52;c;SEFDS0VE\x07", "\x1b]0;OWNED\x1b\\", "\x1bP", "\x1b_", "\x1bc",
    "\x9b31m", "\x9d52;c;SEFDS0VE\x9c", "\x90", "\x85", "\u202e", "\u202d", "\u2066", "\u2069", "\u200e", "\u200f",
    "\u061c", "\u200b", "\u200d", "\ufeff", "\u00ad", "\u2028", "\u2029", "\U000e0041", "\U000e007f", "\ue000",
    "\U0010ffff", "\ufffe", "👩‍💻", "👨‍👩‍👧‍👦", "❤️", "1️⃣", "🇩🇪", "👍🏽", "審計", "한", "ﷺ", "مريم", "שלום", "a\u0301\u0301\u0301",
    "\u0300", "นี้", "नि", "\r", "\n", "\t", "\b", "\x7f", "\x00", "\x0e", "\x0f", "\x05", "x" * 40, " ", "%n%s", "$(id)",
]  # fmt: skip


def hostile_names(count):
    """Names made of what harms terminals, the same in each run; one is of ten kilobytes."""
    pick = random.Random(13)
    made = ["".join(pick.choices(PIECES, k=pick.randint(1, 8))) for _ in range(count - 1)]
    return [*made, "\x1b[31m" * 2000]


def test_a_thousand_hostile_names_send_nothing_that_steers_the_terminal(binary, tmp_path, terminals):
    folder = tmp_path / "server"
    folder.mkdir()
    server = Server(binary, folder)
    taken = 0
    sockets = []
    try:
        meeting = server.room(display_name="!! Everybody")
        for number, name in enumerate(hostile_names(1000)):
            kind = number % 10
            try:
                if kind == 0:
                    server.call("POST", "/themes", {"theme_name": name, "main_color": "#123456", "brand_text": name})
                elif kind == 1:
                    sockets.append(enter_meeting(server, meeting, name)[0])
                else:
                    server.call("POST", "/rooms", {"display_name": name, "metadata": name})
                taken += 1
            except AssertionError:
                pass  # The server refuses some, which is its right.
        assert taken > 300
        board = terminals([binary], environment(tmp_path, **reaching(server)), 50, 160).shows("Everybody")
        board.press("2").shows("rooms")
        for _ in range(30):
            before = len(board.written)
            board.press(b"\x1b[6~").wait(lambda: len(board.written) > before, "nothing moved")
        for key in "3456789":
            board.press(key)
        board.press("1", "gg").shows("EVENTS").press("/", "everybody", "\r", "\r").shows("PEOPLE")
        written = board.written
        assert stray_characters(written) == []
        assert clipboard_requests(written) == []
        for payload in (b"\x1b]0", b"\x1b]52", b"\x1bP", b"\x1b_", b"\x1bc", b"\xc2\x9b", b"\xc2\x9d", b"\xc2\x90"):
            assert payload not in written
    finally:
        for socket in sockets:
            socket.close()
        server.stop()


@needs_tmux
def test_hostile_names_keep_the_columns_straight(binary, hostile, tmp_path):
    tmux = Tmux(tmp_path, [binary], environment(tmp_path, **reaching(hostile)), 40, 120)
    try:
        tmux.shows("Everybody").shows("Wide 审计例会").shows("Zwj")
        lines = tmux.text.splitlines()
        framed = lines[1:-3]
        assert [line for line in framed if line[-1:] not in "│┐┘┤"] == []
        # Where tmux and the dashboard disagree about a width, the frame's right end is not in the last column.
        ends = {sum(max(0, wcwidth(character)) for character in line) for line in framed}
        assert ends == {120}
        assert "OWNED" not in tmux("display", "-p", "-t", "main", "#{pane_title}")
        buffers = tmux("list-buffers")
        assert buffers == ""
    finally:
        tmux.close()


def test_listings_on_a_terminal_show_hostile_names_as_harmless_text(binary, hostile, tmp_path, terminals):
    for verb in ("rooms", "themes"):
        listing = terminals([binary, verb], environment(tmp_path, **reaching(hostile)), 24, 200)
        assert listing.ended() == 0
        assert b"Clip" in listing.written
        assert stray_characters(listing.written) == []
        assert b"\x1b" not in listing.written


# Rest


@pytest.fixture(scope="module", autouse=True)
def quiet(binary, tmp_path_factory):
    """A dashboard that is left alone while the other tests run, with what it had used when it was."""
    server = Server(binary, tmp_path_factory.mktemp("quiet"))
    server.call("POST", "/rooms", {"display_name": "Quiet"})
    board = Terminal([binary], environment(tmp_path_factory.mktemp("home"), **reaching(server)), 40, 120)
    try:
        board.shows("● LIVE").shows("Quiet")
        first = CLOCK.search(board.header).group()
        board.wait(lambda: CLOCK.search(board.header).group() != first, "the clock stands")
        board.left_alone = time.monotonic(), len(board.written), processor_time(board.process.pid)
        yield board
    finally:
        board.close()
        server.stop()


def test_ten_quiet_seconds_cost_next_to_nothing(quiet):
    since, bytes_before, used = quiet.left_alone
    wait_for(lambda: time.monotonic() - since >= 10, "ten seconds do not pass")
    first = CLOCK.search(quiet.header).group()
    quiet.wait(lambda: CLOCK.search(quiet.header).group() != first, "the clock stands", 3)
    assert "● LIVE" in quiet.header
    seconds = time.monotonic() - since
    assert (len(quiet.written) - bytes_before) / seconds < 60
    assert (processor_time(quiet.process.pid) - used) / seconds < 0.01
