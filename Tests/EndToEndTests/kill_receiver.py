"""A callback receiver that is often unwell, as a program of its own: sometimes down, sometimes 500, sometimes slow.

    python kill_receiver.py PORT RECORD SEED

Every callback that arrives is written to RECORD, one JSON object a line, before it is answered. A line `lost` names one
whose answer could not be sent, a line `cut` tells when open connections were broken off. SIGUSR1 makes the receiver
well for good.
"""

import http.server
import json
import random
import signal
import socket
import sys
import threading
import time

MOODS = [("well", 60), ("failing", 15), ("slow", 15), ("down", 10)]


class Receiver:
    def __init__(self, port, record, seed):
        self.port = port
        self.record = open(record, "a", buffering=1)
        self.random = random.Random(seed)
        self.writing = threading.Lock()
        self.connections = set()
        self.mood = "well"
        self.is_calm = threading.Event()

    def note(self, **fields):
        with self.writing:
            self.record.write(json.dumps(fields) + "\n")

    def draw(self, *limits):
        """A number between the limits; one generator serves all threads."""
        with self.writing:
            return self.random.uniform(*limits)

    def change_moods(self):
        names, weights = zip(*MOODS, strict=True)
        while not self.is_calm.is_set():
            with self.writing:
                self.mood = self.random.choices(names, weights)[0]
            self.is_calm.wait(self.draw(0.2, 0.6) if self.mood == "down" else self.draw(0.3, 1.5))
        self.mood = "well"

    def status(self):
        mood = self.mood
        if mood == "slow":
            time.sleep(self.draw(0.05, 0.5))
        return 500 if mood == "failing" and self.draw(0, 1) < 0.5 else 204

    def serve(self):
        threading.Thread(target=self.change_moods, daemon=True).start()
        while True:
            with socket.create_server(("127.0.0.1", self.port), backlog=256) as listener:
                listener.settimeout(0.05)
                while self.mood != "down":
                    try:
                        connection, address = listener.accept()
                    except TimeoutError:
                        continue
                    connection.settimeout(None)
                    threading.Thread(target=self.handle, args=(connection, address), daemon=True).start()
            self.cut()
            while self.mood == "down":
                time.sleep(0.02)

    def cut(self):
        for connection in list(self.connections):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue
        self.note(at=time.monotonic(), cut=True)

    def handle(self, connection, address):
        self.connections.add(connection)
        try:
            Handler(connection, address, self)
        except OSError:
            pass
        finally:
            self.connections.discard(connection)
            connection.close()


class Handler(http.server.BaseHTTPRequestHandler):
    """`server` is the Receiver."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if len(body) < int(self.headers["Content-Length"]):
            # The server died while it sent.
            self.close_connection = True
            return
        came = time.monotonic()
        headers = {name.lower(): value for name, value in self.headers.items()}
        status = self.server.status()
        self.server.note(
            at=came, id=headers["webhook-id"], sequence=int(headers["greenroom-sequence"]),
            gap=headers.get("greenroom-gap", ""), path=self.path, body=body.decode(), status=status,
        )  # fmt: skip
        try:
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()
        except OSError:
            self.server.note(lost=headers["webhook-id"])
            raise

    def log_message(self, *arguments):
        pass


if __name__ == "__main__":
    receiver = Receiver(int(sys.argv[1]), sys.argv[2], sys.argv[3])
    signal.signal(signal.SIGUSR1, lambda *_: receiver.is_calm.set())
    receiver.serve()
