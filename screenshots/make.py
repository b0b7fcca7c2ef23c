#!/usr/bin/env python3
"""Makes the pictures of this folder from the running program.

A real server is filled with an event through its API and through the socket of the meeting page. The dashboard runs in
tmux, which sends it the keys, and is shown by an xterm; the page runs in Chromium. The first guests come slowly, so
that the dashboard has something to draw of the last quarter of an hour.

    apt install xvfb xterm tmux x11-utils imagemagick fonts-dejavu-core fonts-noto-cjk chromium
    python3 -m venv .venv && .venv/bin/pip install playwright websockets
    GREENROOM=.build/release/greenroom .venv/bin/python screenshots/make.py

GREENROOM names the program, CHROMIUM the browser (default /usr/bin/chromium), ARRIVALS the seconds over which people
arrive (default 240). Everything else is written to a folder that is removed at the end.
"""

import asyncio
import contextlib
import datetime
import json
import os
import pathlib
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

import websockets
from playwright.async_api import async_playwright

PICTURES = pathlib.Path(__file__).resolve().parent
ARRIVALS = float(os.environ.get("ARRIVALS", "240"))
PUBLIC_URL = "https://meet.example.org"
DARK = ("#14171c", "#d5d9e0")
LIGHT = ("#ffffff", "#22262e")

THEMES = [
    {"theme_name": "Summit", "main_color": "#0f9d7a", "brand_text": "Harbour Summit", "short_company_url": "summit"},
    {"theme_name": "Sponsors", "main_color": "#b4531f", "brand_text": "Harbour Summit Partners"},
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
    ("Press briefing", 26, "Summit", {"join_approval_level": "after_owner_only"}, 0, 0),
    ("Hallway café", None, "Sponsors", {}, 0, 0),
    ("Rehearsal, day 2", 22, "Summit", {}, 0, 0),
    ("Volunteers' briefing", 2, None, {}, 0, 0),
]
UNHOSTED = "Workshop: Incident drills"
GREEN_ROOM = "Keynote Green Room"

NAMES = """Ada Lindqvist|Kofi Mensah|李明|Zoë Brandt|Priya Raman|Tomás Herrera|Yuki Tanabe|Amara Okafor|Jonas Weiß
Leila Haddad|Mateo Rossi|Sofia Petrova|Noah Becker|Inês Carvalho|Dana Cruz|Omar Farouk|Elif Şahin|Hugo Lefèvre
Mei Chen|Samuel Adeyemi|Ingrid Dahl|Rafael Souza|Nora Byrne|Viktor Novák|Aisha Khan|Liam Walsh|박서연|Emil Sørensen
Chiara Conti|Daniel Katz|Fatima Zahra|Oskar Nowak|Grace Mwangi|Pablo Ortiz|Hanna Virtanen|Arjun Patel""".replace(
    "\n", "|"
).split("|")

PASSED_THROUGH = ("Main Stage", "Sponsor Lounge", "Track 1 — Platforms", "Track 2 — Data")
# Nobody of these is admitted to the green room.
LEFT_WAITING = ("Ravi Menon", "Clara Holm")


def all_names(chance):
    """More names than anybody needs: those above, and their parts in other combinations."""
    parts = [name.split(" ") for name in NAMES if " " in name]
    mixed = {f"{first} {last}" for first, _ in parts for _, last in parts} - set(NAMES) - set(LEFT_WAITING)
    return chance.sample(sorted(mixed), len(mixed)) + chance.sample(NAMES, len(NAMES))


async def wait_for(condition, what, seconds=60):
    """The first true value of `condition`; fails with `what` after `seconds`."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise SystemExit(f"waited {seconds} s, but {what}")
        await asyncio.sleep(0.05)


def morning():
    """A time zone in which it is between ten and eleven, so that the pictures show a day of work whenever made."""
    ahead = (10 - datetime.datetime.now(datetime.timezone.utc).hour + 11) % 24 - 11
    return f"<{ahead:+03d}>{-ahead}"


def in_hours(hours):
    time_of_closing = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=hours)
    if hours >= 1:  # Closings of long rooms are agreed upon, and so on the hour.
        time_of_closing = time_of_closing.replace(minute=0, second=0)
    return time_of_closing.strftime("%Y-%m-%dT%H:%M:%SZ")


class Server:
    """`greenroom serve` with one application."""

    def __init__(self, binary, folder):
        self.binary = binary
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.host = f"127.0.0.1:{free.getsockname()[1]}"
        self.data = str(folder / "data")
        self.application = json.loads(self.run("apps", "create", "Summit", "--data", self.data, "--json"))
        self.keys = [
            "--application-id", self.application["application_id"],
            "--private-key", self.application["private_key_path"],
        ]  # fmt: skip
        self.token = self.run("token", *self.keys).strip()
        self.log = open(folder / "serve.log", "wb")
        command = [binary, "serve", "--listen", self.host, "--data", self.data, "--public-url", PUBLIC_URL]
        self.process = subprocess.Popen(command, stdout=self.log, stderr=self.log)

    def run(self, *arguments):
        return subprocess.run([self.binary, *arguments], check=True, stdout=subprocess.PIPE, text=True).stdout

    def answers(self):
        if self.process.poll() is not None:
            raise SystemExit("the server ended:\n" + (self.folder / "serve.log").read_text())
        with contextlib.suppress(OSError):
            return urllib.request.urlopen(f"http://{self.host}/healthz", timeout=1).status == 200

    def call(self, method, path, body):
        request = urllib.request.Request(
            f"http://{self.host}/v1/meetings{path}", method=method, data=json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"},
        )  # fmt: skip
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise SystemExit(f"{method} {path}: {error.code} {error.read().decode()}") from error

    def fill(self):
        """Themes and rooms. Answers the rooms by name."""
        themes = {theme["theme_name"]: self.call("POST", "/themes", theme)["theme_id"] for theme in THEMES}
        rooms = {}
        for name, hours, theme, fields, _, _ in ROOMS:
            wanted = {"display_name": name, **fields}
            if hours is not None:
                wanted |= {"type": "long_term", "expires_at": in_hours(hours)}
            if theme:
                wanted["theme_id"] = themes[theme]
            rooms[name] = self.call("POST", "/rooms", wanted)
        return rooms

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=30)
        self.log.close()


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

    async def _stay(self, room, name, is_host, seconds):
        hello = {"t": "hello", "room_token": self.rooms[room]["meeting_code"]}
        if is_host:
            hello["participant_token"] = self.rooms[room]["_links"]["host_url"]["href"].split("participant_token=")[1]
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

    async def arrive(self):
        """Everybody, hosts before guests, the crowd thickening towards the end."""
        chance = random.Random(7)
        names = all_names(chance)
        hosts = [(room, True) for room, *_, hosts, _ in ROOMS for _ in range(hosts)]
        guests = [(room, False) for room, *_, guests in ROOMS for _ in range(guests)]
        chance.shuffle(guests)
        # A room without a host must stand out by the time of the pictures, the busy rooms fill to the end.
        guests.sort(key=lambda guest: guest[0] != UNHOSTED)
        people = hosts + guests
        start = time.monotonic()
        for number, (room, is_host) in enumerate(people):
            due = start + ARRIVALS * (number / len(people)) ** 0.6
            await asyncio.sleep(max(0, due - time.monotonic()))
            self.come(room, names.pop(), is_host)
            if number % 8 == 7:  # Some only look in.
                self.come(room if room in PASSED_THROUGH else "Main Stage", names.pop(), seconds=chance.uniform(2, 20))
        await wait_for(lambda: self.inside >= len(people), "not everybody is inside")

    def check(self):
        for task in self.tasks:
            if task.done():
                task.result()

    async def go(self):
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)


class Terminal:
    """The dashboard in tmux, and the xterm that shows it."""

    def __init__(self, folder, display, name, colors, command, environment):
        self.folder = folder
        self.display = display
        self.name = name
        self.colors = colors
        self.environment = environment
        options = folder / "tmux.conf"
        options.write_text(
            'set -g default-terminal "tmux-256color"\nset -g status off\nset -s escape-time 0\n'
            'set -g window-size latest\nset -ga terminal-overrides ",xterm-256color:Tc"\n'
        )
        self.tmux("-f", str(options), "new-session", "-d", "-x", "80", "-y", "24", *command)

    def tmux(self, *arguments):
        command = ["tmux", "-u", "-L", f"{self.folder.name}-{self.name}", *arguments]
        return subprocess.run(
            command, check=True, stdout=subprocess.PIPE, text=True, env=self.environment
        ).stdout  # fmt: skip

    @property
    def text(self):
        return self.tmux("capture-pane", "-p")

    async def press(self, *keys):
        self.tmux("send-keys", *keys)

    async def type(self, text):
        self.tmux("send-keys", "-l", text)

    async def sees(self, text, seconds=60):
        await wait_for(lambda: text in self.text, f"{self.name} does not show {text!r}:\n{self.text}", seconds)

    @contextlib.asynccontextmanager
    async def window(self, columns, rows, points):
        """Shows the dashboard in an xterm of this size. Gives the function that takes a picture of it."""
        told = self.folder / "window"
        told.unlink(missing_ok=True)
        ground, ink = self.colors
        attach = f"echo $WINDOWID > {told}; exec tmux -u -L {self.folder.name}-{self.name} attach"
        xterm = subprocess.Popen(
            ["xterm", "-display", self.display, "-geometry", f"{columns}x{rows}+0+0", "-b", "10", "-bw", "0", "+sb",
             "-fa", "DejaVu Sans Mono", "-fd", "Noto Sans Mono CJK SC", "-fs", str(points), "-bg", ground, "-fg", ink,
             "-xrm", "XTerm*termName: xterm-256color", "-xrm", "XTerm*boldColors: false",
             "-xrm", "XTerm*alwaysHighlight: true",
             "-e", "sh", "-c", attach],
            env=self.environment,
        )  # fmt: skip
        size = f"{columns}x{rows}"
        shown = ["display-message", "-p", "#{window_width}x#{window_height}"]
        try:
            await wait_for(lambda: told.is_file() and told.read_text().strip(), "no window was opened")
            await wait_for(lambda: self.tmux(*shown).strip() == size, f"the window is not {size}")
            yield lambda picture: self._take(told.read_text().strip(), picture)
        finally:
            xterm.terminate()
            xterm.wait()

    async def _take(self, window, picture):
        """The window once it has stopped changing: twice the same."""
        environment = {**self.environment, "DISPLAY": self.display}
        before = None
        for _ in range(20):
            now = subprocess.run(
                ["import", "-window", window, "-depth", "8", "ppm:-"], check=True, stdout=subprocess.PIPE,
                env=environment,
            ).stdout  # fmt: skip
            if now == before:
                break
            before = now
        path = PICTURES / f"{picture}.png"
        subprocess.run(["convert", "ppm:-", *SMALL, f"png8:{path}"], check=True, input=now)
        report(path)

    def close(self):
        subprocess.run(
            ["tmux", "-L", f"{self.folder.name}-{self.name}", "kill-server"], stderr=subprocess.DEVNULL
        )  # fmt: skip


# The page has shades, which 256 colours would break into steps.
SHADED = ["-alpha", "off", "-depth", "8", "-strip", "-define", "png:compression-filter=1"]
SHADED += ["-define", "png:compression-level=9", "-define", "png:compression-strategy=1"]
SMALL = ["+dither", "-colors", "256", "-depth", "8", "-strip", "-define", "png:compression-level=9"]


def report(path):
    print(f"{path.name}: {path.stat().st_size // 1024} kB")


async def take_large(dark, light):
    async with dark.window(120, 40, 10) as take:
        await dark.sees("ROOMS")
        await take("board-120x40")
        await dark.press("6")
        await dark.sees("BRAND")
        await take("themes-120x40")
        await dark.press("1")
        await dark.sees("ROOMS")
    async with dark.window(200, 50, 9) as take:
        await take("board-200x50")
    async with light.window(120, 40, 10) as take:
        await take("board-120x40-light")


async def select(terminal, room):
    for _ in ROOMS:
        if f"▶{room}" in terminal.text:
            return
        before = terminal.text
        await terminal.press("j")
        await wait_for(lambda: terminal.text != before, "the cursor does not move")
    await terminal.sees(f"▶{room}", seconds=5)


async def take_small(terminal):
    async with terminal.window(80, 24, 11) as take:
        await take("board-80x24")
        await select(terminal, GREEN_ROOM)
        await terminal.press("Enter")
        await terminal.sees("rooms ▸")
        await take("room-80x24")
        await terminal.press("y")
        await terminal.sees("secret, asks once")
        await take("copy-menu-80x24")
        await terminal.press("q")
        await terminal.press("n")
        await terminal.sees("New room")
        await terminal.type("Speaker dry run")
        await terminal.press("Tab", "Right", "Tab")
        await terminal.type("+3h")
        await terminal.sees("in 3h")
        await take("new-room-form-80x24")
        # One at a time: an Escape with a key right behind it is another key.
        await terminal.press("Escape")
        await terminal.sees("Esc again leaves")
        await terminal.press("Escape")
        await terminal.sees("q back")
        await terminal.press("q")
        await terminal.sees("EVENTS")


async def take_page(server, rooms, crowd):
    def local(link):
        return link.replace(PUBLIC_URL, f"http://{server.host}")

    async with async_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])

        async def visit(link, width, height, scale, name):
            context = await browser.new_context(
                viewport={"width": width, "height": height}, device_scale_factor=scale, locale="en-GB",
                reduced_motion="reduce",
            )  # fmt: skip
            page = await context.new_page()
            await page.goto(local(link))
            await page.get_by_label("Your name").fill(name)
            return page

        async def take(page, picture):
            path = PICTURES / f"{picture}.png"
            raw = await page.screenshot(animations="disabled", caret="hide")
            subprocess.run(["convert", "png:-", *SHADED, str(path)], check=True, input=raw)
            report(path)

        guest = rooms["Track 1 — Platforms"]["_links"]["guest_url"]["href"]
        await take(await visit(guest, 390, 844, 2, "Joana Prates"), "page-join-phone")
        await take(await visit(guest, 1280, 800, 1, "Joana Prates"), "page-join-laptop")

        page = await visit(rooms[GREEN_ROOM]["_links"]["host_url"]["href"], 390, 844, 2, "Mira Aldous")
        await page.get_by_role("button", name="Join", exact=True).click()
        await page.get_by_role("button", name="Leave").wait_for()
        for name in LEFT_WAITING:
            crowd.come(GREEN_ROOM, name)
            await page.get_by_text(name, exact=True).wait_for()
        await take(page, "page-meeting-phone")
        await browser.close()


async def show(stack, folder, binary):
    server = Server(binary, folder)
    stack.callback(server.stop)
    await wait_for(server.answers, "the server does not answer")
    rooms = server.fill()

    read, write = os.pipe()
    display = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "2000x1400x24", "-nolisten", "tcp"], pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    stack.callback(display.wait)
    stack.callback(display.terminate)
    os.close(write)
    with os.fdopen(read) as told:
        screen = ":" + told.readline().strip()

    # Nothing of the person who runs this gets into a picture.
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8", "SHELL": "/bin/sh",
        "GREENROOM_ENVIRONMENT": "summit", "TZ": morning(),
    }  # fmt: skip
    dashboard = [binary, "--server", f"http://{server.host}", *server.keys]
    dark = Terminal(folder, screen, "dark", DARK, dashboard, environment)
    stack.callback(dark.close)
    light = Terminal(folder, screen, "light", LIGHT, [binary, "dashboard", "--light", *dashboard[1:]], environment)
    stack.callback(light.close)
    for terminal in (dark, light):
        await terminal.sees("LIVE")

    crowd = Crowd(server, rooms)
    stack.push_async_callback(crowd.go)
    await crowd.arrive()
    crowd.check()
    for terminal in (dark, light):
        await terminal.sees("no host")
    await select(light, GREEN_ROOM)
    await take_small(dark)
    await take_large(dark, light)
    await take_page(server, rooms, crowd)
    crowd.check()


async def main():
    binary = os.environ.get("GREENROOM")
    if not binary or not pathlib.Path(binary).is_file():
        raise SystemExit("GREENROOM must name the greenroom program, for example .build/release/greenroom")
    with tempfile.TemporaryDirectory(prefix="greenroom-pictures-") as folder:
        async with contextlib.AsyncExitStack() as stack:
            await show(stack, pathlib.Path(folder), str(pathlib.Path(binary).resolve()))


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
