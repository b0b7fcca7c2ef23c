"""A million recorded events: opened, found and kept, beside lnav."""

import json
import os
import random
import shutil
import time

from processes import Usage, memory
from screens import Program
from terminal import moment_shown

EVENTS = 1_000_000
NAMES = ["Ines", "Jörg Weiß", "Zoë", "李小龍", "مريم", "Ana Lima", "Dana Cruz", "p-1190", "Lee Park", "Нина"]


def million(bench):
    """The same file of JSON lines in both: the first rows, the last line indexed, and the memory after that."""
    count = bench.count(EVENTS, 50_000)
    path = bench.new_folder() / "events.ndjson"
    write_events(path, count)
    bench.table.note(
        f"A million: {count:,} recorded events, {os.path.getsize(path) >> 20} MB of JSON lines, 500 rooms, names in "
        "several scripts, file in the page cache. Usable: the newest event is on the screen. Indexed: the program says "
        "how many there are; lnav shows the newest one when it has read all. Memory: once the program rests. lnav has a "
        "format for these lines, and answers more questions of them.")
    last = f"guest-{count - 1:07}"
    programs = [Program("greenroom", [bench.binary, "open", str(path)], [f"{count} kept"])]
    if shutil.which("lnav"):
        teach_lnav(bench)
        programs.append(Program("lnav", ["lnav", str(path)], [last]))
    found = {program.name: ([], [], []) for program in programs}
    for program in programs:
        usable, indexed, used = found[program.name]
        for _ in range(bench.count(5 if program.name == "greenroom" else 2, 1)):
            with program.start(bench) as terminal:
                usable.append(moment(terminal, last) / 1e6)
                indexed.append(moment(terminal, *program.markers) / 1e9)
                settle(terminal)
                used.append(memory(terminal.process)[0])
    rows = [
        ("a million events: usable", "ms", "≤ 100"), ("a million events: indexed", "s", "≤ 1.2"),
        ("a million events: resident memory", "MB", "≤ 64"),
    ]  # fmt: skip
    for index, (what, unit, budget) in enumerate(rows):
        beside = ("lnav", found["lnav"][index]) if "lnav" in found else ()
        bench.table.add(what, unit, found["greenroom"][index], *beside, budget=budget)


LNAV_FORMAT = {
    "title": "Events of Greenroom", "json": True, "hide-extra": True, "file-pattern": "events",
    "timestamp-field": "at", "body-field": "name",
    "line-format": [{"field": "__timestamp__"}, " ", {"field": "name"}, " ", {"field": "body/name"}],
    "value": {
        "name": {"kind": "string", "identifier": True}, "body/name": {"kind": "string"},
        "sequence": {"kind": "integer", "hidden": True}, "body": {"kind": "json", "hidden": True},
        "room_id": {"kind": "string", "identifier": True, "hidden": True},
        "session_id": {"kind": "string", "hidden": True},
    },
}  # fmt: skip


def teach_lnav(bench):
    """Without a format lnav takes the lines for text without times, and stays at the first."""
    folder = bench.folder / ".lnav" / "formats" / "greenroom"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "events.json").write_text(json.dumps({"greenroom_events": LNAV_FORMAT}))


def settle(terminal):
    """Waits until the program has nothing left to do, at most a minute."""
    end, idle = time.monotonic() + 60, 0
    while time.monotonic() < end and idle < 2:
        usage = Usage(terminal.process)
        terminal.read_until_quiet(1, 1)
        idle = idle + 1 if usage.since()[0] < 0.05 else 0


def moment(terminal, *texts):
    """Nanoseconds from the start until the texts were on the screen."""
    end = time.monotonic() + 120
    while time.monotonic() < end and not terminal.ended:
        shown = moment_shown(terminal.reads, *texts)
        if shown is not None:
            return shown
        terminal.read_until_quiet(0.3, 1.5)
    raise RuntimeError(f"{texts} did not come to the screen of {terminal.name}")


def write_events(path, count):
    """Events of 500 rooms as the server would log them: people come and go in sessions, and a few recordings."""
    source = random.Random(7)
    rooms = [f"{number:08x}-0d34-4d0e-9a55-7b1d3c2f9e01" for number in range(500)]
    sessions = {}
    with open(path, "w", encoding="utf-8", buffering=1 << 20) as lines:
        for number in range(1, count + 1):
            milliseconds = 1_930_000_000_000 + number * 86
            whole, fraction = divmod(milliseconds, 1000)
            at = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(whole)) + f".{fraction:03}Z"
            room = rooms[source.randrange(500)] if number > 500 else rooms[number - 1]
            if room not in sessions or source.randrange(200) == 0:
                sessions[room] = f"2_MX4{number:09}MTIzNH5-fjE3MDAwMDB-{number:x}fg"
                name, body = "session:started", f'"session_id":"{sessions[room]}","room_id":"{room}","started_at":"{at}"'
            else:
                name = "session:participant:joined" if source.random() < 0.5 else "session:participant:left"
                who = f"{source.choice(NAMES)} {source.randrange(2000)}" if number < count - 40 else "x"
                body = (
                    f'"participant_id":"{number:08x}-aaaa-4aaa-8aaa-{number:012x}","session_id":"{sessions[room]}",'
                    f'"room_id":"{room}","name":"{who}","type":"Guest","is_host":{"true" if number % 20 == 0 else "false"}'
                )
            if number == count:
                name = "session:participant:joined"
                body = (
                    f'"participant_id":"last","session_id":"{sessions[room]}","room_id":"{room}",'
                    f'"name":"guest-{count - 1:07}","type":"Guest","is_host":false'
                )
            lines.write(
                f'{{"sequence":{number},"at":"{at}","name":"{name}","room_id":"{room}",'
                f'"session_id":"{sessions[room]}","body":{{"event":"{name}",{body}}}}}\n'
            )
