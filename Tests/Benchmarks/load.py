"""Loads on a server: POST requests by wrk, and rooms renamed at a steady rate."""

import dataclasses
import http.client
import json
import random
import subprocess
import threading
import time

_SCRIPT = """
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = '{"display_name":"Load"}'
function init(arguments) wrk.headers["Authorization"] = "Bearer " .. arguments[1] end
function done(summary, latency, requests)
  local errors = summary.errors
  io.write("FIGURES", string.format(
    '{"requests":%d,"seconds":%f,"p50":%f,"p99":%f,"refused":%d,"broken":%d}', summary.requests,
    summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout), "\\n")
end
"""


@dataclasses.dataclass
class Load:
    """What one run of wrk saw. Percentiles are milliseconds."""

    requests: int
    seconds: float
    p50: float
    p99: float
    refused: int
    broken: int

    @property
    def rate(self):
        return (self.requests - self.refused) / self.seconds


def post(url, token, folder, connections, seconds):
    """Posts the same small body again and again over keep-alive connections."""
    script = folder / "post.lua"
    script.write_text(_SCRIPT)
    command = [
        "wrk", "--threads", "1", "--connections", str(connections), "--duration", f"{seconds}s", "--timeout", "10s",
        "--script", str(script), url, "--", token,
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 60)
    for line in done.stdout.splitlines():
        if line.startswith("FIGURES"):
            return Load(**json.loads(line.removeprefix("FIGURES")))
    raise RuntimeError(f"wrk failed: {done.stdout}{done.stderr}")


class Renaming(threading.Thread):
    """Renames rooms in turn, `rate` a second for `seconds`, over one connection; once when `seconds` is 0."""

    def __init__(self, port, token, rooms, rate, seconds, name=None):
        super().__init__(daemon=True)
        self.answered = self.refused = 0
        self._port, self._rooms, self._interval, self._seconds = port, rooms, 1 / rate, seconds
        self._name = name
        self._headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}

    def run(self):
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=10)
        began = time.monotonic()
        number = 0
        try:
            while number == 0 or number * self._interval < self._seconds:
                time.sleep(max(0, began + number * self._interval - time.monotonic()))
                # A server that cannot keep up must not stretch the run.
                if self._seconds and time.monotonic() - began > self._seconds:
                    return
                self._rename(connection, self._rooms[number % len(self._rooms)])
                number += 1
        finally:
            connection.close()

    def _rename(self, connection, room):
        name = self._name or f"Room {random.randrange(16**6):06x}"
        body = json.dumps({"update_details": {"display_name": name}})
        connection.request("PATCH", f"/v1/meetings/rooms/{room}", body, self._headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status == 200:
            self.answered += 1
        else:
            self.refused += 1
