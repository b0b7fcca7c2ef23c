"""A real server for the Python tests: the greenroom binary on a free port, with an application of its own."""

import json
import os
import pathlib
import signal
import socket
import subprocess
import time
import urllib.request

import pytest


def greenroom_binary():
    binary = os.environ.get("GREENROOM")
    if not binary or not pathlib.Path(binary).is_file():
        pytest.exit("GREENROOM must name the greenroom binary, for example .build/debug/greenroom", returncode=2)
    return binary


class Server:
    """One server process, its address and the keys of its application."""

    def __init__(self, folder):
        self.binary = greenroom_binary()
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"127.0.0.1:{self.port}"
        created = subprocess.run(
            [self.binary, "apps", "create", "sdk", "--data", str(folder), "--json"],
            check=True, capture_output=True, text=True,
        )
        self.application = json.loads(created.stdout)
        self.log = open(folder / "server.log", "wb")
        self.process = subprocess.Popen(
            [self.binary, "serve", "--listen", self.address, "--data", str(folder), "--allow-callbacks-to", "127.0.0.0/8"],
            stdout=self.log, stderr=self.log,
        )
        self.wait_until_ready()

    def wait_until_ready(self):
        end = time.monotonic() + 20
        while time.monotonic() < end:
            if self.process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"http://{self.address}/healthz", timeout=1):
                    return
            except OSError:
                continue
        raise RuntimeError("the server did not start:\n" + (self.folder / "server.log").read_text())

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=20)
        self.log.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("data"))
    yield server
    server.stop()
