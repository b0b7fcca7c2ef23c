"""What is left of the terminal, and what the shell is told, when the dashboard is ended by force."""

import fcntl
import os
import random
import re
import resource
import signal
import subprocess
import time

import pytest
from conftest import Server, wait_for
from terminal import Tmux, children, environment, is_alive, is_guard, needs_tmux, reaching

# Asked for, or a crash: each ends the program at once or after it has tidied up.
SIGNALS = ["SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT", "SIGABRT", "SIGSEGV", "SIGKILL"]
SAID = b"greenroom was ended by signal 9 (Killed). The terminal has been given back."


@pytest.fixture(scope="module")
def meetings(binary, tmp_path_factory):
    server = Server(binary, tmp_path_factory.mktemp("meetings"))
    yield server
    server.stop()


@pytest.fixture
def dashboard(binary, meetings, tmp_path, terminals):
    def make(ready="● LIVE", before_start=None):
        env = environment(tmp_path, **reaching(meetings), SWIFT_BACKTRACE="enable=no")
        board = terminals([binary], env, before_start=before_start or leave_no_core)
        return board.shows(ready) if ready else board

    return make


def leave_no_core():
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def ignore_hangup():
    signal.signal(signal.SIGHUP, signal.SIG_IGN)


def end(board, process, number):
    """A first interrupt only cancels."""
    os.kill(process, number)
    if number == signal.SIGINT:
        board.shows("^C again quits")
        os.kill(process, number)


def expected_status(number):
    """The dashboard ends by itself when it is asked to; what cannot be caught, and a crash, is told as it was."""
    if number == signal.SIGINT:
        return 0
    return 128 + number if number in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT) else -number


@pytest.mark.parametrize("name", SIGNALS)
def test_whatever_ends_it_the_terminal_is_as_it_was(dashboard, name):
    board, number = dashboard(), getattr(signal, name)
    guard, program = board.process.pid, board.program
    assert is_guard(guard) and guard != program
    end(board, program, number)
    assert board.ended(5) == expected_status(number)
    board.assert_clean()
    assert not is_alive(program)
    assert (SAID in board.written) == (name == "SIGKILL")


@pytest.mark.parametrize("name", [name for name in SIGNALS if name != "SIGKILL"])
def test_a_signal_for_the_process_that_the_shell_knows_reaches_the_program(dashboard, name):
    board, number = dashboard(), getattr(signal, name)
    end(board, board.process.pid, number)
    assert board.ended(5) == expected_status(number)
    board.assert_clean()


def test_without_its_guard_the_program_gives_the_terminal_back_by_itself(dashboard):
    board = dashboard()
    program = board.program
    os.kill(board.process.pid, signal.SIGKILL)
    wait_for(lambda: not is_alive(program), "the program outlives its guard", 5)
    assert board.ended(5) == -signal.SIGKILL
    board.assert_clean()


@pytest.mark.parametrize("sign", [b"\x1b[?1049h", b"\x1b[22;2t", b"\x1b[?2004h", b"EVENTS"])
def test_killed_while_it_opens_it_leaves_nothing_behind(dashboard, sign):
    board = dashboard(ready=None)
    wait_for(lambda: sign in board.written, f"it never wrote {sign}")
    board.signal(signal.SIGKILL)
    assert board.ended(5) == -signal.SIGKILL
    board.assert_clean()


def test_killed_while_it_is_stopped_it_leaves_nothing_behind(dashboard):
    board = dashboard()
    program = board.program
    os.kill(program, signal.SIGSTOP)
    wait_for(lambda: state(program) == "T", "the program was not stopped")
    os.kill(program, signal.SIGKILL)
    assert board.ended(5) == -signal.SIGKILL
    board.assert_clean()


def state(process):
    with open(f"/proc/{process}/stat") as stat:
        return stat.read().rpartition(")")[2].split()[0]


@pytest.mark.parametrize("prepare", [None, ignore_hangup], ids=["", "with HUP ignored"])
def test_when_the_terminal_is_gone_both_are_gone_within_a_second(dashboard, prepare):
    board = dashboard(before_start=prepare)
    program = board.program
    board.hang_up()
    began = time.monotonic()
    wait_for(lambda: not is_alive(program), "the program outlives its terminal", 1)
    assert board.process.wait(timeout=1) in (129, -signal.SIGHUP)
    assert time.monotonic() - began < 1


def test_a_terminal_that_takes_no_bytes_does_not_hold_it(dashboard):
    board = dashboard()
    board.is_reading = False
    board.reader.join()
    fcntl.fcntl(board.slave, fcntl.F_SETFL, fcntl.fcntl(board.slave, fcntl.F_GETFL) | os.O_NONBLOCK)
    with pytest.raises(BlockingIOError):
        while True:
            os.write(board.slave, b"." * 4096)
    fcntl.fcntl(board.slave, fcntl.F_SETFL, fcntl.fcntl(board.slave, fcntl.F_GETFL) & ~os.O_NONBLOCK)
    board.signal(signal.SIGKILL)
    assert board.process.wait(timeout=3) == -signal.SIGKILL
    assert board.stty() == board.stty_before


def test_the_guard_costs_little_and_rests(dashboard):
    board = dashboard()
    guard = board.process.pid

    def used():
        with open(f"/proc/{guard}/smaps_rollup") as rollup:
            private = sum(int(line.split()[1]) for line in rollup if re.match("Private_(Clean|Dirty)", line))
        with open(f"/proc/{guard}/status") as status:
            switches = [int(line.split()[1]) for line in status if "ctxt_switches" in line]
        return private, sum(switches)

    private, before = used()
    assert private < 2048
    board.press("?").shows("HELP").press("q").hides("HELP")
    assert used()[1] == before


# Commands


@pytest.mark.parametrize(
    "words",
    [["--version"], ["--help"], ["--no-such-flag"], ["no-such-verb"], ["rooms", "--no-such-flag"], ["rooms"],
     ["open", "/nowhere/at.all"], ["exit-codes"], ["--server", "no address"]],
    ids=" ".join,
)  # fmt: skip
def test_a_command_ends_on_a_terminal_as_it_does_elsewhere(binary, tmp_path, terminals, words):
    env = environment(tmp_path)
    elsewhere = subprocess.run([binary, *words], env=env, stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
    terminal = terminals([binary, *words], env)
    assert terminal.ended(20) == elsewhere.returncode
    terminal.assert_clean()


@pytest.mark.parametrize(("name", "key"), [("SIGTERM", None), ("SIGINT", None), ("SIGINT", b"\x03")])
def test_a_server_on_a_terminal_has_no_guard_and_ends_when_asked(binary, tmp_path, terminals, name, key):
    env = environment(tmp_path)
    words = ["serve", "--listen", "127.0.0.1:0", "--data", tmp_path / "data"]
    server = terminals([binary, *words], env, columns=200)
    wait_for(lambda: re.search(rb"127\.0\.0\.1:\d+", server.written), "the server does not say its address")
    assert not is_guard(server.process.pid)
    assert children(server.process.pid) == []
    if key:
        server.press(key)
    else:
        server.signal(getattr(signal, name))
    assert server.ended(20) == 0
    server.assert_clean()


def test_control_c_ends_a_command_that_waits(binary, meetings, tmp_path, terminals):
    meetings.room(display_name="Followed")
    events = terminals([binary, "events", "--follow"], environment(tmp_path, **reaching(meetings)), columns=120)
    events.shows("Followed").press(b"\x03")
    assert events.ended(5) in (0, 130, -signal.SIGINT)
    events.assert_clean()


def test_control_c_ends_the_dashboard_of_lines(binary, meetings, tmp_path, terminals):
    plain = terminals([binary, "--plain"], environment(tmp_path, **reaching(meetings)), columns=120)
    wait_for(lambda: is_guard(plain.process.pid), "it has no guard")
    plain.shows("data: live").press(b"\x03")
    assert plain.ended(5) in (0, 130, -signal.SIGINT)
    plain.assert_clean()


# Jobs


@pytest.fixture
def bash(binary, meetings, tmp_path):
    shell = ["bash", "--norc", "--noprofile", "-i"]
    env = environment(tmp_path, **reaching(meetings), PS1="shell> ", G=binary)
    tmux = Tmux(tmp_path, shell, env, columns=100)
    tmux.shows("shell>").press("stty -a > ~/before; ulimit -c 0; clear", "\r").hides("ulimit")
    yield tmux
    tmux.close()


def is_left_clean(tmux, home):
    """The modes that tmux knows of, and the line discipline, as the shell had them."""
    number = random.randrange(10**6, 10**8)
    tmux.press(f"stty -a > ~/after; echo heard-$(({number}+1))", "\r").shows(f"heard-{number + 1}")
    flags = "#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{keypad_cursor_flag} #{keypad_flag}"
    modes = tmux("display", "-p", "-t", "main", flags).split()
    return modes == ["0", "1", "0", "0", "0"] and (home / "after").read_text() == (home / "before").read_text()


def job(tmux):
    """The guard and the program of the shell's one job."""
    shell = int(tmux("display", "-p", "-t", "main", "#{pane_pid}"))
    wait_for(lambda: len(children(shell)) == 1 and is_guard(children(shell)[0]), "the shell has no such job")
    (guard,) = children(shell)
    return guard, children(guard)[0]


@needs_tmux
@pytest.mark.parametrize("who", ["program", "guard"])
def test_a_shell_goes_on_after_a_kill(bash, tmp_path, who):
    bash.press("$G", "\r").shows("● LIVE")
    guard, program = job(bash)
    os.kill({"guard": guard, "program": program}[who], signal.SIGKILL)
    wait_for(lambda: not is_alive(program) and not is_alive(guard), "one of the two goes on", 5)
    bash.press("\r", "echo status-$?", "\r").shows("status-137" if who == "program" else "status-")
    assert is_left_clean(bash, tmp_path)


@needs_tmux
@pytest.mark.parametrize(
    ("name", "target"),
    [("SIGTSTP", "job"), ("SIGTSTP", "guard"), ("SIGTSTP", "program"), ("SIGSTOP", "job"), ("SIGSTOP", "program")],
)
def test_a_stop_from_outside_is_one_stop_and_fg_goes_on(bash, tmp_path, name, target):
    bash.press("$G", "\r").shows("● LIVE")
    guard, program = job(bash)
    number = getattr(signal, name)
    for _ in range(2):
        if target == "job":
            os.killpg(os.getpgid(guard), number)
        else:
            os.kill({"guard": guard, "program": program}[target], number)
        wait_for(lambda: state(guard) == state(program) == "T", "the two were not stopped", 5)
        if name == "SIGTSTP":
            assert is_left_clean(bash, tmp_path)
        bash.press("fg", "\r")
        wait_for(lambda: "T" not in (state(guard), state(program)), "fg did not wake both", 5)
        bash.shows("● LIVE").press("?").shows("HELP").press("q").hides("HELP")
    bash.press("q").shows("q again quits").press("q").hides("● LIVE")
    assert is_left_clean(bash, tmp_path)


@needs_tmux
def test_a_stopped_job_that_is_killed_leaves_a_clean_shell(bash, tmp_path):
    bash.press("$G", "\r").shows("● LIVE")
    guard, program = job(bash)
    bash("send-keys", "-t", "main", "C-z")
    bash.shows("Stopped").press("kill -9 %1; wait; clear", "\r")
    wait_for(lambda: not is_alive(program) and not is_alive(guard), "one of the two goes on", 5)
    assert is_left_clean(bash, tmp_path)
    assert "greenroom " not in bash("display", "-p", "-t", "main", "#{pane_title}")


@needs_tmux
def test_a_job_sent_to_the_background_waits_and_comes_back(bash, tmp_path):
    bash.press("$G", "\r").shows("● LIVE")
    guard, program = job(bash)
    bash("send-keys", "-t", "main", "C-z")
    bash.shows("Stopped").press("bg", "\r")
    wait_for(lambda: state(guard) == state(program) == "T", "it reads the shell's keys", 5)
    bash.press("fg", "\r").shows("● LIVE").press("q").shows("q again quits").press("q").hides("● LIVE")
    assert is_left_clean(bash, tmp_path)


@needs_tmux
def test_a_script_goes_on_after_a_kill(bash, tmp_path):
    bash.press("""sh -c '$G; echo "status=$?"; read line; echo "read=$line"'""", "\r").shows("● LIVE")
    shell = int(bash("display", "-p", "-t", "main", "#{pane_pid}"))
    (script,) = children(shell)
    (guard,) = children(script)
    os.kill(children(guard)[0], signal.SIGKILL)
    bash.shows("status=137").press("a word", "\r").shows("read=a word")
    assert is_left_clean(bash, tmp_path)
