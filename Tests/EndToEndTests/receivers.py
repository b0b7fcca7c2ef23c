"""A receiver of callbacks that does what it is told, and visits that make callbacks."""

import contextlib
import http.server
import json
import threading

import websocket


class Receiver:
    """Keeps every callback in the order in which it came; `answer` decides the status of each."""

    def __init__(self):
        self.calls = []
        self.taken = []
        self.answer = lambda headers, body: 204
        self.lock = threading.Lock()
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                fields = list(self.headers.items())
                with receiver.lock:
                    receiver.calls.append((fields, body))
                    status = receiver.answer(dict(fields), body)
                    if 200 <= status < 300:
                        receiver.taken.append((dict(fields), body))
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *arguments):
                pass

        self.listener = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.listener.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.listener.server_port}/hook"
        threading.Thread(target=self.listener.serve_forever, daemon=True).start()

    def events(self):
        """The bodies that were taken, in order."""
        with self.lock:
            return [json.loads(body) for _, body in self.taken]

    def close(self):
        self.listener.shutdown()
        self.listener.server_close()


@contextlib.contextmanager
def receiving():
    receiver = Receiver()
    try:
        yield receiver
    finally:
        receiver.close()


def visit(server, room, name="Zoë"):
    """One person comes and goes: four events."""
    socket = websocket.create_connection(
        f"ws://{server.address}/_/socket", origin=f"http://{server.address}", timeout=20
    )
    socket.send(json.dumps({"t": "hello", "room_token": room["meeting_code"]}))
    assert json.loads(socket.recv())["t"] == "welcome"
    socket.send(json.dumps({"t": "enter", "name": name}))
    answer = json.loads(socket.recv())
    if answer["t"] == "entered":
        socket.send(json.dumps({"t": "leave"}))
    socket.close()
    return answer
