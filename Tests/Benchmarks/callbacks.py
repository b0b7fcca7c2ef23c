"""Signed, ordered, durable callbacks beside an outbox with asyncio and aiohttp, to one receiver and to a thousand."""

import contextlib
import http.client
import json
import pathlib
import sqlite3
import subprocess
import sys
import time

import filling
from page import Page
from servers import environment, free_port

HERE = pathlib.Path(__file__).resolve().parent


class Program:
    """A child that is asked to end at the end."""

    def __init__(self, command, folder, log):
        with (folder / log).open("ab") as output:
            self.process = subprocess.Popen(
                command, stdout=output, stderr=output, stdin=subprocess.DEVNULL, cwd=folder,
                env=environment(folder) | {"PYTHONDONTWRITEBYTECODE": "1"})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Receivers(Program):
    """One process that listens on many addresses of 127.0.0.0/8, each of which counts as a receiver."""

    def __init__(self, python, folder, hosts):
        self.port = free_port()
        self.urls = [f"http://{host}:{self.port}/callbacks" for host in hosts]
        self._host = hosts[0]
        super().__init__([python, str(HERE / "receiver.py"), str(self.port), *hosts], folder, "receiver.log")
        end = time.monotonic() + 20
        while True:
            try:
                self._ask("/forget")
                return
            except OSError:
                if time.monotonic() > end or self.process.poll() is not None:
                    self.__exit__()
                    raise
                time.sleep(0.01)

    def _ask(self, path):
        connection = http.client.HTTPConnection(self._host, self.port, timeout=30)
        try:
            connection.request("GET", path)
            return json.loads(connection.getresponse().read())
        finally:
            connection.close()

    def drained(self, count, limit):
        """Waits for `count` callbacks; answers how many came a second. Throws when one is missing or out of order."""
        end = time.monotonic() + limit
        while (report := self._ask("/report"))["count"] < count:
            if time.monotonic() > end:
                raise RuntimeError(f"of {count} callbacks only {report['count']} came within {limit} s")
            # The report costs the receiver time.
            time.sleep(1)
        self._ask("/forget")
        if report["distinct"] != report["count"] or report["disorder"] or report["unsigned"]:
            raise RuntimeError(f"callbacks came twice, out of order or unsigned: {report}")
        return (count - 1) / report["seconds"]


def callbacks(bench):
    rounds, (rooms, events) = bench.count((3, (1_000, 20)), (1, (200, 10)))
    bench.table.note(
        f"Callbacks: {rooms:,} rooms with {events} pending callbacks each, written into the stopped sender's file; "
        "from the first to the last that the receiver sees, all on this machine. Each is signed twice, goes "
        "out after the one before it of its room, and its attempt is in a durable commit before the room's next. The "
        "receiver checks that all came once and in order; afterwards the file must hold one attempt for each. "
        "Receivers are addresses of 127.0.0.0/8 in one process. The rival commits in its event loop, one callback a "
        "commit, and sends as many at once.")
    reason = _why_no_rival(bench.python)
    if reason:
        bench.table.note(f"The asyncio + aiohttp outbox is left out: {reason}.")
    for hosts in (1, rooms):
        addresses = [f"127.0.{index // 250 + 1}.{index % 250 + 1}" for index in range(hosts)]
        with Receivers(bench.python or sys.executable, bench.new_folder(), addresses) as receivers:
            urls = [receivers.urls[room % hosts] for room in range(rooms)]
            ours, theirs = [], []
            for _ in range(rounds):
                ours.append(_ours(bench, receivers, urls, events))
                if reason is None:
                    theirs.append(_theirs(bench, receivers, urls, events))
        bench.table.add(
            f"callbacks to {hosts:,} receiver{'s' if hosts > 1 else ''}", "1/s", ours,
            None if reason else "asyncio + aiohttp outbox", theirs or None, more_is_better=True, budget="≥ 2 ×")


def _ours(bench, receivers, urls, events):
    folder = bench.new_folder()
    with bench.greenroom(folder) as server:
        # Refused, since 127.0.0.0/8 is not allowed yet: they stay in the outbox.
        room = server.create("Load", server.token(), callback_urls={"sessions_callback_url": urls[0]})
        with contextlib.closing(Page(server.port)) as page:
            page.say(t="hello", room_token=room["meeting_code"])
            page.next("welcome")
            page.say(t="enter", name="Ines")
            page.next("entered")
    filling.greenroom_deliveries(server.database, urls, events)
    count = len(urls) * events
    with bench.greenroom(folder, ["--allow-callbacks-to", "127.0.0.0/8"]):
        rate = receivers.drained(count, 120)
    delivered, others, attempts = filling.greenroom_delivered(server.database)
    if (delivered, others, attempts) != (count, 0, count):
        raise RuntimeError(f"of {count} callbacks {delivered} are noted as delivered, with {attempts} attempts")
    return rate


def _theirs(bench, receivers, urls, events):
    folder = bench.new_folder()
    path = folder / "outbox.db"
    command = [bench.python, "-c", "import json, sys, outbox; outbox.fill(*json.load(sys.stdin))"]
    subprocess.run(
        command, input=json.dumps([str(path), urls, events]), text=True, check=True, capture_output=True, timeout=120,
        cwd=HERE, env=environment(folder) | {"PYTHONDONTWRITEBYTECODE": "1"})
    count = len(urls) * events
    with Program([bench.python, str(HERE / "outbox.py"), str(path)], folder, "outbox.log"):
        rate = receivers.drained(count, 120)
        time.sleep(0.5)
    with contextlib.closing(sqlite3.connect(path)) as database:
        (attempts,) = database.execute("SELECT count(*) FROM attempts").fetchone()
    if attempts != count:
        raise RuntimeError(f"the rival noted {attempts} attempts of {count}")
    return rate


def _why_no_rival(python):
    if python is None:
        return "no --venv was given (a virtual environment with aiohttp and pyjwt)"
    tried = subprocess.run([python, "-c", "import aiohttp, jwt"], capture_output=True, text=True, timeout=60)
    return None if tried.returncode == 0 else f"{python} lacks a package: {tried.stderr.strip().splitlines()[-1]}"
