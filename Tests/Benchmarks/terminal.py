"""A program on a terminal of its own: its bytes with the time at which each was read."""

import fcntl
import os
import select
import signal
import struct
import termios
import time

from screen import Screen

ROWS, COLUMNS = 40, 120


class Terminal:
    """Runs `command` on a new pty. `reads` holds (nanoseconds since exec, bytes) of every read."""

    def __init__(self, command, environment, folder):
        self.name = os.path.basename(command[0])
        self.reads = []
        self.ended = False
        self._master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        stamp_out, stamp_in = os.pipe()
        self.process = os.fork()
        if self.process == 0:
            self._become(command, environment, folder, slave, stamp_in)
        os.close(slave)
        os.close(stamp_in)
        stamp = os.read(stamp_out, 8)
        os.close(stamp_out)
        self.started = struct.unpack("q", stamp)[0]

    @staticmethod
    def _become(command, environment, folder, slave, stamp_in):
        """The child's way to exec. It never returns."""
        try:
            os.setsid()
            fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
            for number in range(3):
                os.dup2(slave, number)
            os.chdir(folder)
            os.write(stamp_in, struct.pack("q", time.monotonic_ns()))
            os.execvpe(command[0], command, environment)
        finally:
            os._exit(127)

    def fileno(self):
        return self._master

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def send(self, data):
        os.write(self._master, data)

    def read(self, seconds):
        """The bytes of one read and their time, or None when none came in `seconds` or the program ended."""
        if self.ended or not select.select([self._master], [], [], max(0, seconds))[0]:
            return None
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:
            data = b""
        if not data:
            self.ended = True
            return None
        read = (time.monotonic_ns() - self.started, data)
        self.reads.append(read)
        return read

    def read_until_quiet(self, quiet, limit):
        """Reads until nothing came for `quiet` seconds, at most `limit` seconds."""
        end = time.monotonic() + limit
        while time.monotonic() < end and not self.ended:
            if self.read(quiet) is None:
                return

    def close(self):
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.kill(self.process, number)
            except ProcessLookupError:
                break
            if self._reaped(2):
                break
        os.close(self._master)

    def _reaped(self, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            # A program that restores its terminal must not wait for a reader.
            self.read(0.005)
            if os.waitpid(self.process, os.WNOHANG)[0]:
                return True
        return False


def moment_shown(reads, *markers):
    """When all markers first stood on the screen, in nanoseconds since exec; None when they never did."""
    screen = Screen(ROWS, COLUMNS)
    for moment, data in reads:
        screen.feed(data)
        if screen.shows(*markers):
            return moment
    return None


class Watcher:
    """A program whose screen is read as it changes."""

    def __init__(self, terminal):
        self.terminal = terminal
        self.screen = Screen(ROWS, COLUMNS)

    def wait_for(self, *markers, seconds=10):
        """The monotonic time (ns) of the read that completed the markers. Parsing happens after the stamp."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and not self.terminal.ended:
            read = self.terminal.read(end - time.monotonic())
            if read is None:
                continue
            self.screen.feed(read[1])
            if self.screen.shows(*markers):
                return self.terminal.started + read[0]
        raise RuntimeError(
            f"{self.terminal.name} never showed {markers}; its screen:\n" + "\n".join(self.screen.lines))

    def drain(self, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end and not self.terminal.ended:
            read = self.terminal.read(end - time.monotonic())
            if read is not None:
                self.screen.feed(read[1])
