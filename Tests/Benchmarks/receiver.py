"""A receiver of callbacks that does next to nothing: notes each request whole and answers 204. Run as a program.

    receiver.py PORT HOST…

`GET /report` answers what came, as JSON; `GET /forget` forgets it.
"""

import asyncio
import json
import re
import sys
import time

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_SEQUENCE = re.compile(rb"\r\ngreenroom-sequence: *(\d+)", re.IGNORECASE)
_SIGNED = (re.compile(rb"\r\nauthorization: *bearer ", re.IGNORECASE),
           re.compile(rb"\r\nwebhook-signature: *v1,", re.IGNORECASE))
_ANSWER = b"HTTP/1.1 204 No Content\r\n\r\n"
_received = []
_moments = []


class Receiver(asyncio.Protocol):
    """One connection."""

    def connection_made(self, transport):
        self._transport = transport
        self._data = b""

    def data_received(self, data):
        self._data += data
        while True:
            end = self._data.find(b"\r\n\r\n")
            if end < 0:
                return
            head = self._data[:end]
            found = _LENGTH.search(head)
            whole = end + 4 + (int(found[1]) if found else 0)
            if len(self._data) < whole:
                return
            body, self._data = self._data[end + 4 : whole], self._data[whole:]
            self._answer(head, body)

    def _answer(self, head, body):
        if head.startswith(b"POST "):
            _received.append((head, body))
            _moments.append(time.monotonic())
            self._transport.write(_ANSWER)
            return
        text = json.dumps(report()).encode() if head.startswith(b"GET /report") else b"{}"
        if head.startswith(b"GET /forget"):
            _received.clear()
            _moments.clear()
        self._transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(text), text))


def report():
    """How many came and how fast; which were twice, out of order or unsigned."""
    last, seen = {}, set()
    disorder = unsigned = 0
    for head, body in _received:
        sequence = int(_SEQUENCE.search(head)[1])
        room = json.loads(body)["room_id"]
        disorder += last.get(room, 0) >= sequence
        last[room] = sequence
        seen.add(sequence)
        unsigned += not all(pattern.search(head) for pattern in _SIGNED)
    return {
        "count": len(_received), "distinct": len(seen), "disorder": disorder, "unsigned": unsigned,
        "seconds": _moments[-1] - _moments[0] if _moments else 0,
    }  # fmt: skip


async def main(port, hosts):
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Receiver, hosts, port, backlog=1024)
    await server.serve_forever()


if __name__ == "__main__":
    try:
        import uvloop as chosen
    except ImportError:
        chosen = asyncio
    chosen.run(main(int(sys.argv[1]), sys.argv[2:]))
