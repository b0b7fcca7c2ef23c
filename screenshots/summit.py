"""The event of the pictures: its rooms and themes, the people at the page's sockets, and what goes wrong."""

import asyncio
import datetime
import http.server
import json
import random
import threading
import uuid

import websockets

from server import in_hours, now

MINUTE = 60_000

THEMES = [
    {"theme_name": "Summit", "main_color": "#0f9d7a", "brand_text": "Harbour Summit", "short_company_url": "summit"},
    {"theme_name": "Sponsors", "main_color": "#b4531f", "brand_text": "Harbour Summit Partners"},
    {"theme_name": "Press", "main_color": "#27408b", "brand_text": "Harbour Summit Press Office"},
]

# Name, hours until it closes (None: instant), theme, further fields, hosts, guests.
ROOMS = [
    ("Main Stage", 8, "Summit", {"recording_options": {"auto_record": True}}, 2, 48),
    ("Keynote Green Room", 8, "Summit", {"join_approval_level": "explicit_approval"}, 2, 4),
    ("Track 1 — Platforms", 7, "Summit", {}, 1, 23),
    ("Track 2 — Data", 7, "Summit", {}, 1, 17),
    ("Track 3 — Security", 7, "Summit", {"join_approval_level": "after_owner_only"}, 1, 12),
    ("Workshop: Incident drills", 3, "Summit", {}, 0, 9),
    ("审计例会 Audit", 0.25, None, {"recording_options": {"auto_record": True}}, 1, 3),
    ("Sponsor Lounge", 9, "Sponsors", {}, 1, 7),
    ("Help desk", None, None, {}, 2, 1),
    ("Interpreters EN/FR/ES", 8, "Summit", {}, 3, 0),
    ("Press briefing", 26, "Press", {"join_approval_level": "after_owner_only"}, 0, 0),
    ("Rehearsal, day 2", 22, "Summit", {}, 0, 0),
    ("Volunteers' briefing", 2, None, {}, 0, 0),
    ("Closing session", 9, "Summit", {"recording_options": {"auto_record": True}}, 0, 0),
]
STAGE, GREEN_ROOM, UNHOSTED, REHEARSAL = (
    "Main Stage", "Keynote Green Room", "Workshop: Incident drills", "Rehearsal, day 2")  # fmt: skip
REFUSED = "Track 2 — Data"  # The receiver does not take its callbacks.
MORNING = ("Rehearsal, day 2", "Volunteers' briefing", "Interpreters EN/FR/ES")
PASSED_THROUGH = ("Main Stage", "Sponsor Lounge", "Track 1 — Platforms", "Track 2 — Data")
# Nobody of these is admitted to the green room.
LEFT_WAITING = ("Ravi Menon", "Clara Holm")

# Minutes from now, room, host, recorded, note.
PLAN = [
    (-55, "Main Stage", "Ada Lindqvist", "yes", "doors 15 minutes earlier"),
    (-50, "Track 1 — Platforms", "Kofi Mensah", "yes", ""),
    (-50, "Track 2 — Data", "Zoë Brandt", "", ""),
    (-6, "Workshop: Incident drills", "Omar Farouk", "", "Omar comes from the airport"),
    (9, "Press briefing", "Priya Raman", "yes", "questions in writing"),
    (35, "Track 3 — Security", "Tomás Herrera", "", "two speakers on one line"),
    (80, "Volunteers' briefing", "", "", "short"),
    (330, "Closing session", "Ada Lindqvist", "yes", "awards last"),
]

NOTES = [
    (STAGE, "dana", "Second camera is back, was a cable"),
    (STAGE, "erin", "Keynote runs 5 minutes over, told Track 1"),
    (GREEN_ROOM, "dana", "Ravi joins by telephone if the line fails"),
]

NAMES = """Ada Lindqvist|Kofi Mensah|李明|Zoë Brandt|Priya Raman|Tomás Herrera|Yuki Tanabe|Amara Okafor|Jonas Weiß
Leila Haddad|Mateo Rossi|Sofia Petrova|Noah Becker|Inês Carvalho|Dana Cruz|Omar Farouk|Elif Şahin|Hugo Lefèvre
Mei Chen|Samuel Adeyemi|Ingrid Dahl|Rafael Souza|Nora Byrne|Viktor Novák|Aisha Khan|Liam Walsh|박서연|Emil Sørensen
Chiara Conti|Daniel Katz|Fatima Zahra|Oskar Nowak|Grace Mwangi|Pablo Ortiz|Hanna Virtanen|Arjun Patel""".replace(
    "\n", "|"
).split("|")


def all_names(chance):
    """More names than anybody needs: those above, and their parts in other combinations."""
    parts = [name.split(" ") for name in NAMES if " " in name]
    mixed = {f"{first} {last}" for first, _ in parts for _, last in parts} - set(NAMES) - set(LEFT_WAITING)
    return chance.sample(sorted(mixed), len(mixed)) + chance.sample(NAMES, len(NAMES))


class Hooks:
    """The receiver of callbacks, which is out of order for one room."""

    def __init__(self):
        self.refused = None
        hooks = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                is_taken = hooks.refused is None or body.get("room_id") != hooks.refused
                answer = b"" if is_taken else b'{"error":"the queue of attendance is full"}'
                self.send_response(204 if is_taken else 503)
                if answer:
                    self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *arguments):
                pass

        self._listener = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._listener.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._listener.server_port}"
        threading.Thread(target=self._listener.serve_forever, daemon=True).start()

    def close(self):
        self._listener.shutdown()
        self._listener.server_close()


class Crowd:
    """The people at the page's sockets."""

    def __init__(self, server, rooms):
        self.server = server
        self.rooms = rooms
        self.tasks = []
        self.inside = 0

    def come(self, room, name, is_host=False, seconds=None):
        """Lets somebody in, for so many seconds or for good."""
        self.tasks.append(asyncio.create_task(self._stay(room, name, is_host, seconds)))
        return self.tasks[-1]

    async def _stay(self, room, name, is_host, seconds):
        hello = {"t": "hello", "room_token": self.rooms[room]["meeting_code"]}
        if is_host:
            hello["participant_token"] = host_token(self.rooms[room])
        async with websockets.connect(f"ws://{self.server.host}/_/socket") as page:

            async def say(**message):
                await page.send(json.dumps(message))

            async def ping():
                while True:
                    await asyncio.sleep(5)
                    await say(t="ping")

            await say(**hello)
            pings = asyncio.create_task(ping())
            try:
                async for text in page:
                    message = json.loads(text)
                    if message["t"] == "welcome":
                        await say(t="enter", name=name)
                    elif message["t"] == "entered" and seconds is not None:
                        await asyncio.sleep(seconds)
                        await say(t="leave")
                    elif message["t"] == "entered":
                        self.inside += 1
                    elif message["t"] == "knocking" and is_host:
                        # Some are left for the picture.
                        for person in message["people"]:
                            if person["name"] not in LEFT_WAITING:
                                await say(t="admit", id=person["id"])
                    elif message["t"] in ("refused", "ended") and seconds is None:
                        raise SystemExit(f"{name} was not let into {room}: {message['text']}")
            finally:
                pings.cancel()

    def check(self):
        for task in self.tasks:
            if task.done():
                task.result()

    async def go(self):
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)


def host_token(room):
    return room["_links"]["host_url"]["href"].split("participant_token=")[1]


class Summit:
    """The event. What takes hours happens in seconds, and its times are spread over the morning afterwards."""

    def __init__(self, server, hooks, wait_for, zone):
        self.server, self.hooks, self.wait_for, self.zone = server, hooks, wait_for, zone
        self.chance = random.Random(7)
        self.names = all_names(self.chance)
        self.rooms = {}
        self.crowd = None

    async def open(self):
        """Themes and rooms, and what happened before the doors opened."""
        since = now()
        themes = {theme["theme_name"]: self.server.call("POST", "/themes", theme)["theme_id"] for theme in THEMES}
        for name, hours, theme, fields, _, _ in ROOMS:
            wanted = {"display_name": name, **fields}
            if hours is not None:
                wanted |= {"type": "long_term", "expires_at": in_hours(hours)}
            if theme:
                wanted["theme_id"] = themes[theme]
            self.rooms[name] = self.server.call("POST", "/rooms", wanted)
        self.crowd = Crowd(self.server, self.rooms)
        at = now()
        self.server.spread(since, at - 185 * MINUTE, at - 170 * MINUTE)
        since = now()
        visits = [
            self.crowd.come(room, self.names.pop(), is_host=number == 0, seconds=self.chance.uniform(1, 3))
            for room in MORNING for number in range(4)
        ]  # fmt: skip
        await asyncio.gather(*visits)
        at = now()
        self.server.spread(since, at - 160 * MINUTE, at - 100 * MINUTE)
        rehearsal = self.rooms[REHEARSAL]["id"]
        self.server.write_recording(rehearsal, self._id(), at - 150 * MINUTE, at - 121 * MINUTE, size=412_000_000)
        self.server.write_recording(rehearsal, self._id(), at - 118 * MINUTE, at - 101 * MINUTE)

    async def fill(self):
        """Everybody but those without a host, hosts before guests; then the hour that it took."""
        since = now()
        hosts = [(room, True) for room, *_, hosts, _ in ROOMS for _ in range(hosts)]
        guests = [(room, False) for room, *_, guests in ROOMS if room != UNHOSTED for _ in range(guests)]
        self.chance.shuffle(guests)
        people = hosts + guests
        kept = 12  # They come while the dashboards watch.
        notes = dict(zip((40, 70, 100), NOTES))
        for number, (room, is_host) in enumerate(people[:-kept]):
            # A second here is four minutes there.
            await asyncio.sleep(0.1 if number > len(hosts) else 0.02)
            self.crowd.come(room, self.names.pop(), is_host)
            if number % 12 == 11:  # Some only look in; the last of them go while the dashboards watch.
                passed = room if room in PASSED_THROUGH else STAGE
                self.crowd.come(passed, self.names.pop(), seconds=self.chance.uniform(0.3, 4))
            if number in notes:
                noted, operator, text = notes[number]
                body = {"text": text, "operator": operator}
                self.server.call("POST", f"/rooms/{self.rooms[noted]['id']}/notes", body)
            if number == len(hosts):
                await self.wait_for(lambda: self.crowd.inside >= len(hosts), "the hosts are not inside")
                for recorded in (STAGE, "Track 1 — Platforms"):
                    self.server.write_recording(self.rooms[recorded]["id"], self._id(), now())
        await self.wait_for(lambda: self.crowd.inside >= len(people) - kept, "not everybody is inside")
        at = now()
        self.server.spread(since, at - 56 * MINUTE, at - MINUTE // 3)
        self.late = people[-kept:]

    async def go_on(self, seconds):
        """The last people come in real time, a room has nobody to host it, and callbacks come back."""
        hallway = {"display_name": "Hallway café"}
        self.rooms["Hallway café"] = self.server.call("POST", "/rooms", hallway)
        self.hooks.refused = self.rooms[REFUSED]["id"]
        guests = next(guests for name, *_, guests in ROOMS if name == UNHOSTED)
        late = [(UNHOSTED, False)] * guests
        for number, (room, is_host) in enumerate([*late, *self.late]):
            if number >= guests:
                await asyncio.sleep(seconds / len(self.late))
            self.crowd.come(room, self.names.pop(), is_host)
        for number in range(3):
            self.crowd.come(REFUSED, self.names.pop(), seconds=2 + number)
        for name in LEFT_WAITING:
            self.crowd.come(GREEN_ROOM, name)

    def _id(self):
        return str(uuid.UUID(int=self.chance.getrandbits(128), version=4))

    def run_sheet(self):
        """The plan of the day as the dashboard reads it."""
        lines = ["PLAN,ROOM,HOST,REC,NOTE"]
        today = datetime.datetime.now(self.zone)
        for minutes, *fields in PLAN:
            at = today + datetime.timedelta(minutes=minutes)
            at = at.replace(minute=at.minute // 5 * 5)
            quoted = ",".join(f'"{field}"' for field in fields)
            lines.append(f"{at:%H:%M},{quoted}")
        return "\n".join(lines) + "\n"
