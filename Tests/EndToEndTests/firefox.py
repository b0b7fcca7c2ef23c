"""Firefox without a window, with a camera and a microphone that are made up. Driven by WebDriver BiDi."""

import itertools
import json
import os
import pathlib
import shutil
import socket
import subprocess

import websocket
from conftest import wait_for

PROGRAM = shutil.which(os.environ.get("FIREFOX", "firefox-esr"))
SETTINGS = {
    "media.navigator.streams.fake": True,
    "media.navigator.permission.disabled": True,
    "browser.shell.checkDefaultBrowser": False,
    "app.update.disabledForTesting": True,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
}


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


class Firefox:
    """One browser with one tab and a profile of its own."""

    def __init__(self, folder):
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in SETTINGS.items()]
        (pathlib.Path(folder) / "user.js").write_text("\n".join(lines))
        port = free_port()
        self.process = subprocess.Popen(
            [PROGRAM, "--headless", "--no-remote", "--profile", str(folder), "--remote-debugging-port", str(port)],
            env={**os.environ, "HOME": str(folder)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.numbers = itertools.count(1)
        self.socket = wait_for(lambda: self._connect(port), "Firefox does not answer", seconds=60)
        self._call("session.new", {"capabilities": {}})
        self.tab = self._call("browsingContext.getTree", {})["contexts"][0]["context"]

    def _connect(self, port):
        try:
            return websocket.create_connection(f"ws://127.0.0.1:{port}/session", timeout=60, suppress_origin=True)
        except OSError:
            return None

    def _call(self, method, parameters):
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self.socket.recv())
            if answer.get("id") == number:
                assert answer["type"] == "success", f"{method}: {answer}"
                return answer["result"]

    def open(self, url):
        self._call("browsingContext.navigate", {"context": self.tab, "url": url, "wait": "complete"})

    def evaluate(self, expression):
        """What a JavaScript expression comes to, once it is there, as JSON; run as if a person had clicked."""
        answer = self._call("script.evaluate", {
            "expression": f"(async () => JSON.stringify((await ({expression})) ?? null))()",
            "target": {"context": self.tab}, "awaitPromise": True, "userActivation": True,
        })  # fmt: skip
        assert answer["type"] == "success", f"{expression}: {answer}"
        return json.loads(answer["result"]["value"])

    def close(self):
        self.socket.close()
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
