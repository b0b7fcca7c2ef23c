"""The dashboard beside programs of the terminal: first screen, idle, keys, following, and how soon a row is there."""

import contextlib
import random
import select
import shutil
import subprocess
import threading
import time

import load
from figures import percentile
from page import Page
from processes import Usage, memory
from servers import environment
from terminal import COLUMNS, ROWS, Terminal, Watcher, moment_shown

ROOMS = 500
COMMITS = 3000


class Program:
    """A command, and the texts that are all on its screen once that is complete."""

    def __init__(self, name, command, markers, folder=None):
        self.name, self.command, self.markers, self.folder = name, command, markers, folder

    def start(self, bench):
        return Terminal(self.command, environment(bench.folder), self.folder or bench.folder)


def dashboard(bench, server):
    return Program("greenroom", [bench.binary, *server.identity], ["sort: severity"])


def repository(bench):
    """A git repository with a history that fills the screen many times over."""
    folder = bench.new_folder()
    history = "".join(
        f"commit refs/heads/main\ncommitter Ines <ines@example.org> {1_700_000_000 + 60 * number} +0000\n"
        f"data <<END\nChange {number}\nEND\nM 100644 inline file.txt\ndata <<END\n{number}\nEND\n"
        for number in range(1, COMMITS + 1))

    def git(*words, **options):
        subprocess.run(
            ["git", *words], cwd=folder, check=True, capture_output=True, env=environment(bench.folder), **options)

    git("init", "--quiet", "--initial-branch", "main")
    git("fast-import", "--quiet", input=history.encode())
    git("reset", "--hard", "--quiet", "HEAD")
    return folder


LINES = 3000


def log_file(bench):
    """A log of plain lines with times, the last of which says so."""
    path = bench.new_folder() / "events.log"
    with open(path, "w") as lines:
        for number in range(1, LINES + 1):
            lines.write(log_line(number))
    return path


def log_line(number):
    at = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(1_900_000_000 + number))
    return f"{at}.000Z INFO session:participant:joined room=Room-{number % ROOMS:03} line-{number:07}\n"


def rivals_on_terminal(bench):
    """tig on a git repository, htop, and btop and lnav where they are installed, with the last-painted parts of their
    first screens."""
    oldest = f"Change {COMMITS - (ROWS - 3)}"
    tig = Program("tig", ["tig"], [f"Change {COMMITS}", oldest, "[main]"], repository(bench))
    found = [tig, Program("htop", ["htop"], ["F10Quit", "PID USER"])]
    if shutil.which("btop"):
        found.append(Program("btop", ["btop", "--utf-force"], ["cpu", "mem", "net", "proc", "Pid:"]))
    if shutil.which("lnav"):
        found.append(Program("lnav", ["lnav", str(log_file(bench))], [f"line-{LINES:07}"]))
    missing = [name for name in ("btop", "lnav") if not shutil.which(name)]
    if missing:
        bench.table.note(f"Not installed, so not beside: {', '.join(missing)}.")
    return found


def fill(server, count):
    """Makes rooms; answers a token."""
    token = server.token()
    for number in range(count):
        server.create(f"Room {number:03}", token)
    return token


def first_screen(bench):
    """From exec to the read after which the markers of the complete first screen are all on it."""
    bench.table.note(
        f"First screen: {COLUMNS}×{ROWS}, xterm-256color, runs interleaved, from the instant before exec to the read "
        "of the pty after which the texts of the last-painted parts stand on the screen. The bytes are stamped when "
        "read and parsed afterwards, for all programs alike. tig: 3,000 commits, all rows and the status line; htop: "
        "the process list and the key bar; greenroom: its last line; with live data: the first of 500 rooms.")
    runs = bench.count(15, 4)
    with bench.greenroom() as server:
        fill(server, ROOMS)
        programs = [dashboard(bench, server), *rivals_on_terminal(bench)]
        moments = {program.name: [] for program in programs}
        live = []
        for run in range(runs + 1):
            for program in programs:
                with program.start(bench) as terminal:
                    shown = _start(terminal, program.markers)
                    filled = _start(terminal, ["Room 000"]) if program.name == "greenroom" else None
                # The first round fills the page cache.
                if run > 0:
                    moments[program.name].append(shown / 1e6)
                    if filled is not None:
                        live.append(filled / 1e6)
    for rival in programs[1:]:
        bench.table.add(
            "first screen", "ms", moments["greenroom"], rival.name, moments[rival.name], budget="≤ 35")
    bench.table.add("first live data, 500 rooms on the server", "ms", live, "tig", moments["tig"], budget="≤ 150")


def _start(terminal, markers):
    end = time.monotonic() + 20
    while time.monotonic() < end and not terminal.ended:
        shown = moment_shown(terminal.reads, *markers)
        if shown is not None:
            return shown
        terminal.read_until_quiet(0.3, 1.5)
    raise RuntimeError(f"{terminal.name} never showed {markers}")


def idle(bench):
    """All three left alone at the same time."""
    settle, seconds = bench.count((5, 20), (3, 5))
    bench.table.note(
        f"Idle: all at the same time on their own pty for {seconds} s, {settle} s after their start, without a key. "
        "htop shows this machine's processes, tig has no clock. Run time is the scheduler's, over all threads.")
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(bench.greenroom())
        fill(server, ROOMS)
        programs = [dashboard(bench, server), *rivals_on_terminal(bench)]
        terminals = [stack.enter_context(program.start(bench)) for program in programs]
        _read_all(terminals, settle)
        usages = [Usage(terminal.process) for terminal in terminals]
        reads = [len(terminal.reads) for terminal in terminals]
        began = time.monotonic()
        _read_all(terminals, seconds)
        took = time.monotonic() - began
        found = {}
        for program, terminal, usage, before in zip(programs, terminals, usages, reads, strict=True):
            run, waits = usage.since()
            written = sum(len(data) for _, data in terminal.reads[before:])
            found[program.name] = (100 * run / took, written / took, waits / took, *memory(terminal.process))
    kinds = [
        ("idle: processor", "% of a core", "≤ 0.1"), ("idle: written to the terminal", "bytes/s", "≤ 40"),
        ("idle: voluntary context switches", "1/s", "≤ 3"), ("idle: resident memory", "MB", "≤ 20"),
        ("idle: proportional memory", "MB", ""),
    ]  # fmt: skip
    for rival in programs[1:]:
        for index, (what, unit, budget) in enumerate(kinds):
            bench.table.add(
                what, unit, [found["greenroom"][index]], rival.name, [found[rival.name][index]], budget=budget)


def _read_all(terminals, seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        alive = [terminal for terminal in terminals if not terminal.ended]
        for terminal in select.select(alive, [], [], max(0, end - time.monotonic()))[0]:
            terminal.read(0)


def keys(bench):
    """From a cursor key to the first bytes that answer it."""
    bench.table.note("Key: cursor down, 50 times, from the write into the pty to the first bytes read back.")
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(bench.greenroom())
        fill(server, ROOMS)
        programs = [dashboard(bench, server), *rivals_on_terminal(bench)]
        terminals = [stack.enter_context(program.start(bench)) for program in programs]
        _read_all(terminals, 3)
        found = {program.name: [] for program in programs}
        for _ in range(bench.count(50, 10)):
            for program, terminal in zip(programs, terminals, strict=True):
                _read_all(terminals, 0.03 + random.random() / 20)
                sent = time.monotonic_ns()
                # Programs that switched the keypad to application mode know both forms; btop does not switch it.
                terminal.send(b"\x1b[B" if program.name == "btop" else b"\x1bOB")
                read = terminal.read(2)
                if read is not None:
                    found[program.name].append((terminal.started + read[0] - sent) / 1e6)
    for rival in programs[1:]:
        bench.table.add("key to bytes", "ms", found["greenroom"], rival.name, found[rival.name], budget="≤ 1 median")
    bench.table.add("key to bytes, p99", "ms", [percentile(found["greenroom"], 0.99)], budget="≤ 10")


def follow(bench):
    """A dashboard that follows 5, 50 and 500 events a second, beside lnav on a log that grows as fast."""
    seconds = bench.count(15, 4)
    bench.table.note(
        f"Following: 5, 50 and 500 changes of rooms a second for {seconds} s over up to 4 connections, 500 rooms, each "
        "an event in the dashboard's pane of events. Behind the last one a room is made, whose name must come to the "
        "screen. The rate is what the server answered. lnav follows a file to which as many plain lines are added.")
    budgets = {5: ("≤ 800", "≤ 0.5"), 50: ("≤ 2,500", "≤ 2"), 500: ("≤ 4,000", "≤ 6")}
    for rate, (byte_budget, run_budget) in budgets.items():
        answered, written, run = _follow(bench, rate, seconds)
        beside = _follow_log(bench, rate, seconds) if shutil.which("lnav") else None
        lnav = [("lnav", [figure]) for figure in beside] if beside else [(), ()]
        bench.table.add(f"following {rate}/s: events", "1/s", [answered])
        bench.table.add(
            f"following {rate}/s: written to the terminal", "bytes/s", [written], *lnav[0], budget=byte_budget)
        bench.table.add(f"following {rate}/s: processor", "% of a core", [run], *lnav[1], budget=run_budget)


def _follow(bench, rate, seconds):
    """Events a second, bytes a second, and percent of a core."""
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(bench.greenroom())
        token = server.token()
        closing = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(time.time() + 86_400))
        rooms = [
            server.create(f"Room {number:03}", token, type="long_term", expires_at=closing)["id"]
            for number in range(ROOMS)
        ]
        terminal = stack.enter_context(dashboard(bench, server).start(bench))
        _read_all([terminal], 3)
        usage, before, began = Usage(terminal.process), len(terminal.reads), time.monotonic()
        parts = min(4, max(1, rate // 5))
        senders = [
            load.Changing(server.port, token, rooms[part::parts], rate / parts, seconds) for part in range(parts)
        ]
        for sender in senders:
            sender.start()
        _read_all([terminal], seconds)
        for sender in senders:
            sender.join()
        took = time.monotonic() - began
        run, _ = usage.since()
        written = sum(len(data) for _, data in terminal.reads[before:])
        name = f"{random.randrange(16**6):06x} is last"
        server.create(name, token)
        _read_all([terminal], 2)
    changed, refused = sum(sender.answered for sender in senders), sum(sender.refused for sender in senders)
    if refused:
        raise RuntimeError(f"{refused} of {changed + refused} changes were refused")
    if moment_shown(terminal.reads, name) is None:
        raise RuntimeError("the last event never came to the screen")
    return changed / took, written / took, 100 * run / took


def _follow_log(bench, rate, seconds):
    """Bytes a second and percent of a core of lnav on a growing file."""
    path = log_file(bench)
    stop = threading.Event()

    def write():
        number, due = LINES, time.monotonic()
        with open(path, "a", buffering=1) as lines:
            while not stop.wait(max(0, due - time.monotonic())):
                number += 1
                due += 1 / rate
                lines.write(log_line(number))

    with Program("lnav", ["lnav", str(path)], []).start(bench) as terminal:
        _read_all([terminal], 3)
        writer = threading.Thread(target=write)
        usage, before, began = Usage(terminal.process), len(terminal.reads), time.monotonic()
        writer.start()
        _read_all([terminal], seconds)
        took = time.monotonic() - began
        run, _ = usage.since()
        stop.set()
        writer.join()
        written = sum(len(data) for _, data in terminal.reads[before:])
    return written / took, 100 * run / took


def latency(bench):
    """From what somebody does to the row on the operator's screen."""
    count = bench.count(50, 10)
    bench.table.note(
        f"Row on the screen: {count} times at random moments, a dashboard on a server with 500 rooms. A room: from the "
        "start of curl to the read that completes its name on the screen; a person: from `enter` on an open page "
        "socket to the same for the person's name.")
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(bench.greenroom())
        token = fill(server, ROOMS)
        watcher = Watcher(stack.enter_context(dashboard(bench, server).start(bench)))
        watcher.wait_for("LIVE", "Room 000")
        watcher.drain(1)
        rooms = [_create_by_curl(server, token, watcher, number) for number in range(count)]
        code = server.create("Stage", token)["meeting_code"]
        host = stack.enter_context(contextlib.closing(_enter(server, code, "Host")))
        watcher.drain(1)
        people = [_join(server, code, watcher, number) for number in range(count)]
        host.say(t="leave")
    for what, values in (("curl creates a room → row", rooms), ("person joins → row", people)):
        bench.table.add(what, "ms", values)
        bench.table.add(f"{what}, p99", "ms", [percentile(values, 0.99)], budget="≤ 100")


def _pause(watcher):
    # Random, so that no run falls in step with the frames.
    watcher.drain(0.15 + random.random() / 5)


def _create_by_curl(server, token, watcher, number):
    _pause(watcher)
    name = f"{random.randrange(16**6):06x} by curl {number}"
    command = [
        "curl", "--silent", "--output", "/dev/null", "--fail", "--header", f"Authorization: Bearer {token}",
        "--header", "Content-Type: application/json", "--data", f'{{"display_name":"{name}"}}',
        server.base + server.create_path,
    ]
    began = time.monotonic_ns()
    with subprocess.Popen(command) as curl:
        shown = watcher.wait_for(name)
    if curl.returncode != 0:
        raise RuntimeError(f"curl ended with {curl.returncode}")
    return (shown - began) / 1e6


def _enter(server, code, name):
    page = Page(server.port)
    page.say(t="hello", room_token=code)
    page.next("welcome")
    page.say(t="enter", name=name)
    page.next("entered")
    return page


def _join(server, code, watcher, number):
    name = f"{random.randrange(16**6):06x} guest {number}"
    with contextlib.closing(Page(server.port)) as page:
        page.say(t="hello", room_token=code)
        page.next("welcome")
        _pause(watcher)
        began = time.monotonic_ns()
        page.say(t="enter", name=name)
        shown = watcher.wait_for(name)
        page.next("entered")
        page.say(t="leave")
        page.next("ended")
    return (shown - began) / 1e6
