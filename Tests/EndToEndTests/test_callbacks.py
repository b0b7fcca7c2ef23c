"""Callbacks as a receiver sees them, judged by verifiers that are not ours."""

import hashlib
import http.server
import json
import queue
import threading

import jwt
import pytest
import standardwebhooks
import websocket
from vonage_jwt.verify_jwt import verify_signature

from test_python_sdk import connect


@pytest.fixture
def receiver():
    calls = queue.Queue()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            calls.put((dict(self.headers), body))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *arguments):
            pass

    listener = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=listener.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{listener.server_port}/hook", calls
    listener.shutdown()


def test_a_session_is_called_back_with_both_signatures(server, receiver):
    url, calls = receiver
    room = connect(server).create_room({"display_name": "Hooked", "callback_urls": {"sessions_callback_url": url}})
    socket = websocket.create_connection(f"ws://{server.address}/_/socket", origin=f"http://{server.address}")
    socket.send(json.dumps({"t": "hello", "room_token": room["meeting_code"]}))
    assert json.loads(socket.recv())["t"] == "welcome"
    socket.send(json.dumps({"t": "enter", "name": "Zoë"}))
    assert json.loads(socket.recv())["t"] == "entered"
    socket.send(json.dumps({"t": "leave"}))
    names = []
    for _ in range(4):
        headers, body = calls.get(timeout=20)
        event = json.loads(body)
        names.append(event["event"])
        assert event["room_id"] == room["id"]
        token = headers["Authorization"].removeprefix("Bearer ")
        assert verify_signature(token, server.application["signature_secret"])
        claims = jwt.decode(token, server.application["signature_secret"], algorithms=["HS256"])
        assert claims["payload_hash"] == hashlib.sha256(body).hexdigest()
        assert claims["api_key"] == server.application["api_key"]
        webhook = standardwebhooks.Webhook(server.application["webhook_secret"])
        lower = {name.lower(): value for name, value in headers.items()}
        webhook.verify(body, lower)
        with pytest.raises(standardwebhooks.WebhookVerificationError):
            webhook.verify(body + b" ", lower)
    assert names == ["session:started", "session:participant:joined", "session:participant:left", "session:ended"]
