"""A terminal of our own: a pseudo-terminal whose bytes are kept and drawn, and a tmux on a socket of its own."""

import base64
import contextlib
import fcntl
import os
import pathlib
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import termios
import threading
import uuid

import pyte
import pytest
from conftest import wait_for

# Private modes that a program may leave behind, and what each does to the shell.
MODES = {
    1: "cursor keys send other codes", 47: "alternate screen", 1000: "mouse", 1002: "mouse", 1003: "mouse",
    1004: "focus reports", 1006: "mouse", 1047: "alternate screen", 1049: "alternate screen", 2004: "bracketed paste",
    2026: "held output",
}  # fmt: skip
OSC_52 = re.compile(rb"\x1b\]52;([^;\x07\x1b]*);([^\x07\x1b]*)(?:\x07|\x1b\\)")
SGR = re.compile(rb"\x1b\[([0-9;:]*)m")


def environment(home, **variables):
    """A login of somebody without tmux, ssh or a desktop, whose files are all in `home`."""
    return {
        "HOME": str(home), "PATH": os.environ["PATH"], "SHELL": "/bin/bash", "TERM": "xterm-256color",
        "LANG": "C.UTF-8", "TZ": "UTC", "XDG_CONFIG_HOME": f"{home}/config", "XDG_STATE_HOME": f"{home}/state",
        "XDG_DATA_HOME": f"{home}/share", **variables,
    }  # fmt: skip


def reaching(server):
    """Variables by which a dashboard or a command finds a server."""
    return {
        "GREENROOM_SERVER": server.base,
        "GREENROOM_APPLICATION_ID": server.application["application_id"],
        "GREENROOM_PRIVATE_KEY": server.application["private_key_path"],
    }


class Screen(pyte.Screen):
    """What an xterm shows; pyte knows no scrolling by lines and no repeated characters."""

    last = " "

    def draw(self, data):
        self.last = data[-1:] or self.last
        super().draw(data)

    def repeat(self, count=1):
        super().draw(self.last * count)

    def scroll_up(self, count=1):
        self._scroll(count, self.delete_lines)

    def scroll_down(self, count=1):
        self._scroll(count, self.insert_lines)

    def _scroll(self, count, move):
        row, column = self.cursor.y, self.cursor.x
        self.cursor.y = self.margins.top if self.margins else 0
        move(count or 1)
        self.cursor.y, self.cursor.x = row, column


class Stream(pyte.ByteStream):
    """Knows the sequences of `Screen` too."""

    csi = {**pyte.ByteStream.csi, "S": "scroll_up", "T": "scroll_down", "b": "repeat"}
    events = pyte.ByteStream.events | {"scroll_up", "scroll_down", "repeat"}


class Terminal:
    """A program on a pseudo-terminal: what it wrote, what a person would see, and the keys that are pressed."""

    def __init__(self, command, env, rows=24, columns=80, before_start=None):
        self.output = bytearray()
        self.lock = threading.Lock()
        self.screen = Screen(columns, rows)
        self.stream = Stream(self.screen)
        self.master, self.slave = pty.openpty()
        self._set_size(rows, columns)
        self.stty_before = self.stty()

        def take_terminal():
            os.setsid()
            fcntl.ioctl(self.slave, termios.TIOCSCTTY, 0)
            # Whoever runs the tests in the background ignores these, and a program would inherit that.
            for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
                signal.signal(number, signal.SIG_DFL)
            if before_start:
                before_start()

        self.process = subprocess.Popen(
            [str(word) for word in command], stdin=self.slave, stdout=self.slave, stderr=self.slave, env=env,
            preexec_fn=take_terminal,
        )  # fmt: skip
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.is_reading = True
        self.reader.start()

    def _read(self):
        while self.is_reading:
            try:
                if not select.select([self.master], [], [], 0.1)[0]:
                    continue
                data = os.read(self.master, 65536)
            except (OSError, ValueError):
                return
            with self.lock:
                self.output += data
                # pyte gives up on the rest of a text at a joiner.
                self.stream.feed(re.sub(rb"\xe2\x80[\x8c\x8d]", b"", data))

    def _set_size(self, rows, columns):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    # What is on it

    @property
    def lines(self):
        with self.lock:
            rows = [self.screen.buffer[row] for row in range(self.screen.lines)]
            # The second cell of a wide character is empty.
            return ["".join(row[column].data for column in range(self.screen.columns)).rstrip() for row in rows]

    @property
    def text(self):
        return "\n".join(self.lines)

    @property
    def header(self):
        return self.lines[0]

    @property
    def status(self):
        return self.lines[-1]

    @property
    def written(self):
        with self.lock:
            return bytes(self.output)

    def shows(self, text, seconds=10):
        """Waits until the text stands somewhere on the screen."""
        return _wait_on_screen(self, lambda: text in self.text, f"the screen did not show {text!r}", seconds)

    def hides(self, text, seconds=10):
        return _wait_on_screen(self, lambda: text not in self.text, f"the screen still shows {text!r}", seconds)

    def wait(self, condition, what, seconds=10):
        return _wait_on_screen(self, condition, what, seconds)

    # What is done to it

    def press(self, *keys):
        """Sends keys: text as it is, or bytes."""
        for key in keys:
            os.write(self.master, key if isinstance(key, bytes) else key.encode())
        return self

    def resize(self, rows, columns):
        with self.lock:
            self.screen.resize(rows, columns)
        self._set_size(rows, columns)

    @property
    def program(self):
        """The process that draws: the one that was started, or the child that it guards."""
        first = self.process.pid
        return children(first)[0] if is_guard(first) else first

    def signal(self, number):
        os.kill(self.program, number)

    def ended(self, seconds=10):
        """The exit status, once the program has ended and all of its bytes are here."""
        try:
            status = self.process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"the program still runs after {seconds} s:\n{self.text}") from None
        # One byte of ours after all of the program's: when it is here, so are they.
        marker = uuid.uuid4().hex.encode()
        os.write(self.slave, marker)
        wait_for(lambda: marker in self.written, "the terminal lost bytes")
        with self.lock:
            del self.output[self.output.find(marker) :]
        return status

    # How it was left

    def stty(self):
        return subprocess.run(["stty", "-a"], stdin=self.slave, capture_output=True, text=True, check=True).stdout

    def modes_left_on(self):
        """What is still switched on, in words."""
        modes, written = {}, self.written
        for codes, switch in re.findall(rb"\x1b\[\?([0-9;]+)([hl])", written):
            for code in codes.split(b";"):
                modes[int(code)] = switch == b"h"
        left = [f"{MODES[code]} ({code})" for code, on in modes.items() if on and code in MODES]
        if modes.get(25) is False:
            left.append("hidden cursor (25)")
        if written.rfind(b"\x1b=") > written.rfind(b"\x1b>"):
            left.append("application keypad")
        colours = [code for code in SGR.findall(written)]
        if colours and colours[-1] not in (b"", b"0", b"39;49", b"0;10"):
            left.append(f"colour {colours[-1].decode()}")
        if written.count(b"\x1b[22;2t") != written.count(b"\x1b[23;2t"):
            left.append("the window's name")
        return left

    def assert_clean(self):
        assert self.modes_left_on() == []
        assert self.stty() == self.stty_before

    def hang_up(self):
        """The window is closed or the connection lost."""
        self.is_reading = False
        self.reader.join()
        os.close(self.slave)
        os.close(self.master)
        self.master = self.slave = None

    def close(self):
        if self.process.poll() is None:
            # What is guarded first: what guards it then ends as it did.
            for process in (*children(self.process.pid), self.process.pid):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
        self.process.wait()
        if self.master is not None:
            self.hang_up()


def children(process):
    return [int(child) for child in pathlib.Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def is_guard(process):
    return pathlib.Path(f"/proc/{process}/comm").read_text() == "terminal-guard\n"


def is_alive(process):
    """False too for one that has ended and only waits to be asked how."""
    try:
        return pathlib.Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def _wait_on_screen(screen, condition, what, seconds):
    """wait_for, and the screen in the end as part of the failure."""
    try:
        wait_for(condition, what, seconds)
    except AssertionError as failure:
        raise AssertionError(f"{failure}:\n{screen.text}") from None
    return screen


class Tmux:
    """A tmux server of our own, with one session; its configuration is empty, whatever the machine's is."""

    def __init__(self, home, command, env, rows=24, columns=80, settings=()):
        self.name = f"greenroom-{uuid.uuid4().hex[:12]}"
        self.folder = home
        self.env = {name: value for name, value in env.items() if name not in ("TMUX", "TMUX_PANE")}
        self.env["TMUX_TMPDIR"] = str(home)
        configuration = pathlib.Path(home) / "tmux.conf"
        configuration.write_text("".join(f"set -g {setting}\n" for setting in settings))
        self.base = ["tmux", "-L", self.name, "-f", str(configuration)]
        self("new-session", "-d", "-s", "main", "-x", columns, "-y", rows, *command)

    def __call__(self, *arguments):
        result = subprocess.run(
            [*self.base, *map(str, arguments)], env=self.env, capture_output=True, text=True, timeout=20
        )
        assert result.returncode == 0, f"tmux {arguments[0]}: {result.stderr}"
        return result.stdout

    def attach(self, rows=24, columns=80):
        """A client on a pseudo-terminal of ours: the outer terminal."""
        return Terminal([*self.base, "attach", "-t", "main"], self.env, rows, columns)

    @property
    def text(self):
        return self("capture-pane", "-p", "-t", "main")

    @property
    def lines(self):
        return [line.rstrip() for line in self.text.splitlines()]

    def shows(self, text, seconds=10):
        return _wait_on_screen(self, lambda: text in self.text, f"tmux did not show {text!r}", seconds)

    def hides(self, text, seconds=10):
        return _wait_on_screen(self, lambda: text not in self.text, f"tmux still shows {text!r}", seconds)

    def wait(self, condition, what, seconds=10):
        return _wait_on_screen(self, condition, what, seconds)

    def press(self, *keys):
        for key in keys:
            self("send-keys", "-t", "main", "-l", key)
        return self

    def close(self):
        subprocess.run([*self.base, "kill-server"], env=self.env, capture_output=True, timeout=20)


def clipboard_requests(written):
    """What the bytes ask the terminal's clipboard to hold, in order (OSC 52)."""
    return [base64.b64decode(payload).decode() for _, payload in OSC_52.findall(written)]


needs_tmux = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
