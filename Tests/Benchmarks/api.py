"""The server beside FastAPI and PocketBase: creating, reading, listing, starting."""

import contextlib
import json
import time

import filling
import load
import pocketbase
from processes import memory
from servers import Rival

CONNECTIONS = 64


def _rivals(bench, stack, server):
    """FastAPI and both PocketBases, ready, each with its token; those that cannot run are left out with a note."""
    found = {}
    rival = stack.enter_context(bench.rival(server))
    if rival is not None:
        found[rival] = server.token()
    for full in (True, False):
        base = bench.pocketbase(full)
        if base is not None:
            stack.enter_context(base)
            found[base] = base.prepare()
    return found


def creates(bench):
    """Durable, authenticated creates over 64 keep-alive connections."""
    rounds, seconds = bench.count((3, 8), (1, 3))
    bench.table.note(
        f"Creates: wrk, {CONNECTIONS} connections, {rounds} rounds of {seconds} s each in turn. Greenroom and FastAPI "
        "check the same RS256 token, whose good signature both remember; PocketBase has a token of its own kind. Rooms "
        "are counted afterwards: at least as many as were answered, and at most 64 a round more. Greenroom and FastAPI "
        "commit with synchronous=FULL. PocketBase comes with synchronous=NORMAL, which may lose answered creates with "
        "the power; it is measured so, and with FULL set by a hook. Its collection has a room's fields and a unique "
        "code, its request log is off. PocketBase draws codes without looking: the few that were taken are refused. No "
        "side limits the rate of requests. Beside the room Greenroom writes an event in the same commit, and answers "
        "with two links, one of them signed.")
    with bench.greenroom() as server, contextlib.ExitStack() as stack:
        tokens = {server: server.token()} | _rivals(bench, stack, server)
        for side, token in tokens.items():
            _post(bench, side, token, 1)
        stored = {side: side.count(token) for side, token in tokens.items()}
        loads = {side: [] for side in tokens}
        for _ in range(rounds):
            for side, token in tokens.items():
                loads[side].append(_post(bench, side, token, seconds))
        for side, token in tokens.items():
            _check_stored(side, loads[side], side.count(token) - stored[side])
        resident = {side: [memory(side.process.pid)[0]] for side in tokens}
    for what, unit, value, more_is_better in (
        ("durable creates", "1/s", lambda run: run.rate, True),
        ("durable create, p50", "ms", lambda run: run.p50, False),
        ("durable create, p99", "ms", lambda run: run.p99, False),
    ):  # fmt: skip
        found = {side: [value(run) for run in runs] for side, runs in loads.items()}
        budgets = {"FastAPI + SQLite FULL": "≥ 8 ×", "PocketBase, synchronous=FULL": "≥ 3 ×"} if more_is_better else {}
        _beside(bench, what, unit, server, found, more_is_better, budgets)
    _beside(bench, "server's memory after the load", "MB", server, resident)


def _beside(bench, what, unit, server, found, more_is_better=False, budgets=None):
    """A row for each rival, or one alone where there is none."""
    rivals = [side for side in found if side is not server]
    if not rivals:
        bench.table.add(what, unit, found[server])
    for side in rivals:
        bench.table.add(
            what, unit, found[server], side.name, found[side], more_is_better, (budgets or {}).get(side.name, ""))


def _post(bench, side, token, seconds):
    return load.run(side.base, [side.create_path], token, bench.folder, CONNECTIONS, seconds, side.body)


def _check_stored(side, runs, stored):
    answered = sum(run.requests - run.refused for run in runs)
    refused = sum(run.refused for run in runs)
    broken = sum(run.broken for run in runs)
    # One in a thousand is more than codes of nine digits meet by chance.
    may_refuse = answered // 1000 if isinstance(side, pocketbase.PocketBase) else 0
    if refused > may_refuse or broken:
        raise RuntimeError(f"{side.name}: {refused} requests were refused and {broken} broke")
    # What was under way when a round ended, or the warm-up before the first, is stored but not counted as answered.
    if not answered <= stored <= answered + CONNECTIONS * (len(runs) + 1):
        raise RuntimeError(f"{side.name} answered {answered} creates but holds {stored} rooms")


def reads(bench):
    """One room, and lists of twenty with totals, out of many."""
    rounds, seconds = bench.count((3, 4), (1, 1))
    bench.table.note(
        f"Reading: wrk, {CONNECTIONS} connections, {rounds} rounds of {seconds} s each in turn. One room: 1,000 ids "
        "drawn from the file, in turn. Lists: 50 pages of 20 spread evenly over the whole list, in the order of their "
        "making, each with the total; Greenroom's by serial number as its links say, PocketBase's by page number. The "
        "rooms are copies of one, written into the stopped servers' files.")
    counts = bench.count((1_000, 100_000, 1_000_000), (1_000, 10_000))
    folder = bench.new_folder()
    base_folder = bench.new_folder() if bench.why_no_pocketbase() is None else None
    with bench.greenroom(folder) as first:
        first.create("Room 0", first.token(), type="long_term", expires_at=_far())
    if base_folder:
        with bench.pocketbase(False, base_folder) as base:
            first_token = base.prepare()
            base.call("POST", base.create_path, {"display_name": "Room 0"}, first_token)
    for count in counts:
        filling.greenroom_rooms(first.database, count)
        with_base = base_folder and count <= 100_000
        if with_base:
            filling.pocketbase_rooms(base.database, count)
        with bench.greenroom(folder) as server, contextlib.ExitStack() as stack:
            sides = {server: _greenroom_paths(server, count)}
            if with_base:
                rival = stack.enter_context(bench.pocketbase(False, base_folder))
                sides[rival] = _pocketbase_paths(rival, count)
            _measure_reads(bench, count, server, sides, rounds, seconds)


def _far():
    return time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(time.time() + 30 * 86_400))


def _spread(count):
    return [index * (count // 20) // 50 for index in range(50)]


def _greenroom_paths(server, count):
    ids = filling.column(server.database, "SELECT id FROM rooms ORDER BY random() LIMIT 1000")
    path = server.create_path
    return [f"{path}/{id}" for id in ids], [f"{path}?page_size=20&start_id={1 + 20 * page}" for page in _spread(count)]


def _pocketbase_paths(server, count):
    ids = filling.column(server.database, "SELECT id FROM rooms ORDER BY random() LIMIT 1000")
    path = server.create_path
    return [f"{path}/{id}" for id in ids], [
        f"{path}?perPage=20&sort=%40rowid&page={1 + page}" for page in _spread(count)
    ]


def _measure_reads(bench, count, server, sides, rounds, seconds):
    tokens = {side: side.token() for side in sides}
    kinds = ((0, f"one room of {count:,}", ""), (1, f"list of 20 of {count:,}, with total", "≥ 5 ×"))
    for kind, what, budget in kinds:
        runs = {side: [] for side in sides}
        for side, paths in sides.items():
            _check_page(side, paths[kind][-1], tokens[side], count if kind else None)
        for turn in range(rounds + 1):
            for side, paths in sides.items():
                found = load.run(
                    side.base, paths[kind], tokens[side], bench.folder, CONNECTIONS, seconds if turn else 1)
                if found.refused or found.broken:
                    raise RuntimeError(f"{side.name}: {found.refused} requests were refused, {found.broken} broke")
                if turn:
                    runs[side].append(found.rate)
        budgets = {side.name: budget for side in sides} if count == 100_000 else {}
        _beside(bench, what, "1/s", server, runs, True, budgets)


def _check_page(side, path, token, total):
    """Both must really answer with what is compared."""
    status, body = side.call("GET", path, None, token)
    found = json.loads(body)
    if status != 200 or (total and total not in (found.get("total_items"), found.get("totalItems"))):
        raise RuntimeError(f"{side.name} answered {path} with {status}: {body[:200].decode()}")
    rooms = found.get("_embedded") or found.get("items")
    if total and len(rooms) != 20:
        raise RuntimeError(f"{side.name} answered {path} with {len(rooms)} rooms")


def server_start(bench):
    """From exec to the first 200 of the path that says it is well, on an empty folder and on a full one."""
    bench.table.note(
        "Server start: from the start of the process to the first 200 of its health path, asked every millisecond; "
        "memory 2 s later without a request in between. Empty: an empty folder with one application. Full: 100,000 "
        "open rooms and 1,000,000 events.")
    found, resident = {}, {}

    def started(server, run):
        name = "greenroom" if hasattr(server, "application_id") else server.name
        found.setdefault(name, []).append(server.start_seconds * 1000)
        if run == 0:
            time.sleep(2)
            resident[name] = [memory(server.process.pid)[0]]

    has_rival = Rival.why_not(bench.python) is None
    for run in range(bench.count(10, 3)):
        with bench.greenroom() as server:
            started(server, run)
            if has_rival:
                with Rival(bench.python, bench.new_folder(), server.private_key) as rival:
                    started(rival, run)
        base = bench.pocketbase(False)
        if base is not None:
            with base:
                started(base, run)
    for what, unit, values, budget in (
        ("server: start to ready, empty", "ms", found, "≤ 300"), ("server: idle memory", "MB", resident, "≤ 40"),
    ):  # fmt: skip
        rivals = [name for name in values if name != "greenroom"]
        for name in rivals or [None]:
            bench.table.add(
                what, unit, values["greenroom"], name, values[name] if name else None, budget=budget)
    _start_full(bench)


def _start_full(bench):
    folder = bench.new_folder()
    rooms, events = bench.count((100_000, 1_000_000), (10_000, 50_000))
    with bench.greenroom(folder) as server:
        server.create("Room 0", server.token(), type="long_term", expires_at=_far())
    filling.greenroom_rooms(server.database, rooms)
    filling.greenroom_events(server.database, events)
    starts = []
    for run in range(bench.count(5, 2)):
        with bench.greenroom(folder) as server:
            starts.append(server.start_seconds * 1000)
            if run == 0:
                time.sleep(2)
                resident = memory(server.process.pid)[0]
    size = f"{rooms:,} rooms, {events:,} events"
    bench.table.add(f"server: start to ready, {size}", "ms", starts, budget="≤ 2,000")
    bench.table.add(f"server: idle memory, {size}", "MB", [resident])
