"""A client that keeps account of every answer, as a program of its own.

    python kill_client.py INDEX SEED HOST:PORT TOKEN LEDGER HOOK SHARED-ROOM

One thread creates, changes and deletes rooms and themes, others are people who join and leave. LEDGER gets one JSON
object a line: what was asked for, when it was asked, when the answer came, and what it said; without an answer `ended`
is when the connection broke, and nobody can say whether the server did it. SIGTERM ends it in good order.
"""

import contextlib
import http.client
import json
import random
import signal
import sys
import threading
import time
import urllib.parse

import websocket

PEOPLE = 2


class Unanswered(Exception):
    """The server went away before it answered."""


class Client:
    def __init__(self, index, seed, address, token, ledger, hook, shared):
        self.index = index
        self.seed = seed
        self.address = address
        self.token = token
        self.hook = hook
        self.shared = shared
        self.ledger = open(ledger, "a", buffering=1)
        self.writing = threading.Lock()
        self.stopping = threading.Event()
        self.rooms = {}
        self.themes = []

    def note(self, **fields):
        with self.writing:
            self.ledger.write(json.dumps(fields) + "\n")

    def run(self):
        threads = [threading.Thread(target=Writer(self).run)]
        threads += [threading.Thread(target=Person(self, number).run) for number in range(PEOPLE)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.note(did="finish")


class Writer:
    """Creates, changes and deletes. Only this thread touches what it made, so its ledger is a history."""

    def __init__(self, client):
        self.client = client
        self.random = random.Random(f"{client.seed} writer {client.index}")
        self.connection = None
        self.count = 0

    def run(self):
        while not self.client.stopping.is_set():
            actions = [(self.create_room, 25), (self.patch_room, 40), (self.create_theme, 8), (self.patch_theme, 15)]
            actions += [(self.delete_theme, 7), (self.delete_room, 8)]
            action = self.random.choices(*zip(*actions, strict=True))[0]
            action()
            time.sleep(self.random.expovariate(200))

    def call(self, did, method, path, body=None, headers=None, **facts):
        """The answer, or nil when there was none; either way it stands in the ledger."""
        self.connect()
        started = time.monotonic()
        try:
            status, answer = self.exchange(method, path, body, headers or {})
        except Unanswered as error:
            self.client.note(did=did, started=started, ended=time.monotonic(), status=None, why=str(error), **facts)
            return None, None
        known = {"id": answer.get("id") or answer.get("theme_id")} if method == "POST" and status < 300 else {}
        facts = {**facts, **known, **({} if status < 300 else {"answer": answer})}
        self.client.note(did=did, started=started, ended=time.monotonic(), status=status, **facts)
        return status, answer

    def connect(self):
        while self.connection is None and not self.client.stopping.is_set():
            connection = http.client.HTTPConnection(self.client.address, timeout=30)
            try:
                connection.connect()
                self.connection = connection
            except OSError:
                time.sleep(0.02)

    def exchange(self, method, path, body, headers):
        if self.connection is None:
            raise Unanswered("not sent: the client was told to end")
        try:
            self.connection.request(
                method, "/v1/meetings" + path, None if body is None else json.dumps(body),
                {"Authorization": f"Bearer {self.client.token}", "Content-Type": "application/json", **headers},
            )  # fmt: skip
            response = self.connection.getresponse()
            text = response.read()
        except (OSError, http.client.HTTPException) as error:
            self.connection.close()
            self.connection = None
            raise Unanswered(repr(error)) from error
        return response.status, json.loads(text) if text else {}

    def fresh(self, kind):
        self.count += 1
        return f"{kind}-{self.client.index}-{self.count}"

    def create(self, did, path, body, name):
        """With idempotency keys a creation is asked for until it is answered, and must happen once."""
        keyed = self.random.random() < 0.7
        headers = {"Idempotency-Key": f"key {name}"} if keyed else {}
        while True:
            status, answer = self.call(did, "POST", path, body, headers, name=name, keyed=keyed)
            if status is not None or not keyed or self.client.stopping.is_set():
                return answer if status == 201 else None

    def create_room(self):
        name = self.fresh("room")
        body = {"display_name": name}
        if self.random.random() < 0.7:
            body |= {"type": "long_term", "expires_at": expiry(self.count)}
        if self.random.random() < 0.3:
            body["callback_urls"] = {"sessions_callback_url": f"{self.client.hook}/own/{self.client.index}"}
        if self.random.random() < 0.3:
            body["metadata"] = f"metadata of {name}"
        answer = self.create("create-room", "/rooms", body, name)
        if answer:
            self.client.rooms[answer["id"]] = answer
            if len(self.client.rooms) > 60:
                self.client.rooms.pop(next(iter(self.client.rooms)))

    def patch_room(self):
        rooms = [room["id"] for room in self.client.rooms.values() if room["type"] == "long_term"]
        if not rooms:
            return
        shared = self.client.shared
        room = shared if shared and self.random.random() < 0.2 else self.random.choice(rooms)
        # The clients' values differ, so that a value says whose change it was.
        self.count += 1
        value = expiry(self.count * 16 + self.client.index)
        body = {"update_details": {"expires_at": value}}
        self.call("patch-room", "PATCH", f"/rooms/{room}", body, target=room, value=value)

    def delete_room(self):
        if self.client.rooms:
            room = self.random.choice(list(self.client.rooms))
            self.client.rooms.pop(room)
            self.call("delete-room", "DELETE", f"/rooms/{room}", target=room)

    def create_theme(self):
        if len(self.client.themes) < 20:
            name = self.fresh("theme")
            body = {"theme_name": name, "main_color": "#12f64e", "brand_text": "0"}
            answer = self.create("create-theme", "/themes", body, name)
            if answer:
                self.client.themes.append(answer["theme_id"])

    def patch_theme(self):
        if self.client.themes:
            theme = self.random.choice(self.client.themes)
            value = self.fresh("text")
            body = {"update_details": {"brand_text": value}}
            self.call("patch-theme", "PATCH", f"/themes/{theme}", body, target=theme, value=value)

    def delete_theme(self):
        if len(self.client.themes) > 5:
            theme = self.client.themes.pop(self.random.randrange(len(self.client.themes)))
            self.call("delete-theme", "DELETE", f"/themes/{theme}?force=true", target=theme)


class Person:
    """Opens links, joins, stays a little and leaves; takes the seat again when the server died."""

    # Of the ten seconds that a seat is kept.
    GRACE = 8

    def __init__(self, client, number):
        self.client = client
        self.name = f"person-{client.index}-{number}"
        self.random = random.Random(f"{client.seed} {self.name}")
        self.visits = 0

    def run(self):
        while not self.client.stopping.wait(self.random.expovariate(10)):
            rooms = list(self.client.rooms.values())
            if rooms:
                self.visit(self.random.choice(rooms))

    def visit(self, room):
        self.visits += 1
        name = f"{self.name}-{self.visits}"
        asked = time.monotonic()
        try:
            socket, welcome = self.greet(room)
            if welcome["t"] != "welcome":
                return self.client.note(did="refused", name=name, room=room["id"], reason=welcome.get("reason"))
        except (OSError, websocket.WebSocketException, ValueError):
            return None
        with contextlib.closing(socket):
            try:
                say(socket, t="enter", name=name)
                entered = self.be_let_in(socket)
            except (OSError, websocket.WebSocketException, ValueError):
                return self.client.note(did="join", name=name, room=room["id"], id=None, started=asked, ended=None)
            if entered["t"] != "entered":
                return self.client.note(did="refused", name=name, room=room["id"], reason=entered.get("reason"))
            me = entered["you"]["id"]
            self.client.note(did="join", name=name, room=room["id"], id=me, started=asked, ended=time.monotonic())
            broken = self.stay(socket, me)
        if broken is not None and self.random.random() < 0.6:
            self.come_back(room, me, entered["resume"], broken)
        return None

    def be_let_in(self, socket):
        """Who must wait does so for a moment and then leaves."""
        answer = hear(socket, "entered", "refused", "ended", "waiting")
        if answer["t"] != "waiting":
            return answer
        socket.settimeout(self.random.uniform(0.1, 1.5))
        with contextlib.suppress(websocket.WebSocketTimeoutException):
            return hear(socket, "entered", "refused", "ended")
        socket.settimeout(30)
        say(socket, t="leave")
        return hear(socket, "entered", "refused", "ended")

    def greet(self, room, **fields):
        socket = websocket.create_connection(f"ws://{self.client.address}/_/socket", timeout=30)
        try:
            link = urllib.parse.urlsplit(room["_links"]["host_url"]["href"])
            token = dict(urllib.parse.parse_qsl(link.query))["participant_token"]
            if self.random.random() < 0.6:
                fields["participant_token"] = token
            say(socket, t="hello", room_token=room["meeting_code"], **fields)
            return socket, hear(socket, "welcome", "refused", "error")
        except BaseException:
            socket.close()
            raise

    def stay(self, socket, me):
        """Nil when the person left, else when the connection broke."""
        try:
            socket.settimeout(self.random.uniform(0.01, 1.5))
            with contextlib.suppress(websocket.WebSocketTimeoutException):
                return self.client.note(did="sent-away", id=me, why=hear(socket, "ended")["why"])
            if self.random.random() < 0.15:
                return None
        except (OSError, websocket.WebSocketException, ValueError):
            return time.monotonic()
        # Whoever has said that they leave does not come back, answered or not.
        with contextlib.suppress(OSError, websocket.WebSocketException, ValueError):
            socket.settimeout(30)
            say(socket, t="leave")
            why = hear(socket, "ended")["why"]
            self.client.note(did="leave" if why == "left" else "sent-away", id=me, why=why, ended=time.monotonic())
        return None

    def come_back(self, room, me, resume, broken):
        while time.monotonic() - broken < self.GRACE:
            try:
                socket, welcome = self.greet(room, resume=resume)
            except (OSError, websocket.WebSocketException, ValueError):
                time.sleep(0.02)
                continue
            with contextlib.closing(socket):
                if welcome["t"] != "welcome":
                    return
                try:
                    socket.settimeout(5)
                    entered = hear(socket, "entered", "ended")
                except websocket.WebSocketTimeoutException:
                    self.client.note(did="seat-lost", id=me, after=time.monotonic() - broken)
                    return
                except (OSError, websocket.WebSocketException, ValueError):
                    continue
                if entered["t"] == "entered":
                    self.client.note(did="resume", id=me, seat=entered["you"]["id"])
                    self.stay(socket, me)
                return


def expiry(number):
    """A time that is valid for weeks and names the number in its milliseconds and seconds."""
    moment = int(time.time() // 86400 + 30) * 86400 + number // 1000
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(moment)) + f".{number % 1000:03d}Z"


def say(socket, **fields):
    socket.send(json.dumps(fields))


def hear(socket, *names):
    """The next message of one of these names. An empty frame is a socket that closed."""
    while True:
        message = json.loads(socket.recv())
        if message["t"] in names:
            return message


if __name__ == "__main__":
    index, *others = sys.argv[1:]
    client = Client(int(index), *others)
    signal.signal(signal.SIGTERM, lambda *_: client.stopping.set())
    client.run()
