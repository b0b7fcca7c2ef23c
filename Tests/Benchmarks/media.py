"""Meetings with sound and picture: Greenroom with its media server beside a Janus that callers speak to themselves."""

import contextlib
import ctypes
import dataclasses
import math
import os
import pathlib
import sys
import time

import callers
import mediatable
import plainjanus
from processes import memory, named, processor_seconds

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "EndToEndTests"))
import network  # noqa: E402

# Threads for media in both, as Greenroom has them on this machine by default.
EVENT_LOOPS = max(2, 2 * os.cpu_count())


@dataclasses.dataclass
class Seconds:
    """How long each part of a run takes: between two who come, before the window, and the window."""

    pace: float = 0.2
    warm_up: float = 5
    window: float = 20


class OfGreenroom:
    """A server with media, and a room in it."""

    name = "greenroom"

    def __init__(self, bench):
        self.server = bench.greenroom(options=["--media-event-loops", str(EVENT_LOOPS), "--turn", "off"])
        try:
            self.room = self.server.create("Load", self.server.token())["meeting_code"]
            self.janus = named(plainjanus.PROGRAM, str(self.server.folder))
        except BaseException:
            self.server.close()
            raise
        self.socket = self.server.base.replace("http", "ws", 1) + "/_/socket"

    def own_processor(self):
        return processor_seconds(self.server.process.pid)


class OfJanus:
    """A Janus alone."""

    name = "janus"
    room = ""

    def __init__(self, bench):
        self.server = plainjanus.PlainJanus(bench.new_folder(), EVENT_LOOPS)
        self.janus = self.server.process.pid
        self.socket = self.server.socket

    def own_processor(self):
        return math.nan


PLACES = [OfGreenroom, OfJanus]


@contextlib.contextmanager
def own_network():
    """A network without others for this thread and all that it starts. Gives the reason where there is none."""
    before = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
    try:
        yield network.enter()
    finally:
        ctypes.CDLL(None).setns(before, network.NEW_NETWORK)
        os.close(before)


def measure(bench, place, people, case, seconds):
    """One run: what came through, and what it cost."""
    there = place(bench)
    with there.server, people.come(there.name, there.socket, case, seconds, there.room) as run:

        def spent():
            return processor_seconds(there.janus), there.own_processor(), processor_seconds(run.process.pid)

        run.wait_for("measuring")
        began, before = time.monotonic(), spent()
        run.wait_for("measured")
        after, lasted = spent(), time.monotonic() - began
        janus, own, load = ((end - start) / lasted * 100 for start, end in zip(before, after))
        return mediatable.Outcome(run.report(), janus, own, load, memory(there.janus)[0])


def media(bench):
    """Streams held, what they cost, and how long it takes from coming to seeing, for each case and both places."""
    reason = callers.why_not()
    if reason:
        bench.table.note(f"media is left out: {reason}.")
        return
    with own_network() as shared:
        if not network.has_interface():
            bench.table.note("media is left out: there is no network interface besides loopback.")
            return
        seconds = Seconds(window=bench.window)
        people = callers.Callers(bench.new_folder())
        table = mediatable.MediaTable()
        turns = [(case, number) for case in bench.cases for number in range(bench.runs)]
        try:
            for case, number in turns:
                # Each is the first one as often as the other.
                for place in PLACES if number % 2 == 0 else reversed(PLACES):
                    print(f"  {case[0]}x{case[1]}, {place.name}, run {number + 1}", file=sys.stderr, flush=True)
                    table.add(case, place.name, measure(bench, place, people, case, seconds))
        finally:
            # What was measured before a failure is worth telling.
            if table.cases:
                bench.table.note(str(table))
                bench.table.note(facts(seconds, bench.runs, table, shared))


def facts(seconds, runs, table, shared):
    """What was done, for those who read the table."""
    where = f"the machine's own network ({shared})" if shared else "a network of its own"
    return (
        f"Left of each stroke Greenroom, right of it Janus {plainjanus.PlainJanus.version()} alone; medians of {runs} "
        f"runs, the places in turn. Everything ran on this machine, in {where}. Each publisher sends {callers.PICTURE} "
        f"({table.sent('camera'):.2f} Mbit/s with RTP's headers), and {callers.SOUND} ({table.sent('mic'):.3f} Mbit/s);"
        " a key frame when one is asked for, 0.3 s apart at the least. A stream is both of one publisher, to one"
        " viewer; besides, publishers hear each other. Viewers take all and decode nothing; what is lost is not asked"
        " for again. A stream is held when of both less than 1 % of the packets was lost and at least 95 % of what was"
        f" published came. Times of joining count from the opening of the socket, a viewer every {seconds.pace:g} s;"
        f" a picture is there with its first whole key frame. Measured for {seconds.window:g} s, {seconds.warm_up:g} s"
        f" after all was there. Both Janus: {EVENT_LOOPS} event loops, and the VideoRoom alone. Greenroom's room tells"
        " who talks; the plain one is Janus' default, has its package's settings otherwise, and is spoken to by"
        " WebSocket.")
