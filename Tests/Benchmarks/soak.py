"""A day of an event in 500 rooms, in a few minutes: what the dashboard keeps of it, and whether an alarm is lost."""

import contextlib
import pathlib
import re
import threading
import time

from page import Page
from processes import family, memory
from screen import Screen
from screens import dashboard
from terminal import COLUMNS, ROWS

ROOMS = 500
WORKERS = 6
# Rooms that close soon with somebody inside: a warning each, as long as the person stays.
WATCHED = 25
WARNINGS = re.compile(r"!!\d+ !(\d+)")


def soak(bench):
    """Waves of visits to all rooms; between them people enter rooms that close soon, and leave again."""
    waves, visits = bench.count((12, 2500), (4, 300))
    bench.table.note(
        f"Soak: {waves} waves of {visits:,} people who enter and leave {ROOMS} rooms; the first quarter is the warm-up. "
        f"After each wave {WATCHED} people enter rooms that close soon: the header must count {WATCHED} warnings more, "
        "and none of them once they have left. Anonymous memory is what the program holds; resident memory has besides "
        "what code happens to be loaded. Both are sums over the dashboard and its guard.")
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(bench.greenroom())
        token = server.token()
        rooms = [server.create(f"Room {number:03}", token) for number in range(ROOMS)]
        codes = [room["meeting_code"] for room in rooms]
        terminal = stack.enter_context(dashboard(bench, server).start(bench))
        screen = Follower(terminal)
        screen.wait(lambda: screen.warnings() is not None, "counts no alarms")
        anonymous, resident, lost, visited, began = [], [], 0, 0, time.monotonic()
        for wave in range(waves):
            visited += run_wave(server.port, codes, visits, wave, screen)
            lost += watched_wave(server, token, wave, screen)
            screen.read(3)
            anonymous.append(anonymous_memory(terminal.process))
            resident.append(memory(terminal.process)[0])
        took = time.monotonic() - began
    warm = max(1, waves // 4)
    bench.table.add("soak: people who came and went", "", [visited])
    bench.table.add("soak: time", "s", [took])
    bench.table.add("soak: anonymous memory after the warm-up", "MB", [anonymous[warm - 1]])
    bench.table.add("soak: growth of anonymous memory since", "MB", [anonymous[-1] - anonymous[warm - 1]], budget="≤ 1")
    bench.table.add("soak: growth of resident memory since", "MB", [resident[-1] - resident[warm - 1]], budget="≤ 1")
    bench.table.add("soak: alarms lost", f"of {waves * WATCHED}", [lost], budget="0")


class Follower:
    """The dashboard's screen, read all the time so that it never waits for its terminal."""

    def __init__(self, terminal):
        self.terminal, self.screen = terminal, Screen(ROWS, COLUMNS)

    def read(self, seconds):
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            read = self.terminal.read(left)
            if self.terminal.ended:
                raise RuntimeError("the dashboard ended")
            if read:
                self.screen.feed(read[1])
                # Kept, they would make this program grow by the day's output.
                self.terminal.reads.clear()

    def warnings(self):
        """How many the header tells; None before it tells any. Critical ones are about the load, not about rooms."""
        found = WARNINGS.search(self.screen.lines[0])
        return found and int(found[1])

    def wait(self, condition, what, seconds=20):
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                raise RuntimeError(f"the dashboard {what}:\n" + "\n".join(self.screen.lines))
            self.read(0.05)


def visit(port, code, name):
    page = Page(port)
    page.say(t="hello", room_token=code)
    page.next("welcome")
    page.say(t="enter", name=name)
    page.next("entered")
    return page


def leave(page):
    page.say(t="leave")
    page.next("ended")
    page.close()


def run_wave(port, codes, visits, wave, screen):
    """People of several workers come and go; answers how many."""
    done, failures = [0] * WORKERS, []

    def work(worker):
        try:
            for number in range(worker, visits, WORKERS):
                leave(visit(port, codes[(number * 7 + wave) % len(codes)], f"guest {wave}-{number}"))
                done[worker] += 1
        except (RuntimeError, OSError) as error:
            failures.append(error)

    workers = [threading.Thread(target=work, args=(worker,), daemon=True) for worker in range(WORKERS)]
    for worker in workers:
        worker.start()
    while any(worker.is_alive() for worker in workers):
        screen.read(0.1)
    if failures:
        raise RuntimeError(f"a visit failed: {failures[0]}")
    return sum(done)


def watched_wave(server, token, wave, screen):
    """How many of the alarms did not come to the header, or did not go from it."""
    screen.wait(lambda: screen.warnings() == 0, "has warnings before there is a reason", 60)
    closes = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(time.time() + 12 * 60))
    rooms = [
        server.create(f"Closes soon {wave}-{number}", token, type="long_term", expires_at=closes)
        for number in range(WATCHED)
    ]
    pages = [visit(server.port, room["meeting_code"], f"late {number}") for number, room in enumerate(rooms)]
    lost = missing(screen, WATCHED)
    for page in pages:
        leave(page)
    lost += missing(screen, 0)
    for room in rooms:
        status, _ = server.call("DELETE", f"/v1/meetings/rooms/{room['id']}", token=token)
        if status != 204:
            raise RuntimeError(f"deleting a room was answered {status}")
    return lost


def missing(screen, expected):
    """The difference that stays between the warnings in the header and those that must be there."""
    with contextlib.suppress(RuntimeError):
        screen.wait(lambda: screen.warnings() == expected, "counts other warnings", 10)
    return abs((screen.warnings() or 0) - expected)


def anonymous_memory(process):
    """Megabytes of the family that no file stands behind."""
    pages = 0
    for member in family(process):
        status = pathlib.Path(f"/proc/{member}/status").read_text()
        pages += int(re.search(r"RssAnon:\s+(\d+)", status)[1])
    return pages / 1024
