"""Greenroom's server and FastAPI's, each as a child on a free port of 127.0.0.1."""

import http.client
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import time


def environment(home):
    """Ours without anything of the user's: no configuration, no profile, no tmux."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "TZ") if name in os.environ}
    return kept | {"HOME": str(home), "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class ServerProcess:
    """A child that is ready once it `answers`. `start_seconds` is exec to that answer."""

    health_path = "/healthz"

    def __init__(self, command, port, folder, environment):
        self.port = port
        self.base = f"http://127.0.0.1:{port}"
        self.log = folder / "server.log"
        with self.log.open("ab") as log:
            started = time.monotonic()
            self.process = subprocess.Popen(
                command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, env=environment, cwd=folder)
        try:
            self._wait(started + 30)
        except BaseException:
            self.close()
            raise
        self.start_seconds = time.monotonic() - started

    def _wait(self, end):
        while time.monotonic() < end and self.process.poll() is None:
            try:
                if self.answers():
                    return
            except OSError:
                time.sleep(0.001)
        raise RuntimeError("the server did not start:\n" + self.log.read_text())

    def answers(self):
        return self.call("GET", self.health_path, timeout=2)[0] == 200

    def call(self, method, path, body=None, token=None, timeout=30):
        """(status, body) of one request."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            headers = {"Content-Type": "application/json"}
            if token:
                headers["Authorization"] = f"Bearer {token}"
            connection.request(method, path, None if body is None else json.dumps(body), headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


class Greenroom(ServerProcess):
    """`greenroom serve` on a folder of its own, or on one that it served before, with one application."""

    name = "greenroom serve"

    def __init__(self, binary, folder, options=()):
        self.binary, self.folder = binary, folder
        self.environment = environment(folder)
        known = folder / "application.json"
        if not known.exists():
            created = subprocess.run(
                [binary, "apps", "create", "benchmark", "--data", str(folder / "data"), "--json"],
                check=True, capture_output=True, env=self.environment, timeout=60)
            known.write_bytes(created.stdout)
        application = json.loads(known.read_bytes())
        self.application_id = application["application_id"]
        self.private_key = application["private_key_path"]
        port = free_port()
        command = [
            binary, "serve", "--listen", f"127.0.0.1:{port}", "--data", str(folder / "data"),
            "--room-limit", "100000000", "--log-level", "error", "--rate-limit", "off", *options,
        ]
        super().__init__(command, port, folder, self.environment)

    @property
    def database(self):
        return self.folder / "data" / "greenroom.db"

    @property
    def identity(self):
        return ["--server", self.base, "--application-id", self.application_id, "--private-key", self.private_key]

    def token(self):
        made = subprocess.run(
            [self.binary, "token", *self.identity],
            check=True, capture_output=True, text=True, env=self.environment, timeout=60)
        return made.stdout.strip()

    create_path = "/v1/meetings/rooms"
    body = '{"display_name":"Load"}'

    def create(self, name, token, **fields):
        status, body = self.call("POST", self.create_path, {"display_name": name, **fields}, token)
        if status != 201:
            raise RuntimeError(f"creating a room was answered {status}: {body.decode()}")
        return json.loads(body)

    def count(self, token):
        status, body = self.call("GET", "/v1/meetings/rooms?page_size=1", None, token)
        if status != 200:
            raise RuntimeError(f"listing rooms was answered {status}: {body.decode()}")
        return json.loads(body)["total_items"]


class Rival(ServerProcess):
    """FastAPI on uvicorn with SQLite, as `rival.py` has it. It takes the tokens of Greenroom's application."""

    name = "FastAPI + SQLite FULL"
    create_path = "/rooms"
    body = Greenroom.body

    def __init__(self, python, folder, private_key):
        public_key = subprocess.run(
            ["openssl", "rsa", "-in", private_key, "-pubout"], check=True, capture_output=True, timeout=60).stdout
        (folder / "public.pem").write_bytes(public_key)
        port = free_port()
        here = pathlib.Path(__file__).resolve().parent
        variables = environment(folder) | {"RIVAL_FOLDER": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
        command = [
            python, "-m", "uvicorn", "rival:application", "--app-dir", str(here), "--host", "127.0.0.1",
            "--port", str(port), "--no-access-log", "--log-level", "warning",
        ]
        super().__init__(command, port, folder, variables)

    def count(self, token):
        status, body = self.call("GET", "/rooms", None, token)
        if status != 200:
            raise RuntimeError(f"counting was answered {status}: {body.decode()}")
        return json.loads(body)["total_items"]

    @staticmethod
    def why_not(python):
        """Why the rival cannot run here; None when it can."""
        if python is None:
            return "no --venv was given (a virtual environment with fastapi, uvicorn[standard] and pyjwt[crypto])"
        tried = subprocess.run(
            [python, "-c", "import fastapi, uvicorn, uvloop, httptools, jwt, cryptography"],
            capture_output=True, text=True, timeout=60)
        return None if tried.returncode == 0 else f"{python} lacks a package: {tried.stderr.strip().splitlines()[-1]}"


def venv_python(folder):
    """The interpreter of a virtual environment, or None."""
    if folder is None:
        return None
    python = pathlib.Path(folder) / "bin" / "python"
    if not python.exists():
        sys.exit(f"{folder} is no virtual environment: {python} is missing")
    return str(python)
