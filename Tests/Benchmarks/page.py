"""A meeting page without a browser: a WebSocket (RFC 6455) that says what the page says."""

import base64
import json
import os
import socket
import struct


class Page:
    """One person's page on the server's socket."""

    def __init__(self, port, seconds=10):
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=seconds)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        key = base64.b64encode(os.urandom(16)).decode()
        self._socket.sendall(
            f"GET /_/socket HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode())
        self._stream = self._socket.makefile("rb")
        status = self._stream.readline()
        if b" 101 " not in status:
            raise RuntimeError(f"the socket was refused: {status!r}")
        while self._stream.readline().strip():
            pass

    def say(self, **message):
        body = json.dumps(message).encode()
        mask = os.urandom(4)
        length = bytes([0x80 | len(body)]) if len(body) < 126 else struct.pack("!BH", 0x80 | 126, len(body))
        masked = bytes(byte ^ mask[index % 4] for index, byte in enumerate(body))
        self._socket.sendall(b"\x81" + length + mask + masked)

    def next(self, kind):
        """The next message of a kind; others are passed over."""
        while True:
            first, second = self._exactly(2)
            length = second & 0x7F
            if length == 126:
                (length,) = struct.unpack("!H", self._exactly(2))
            elif length == 127:
                (length,) = struct.unpack("!Q", self._exactly(8))
            body = self._exactly(length)
            if first & 0x0F == 8:
                raise RuntimeError(f"the socket was closed before {kind} came")
            if first & 0x0F == 1:
                message = json.loads(body)
                if message["t"] == kind:
                    return message
                if message["t"] in ("refused", "error"):
                    raise RuntimeError(f"{kind} was awaited, but the server said {message}")

    def _exactly(self, count):
        data = self._stream.read(count)
        if len(data) < count:
            raise RuntimeError("the socket ended")
        return data

    def close(self):
        self._stream.close()
        self._socket.close()
