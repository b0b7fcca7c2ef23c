"""Loads on a server: requests by wrk, and rooms changed at a steady rate."""

import dataclasses
import http.client
import json
import subprocess
import threading
import time

_SCRIPT = """
local paths = {}
local turn = 0
function init(arguments)
  wrk.headers["Authorization"] = "Bearer " .. arguments[1]
  if arguments[2] == "post" then
    wrk.method = "POST"
    wrk.headers["Content-Type"] = "application/json"
    wrk.body = arguments[3]
  end
  for line in io.lines(arguments[4]) do paths[#paths + 1] = wrk.format(nil, line) end
end
function request()
  turn = turn % #paths + 1
  return paths[turn]
end
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


def run(base, paths, token, folder, connections, seconds, body=None):
    """Asks for the paths in turn over keep-alive connections; posts `body` to them when there is one."""
    script, list_of_paths = folder / "load.lua", folder / "paths.txt"
    script.write_text(_SCRIPT)
    list_of_paths.write_text("\n".join(paths) + "\n")
    command = [
        "wrk", "--threads", "1", "--connections", str(connections), "--duration", f"{seconds}s", "--timeout", "10s",
        "--script", str(script), base, "--", token, "get" if body is None else "post", body or "", str(list_of_paths),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 60)
    for line in done.stdout.splitlines():
        if line.startswith("FIGURES"):
            return Load(**json.loads(line.removeprefix("FIGURES")))
    raise RuntimeError(f"wrk failed: {done.stdout}{done.stderr}")


class Changing(threading.Thread):
    """Changes one setting of each room in turn, `rate` times a second for `seconds`, over one connection."""

    def __init__(self, port, token, rooms, rate, seconds):
        super().__init__(daemon=True)
        self.answered = self.refused = 0
        self._port, self._rooms, self._interval, self._seconds = port, rooms, 1 / rate, seconds
        self._headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}

    def run(self):
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=10)
        began = time.monotonic()
        number = 0
        try:
            # A server that cannot keep up must not stretch the run.
            while time.monotonic() - began < self._seconds and number * self._interval < self._seconds:
                self._change(connection, number)
                number += 1
                time.sleep(max(0, began + number * self._interval - time.monotonic()))
        finally:
            connection.close()

    def _change(self, connection, number):
        turn, index = divmod(number, len(self._rooms))
        level = ("explicit_approval", "after_owner_only")[turn % 2]
        body = json.dumps({"update_details": {"join_approval_level": level}})
        connection.request("PATCH", f"/v1/meetings/rooms/{self._rooms[index]}", body, self._headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status == 200:
            self.answered += 1
        else:
            self.refused += 1
