"""A real server, a real browser, and people who open links in it.

GREENROOM names the built `greenroom`; CHROMIUM names the browser (default /usr/bin/chromium).
"""

import contextlib
import json
import os
import pathlib
import signal
import socket
import ssl
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request

import network
import pytest
from playwright.sync_api import sync_playwright


def pytest_configure(config):
    """Every test runs in a network of the tests' own, where the system allows one."""
    # A shell that starts us in the background has us ignore the interrupt, and programs inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    config.network = network.enter()


def pytest_report_header(config):
    return f"network: the machine's own ({config.network})" if config.network else "network: of the tests' own"


def wait_for(condition, what, seconds=20):
    """The first true value of `condition`, asked again and again; fails with `what` after `seconds`."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        assert time.monotonic() < deadline, f"waited {seconds} s, but {what}"
        time.sleep(0.05)


class Server:
    """One `greenroom serve` with its own folder, and its API as an application sees it."""

    def __init__(self, binary, folder, *options, scheme="http", application=()):
        """`options` are further ones of `serve`, `application` those of `apps create`."""
        self.binary = binary
        self.folder = folder
        self.options = options
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.base = f"{scheme}://127.0.0.1:{self.port}"
        self.log = open(folder / "serve.log", "ab")
        self.process = None
        self.address = f"127.0.0.1:{self.port}"
        made = self._run("apps", "create", "Tests", "--data", folder / "data", "--json", *application)
        self.application = json.loads(made)
        self.made = None
        self.start()

    @property
    def token(self):
        """A token that is good for some minutes more: all tests together take longer than one lasts."""
        if self.made is None or time.monotonic() > self.made[1]:
            token = self._run(
                "token",
                "--application-id", self.application["application_id"],
                "--private-key", self.application["private_key_path"],
            ).strip()  # fmt: skip
            self.made = (token, time.monotonic() + 300)
        return self.made[0]

    def _run(self, *arguments):
        command = [self.binary, *map(str, arguments)]
        result = subprocess.run(command, capture_output=True, text=True, timeout=60)
        assert result.returncode == 0, f"greenroom {arguments[0]} failed: {result.stderr.strip()}"
        return result.stdout

    def start(self, waits=True):
        data = str(self.folder / "data")
        listen = ["serve", "--listen", self.address, "--data", data, "--allow-callbacks-to", "127.0.0.0/8"]
        command = [self.binary, *listen, *map(str, self.options)]
        self.process = subprocess.Popen(command, stdout=self.log, stderr=self.log)
        if waits:
            wait_for(self._answers, f"the server did not answer at {self.base}; see {self.log.name}")

    def _answers(self):
        assert self.process.poll() is None, f"greenroom serve ended at once; see {self.log.name}"
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            return True
        except OSError:
            return False

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.kill()
        self.log.close()

    def call(self, method, path, body=None):
        """The JSON answer of the API."""
        request = urllib.request.Request(
            f"{self.base}/v1/meetings{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=20, context=self._trust()) as answer:
                return json.loads(answer.read() or "null")
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{method} {path} was answered {error.code}: {error.read().decode()}") from error

    @property
    def certificate(self):
        """What a server with a certificate of its own asks its clients to trust."""
        return self.folder / "data" / "keys" / "tls.pem"

    def _trust(self):
        return ssl.create_default_context(cafile=self.certificate) if self.base.startswith("https") else None

    def media_servers(self):
        """The processes of this server's media servers."""
        found = subprocess.run(["pgrep", "-x", "janus"], capture_output=True, text=True).stdout.split()
        folder = str(self.folder / "data")
        return [int(pid) for pid in found if folder in pathlib.Path(f"/proc/{pid}/cmdline").read_text()]

    def room(self, **fields):
        return Room(self, self.call("POST", "/rooms", {"display_name": "Weekly review", **fields}))

    def events(self):
        """Every event of the log, in order."""
        found = []
        while True:
            after = found[-1]["sequence"] if found else 0
            page = self.call("GET", f"/events?after={after}")["_embedded"]["events"]
            if not page:
                return found
            found += page


CALLBACKS = {"session:started", "session:ended", "session:participant:joined", "session:participant:left"}


class Room:
    def __init__(self, server, answer):
        self.server = server
        self.id = answer["id"]
        self.guest_url = answer["_links"]["guest_url"]["href"]
        self.host_url = answer["_links"]["host_url"]["href"]
        self.code = answer["meeting_code"]
        self.host_token = urllib.parse.parse_qs(urllib.parse.urlsplit(self.host_url).query)["participant_token"][0]

    def events(self):
        """The session events of this room that callbacks tell, in order, as (name, body)."""
        return [
            (event["name"], event["body"])
            for event in self.server.events()
            if event["body"].get("room_id") == self.id and event["name"] in CALLBACKS
        ]

    def told(self):
        """The session events, participants by name: ("session:participant:joined", "Ines")."""
        return [(name, body.get("name")) for name, body in self.events()]


class Person:
    """Somebody with a browser of their own."""

    def __init__(self, context, complaints):
        self.context = context
        self.complaints = complaints
        self.page = self.tab()

    def tab(self):
        page = self.context.new_page()
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def _note(self, message):
        if "Content Security Policy" in message.text or "Refused to" in message.text:
            self.complaints.append(message.text)

    def join(self, url, name):
        """Opens a link, types a name and presses Join."""
        self.page.goto(url)
        self.page.get_by_label("Your name").fill(name)
        self.page.get_by_role("button", name="Join", exact=True).click()
        return self

    @property
    def members(self):
        """The tiles of the people on the stage, one's own among them."""
        return self.page.locator("#tiles > li[data-kind=camera]")

    def member(self, name):
        return self.members.filter(has=self.page.get_by_text(name, exact=True))

    def control(self, name):
        """A button of the bar: mic, camera, share, record, hand, react, chat, people, more or leave."""
        return self.page.locator(f"#bar [data-control={name}]")

    def leave(self):
        """Leaves as people do: a host is asked whether for all."""
        self.page.locator("#bar [data-control=leave], .waiting .leave").locator("visible=true").click()
        if self.page.get_by_role("menuitem", name="Leave", exact=True).is_visible():
            self.page.get_by_role("menuitem", name="Leave", exact=True).click()
        self.page.get_by_role("heading", name="You left the meeting").wait_for()


@pytest.fixture(scope="session")
def binary():
    path = os.environ.get("GREENROOM")
    if not path:
        pytest.fail("GREENROOM is not set: it must name the built greenroom program.", pytrace=False)
    if not pathlib.Path(path).is_file():
        pytest.fail(f"GREENROOM names {path}, and no file is there. Build greenroom first.", pytrace=False)
    return path


@pytest.fixture(scope="session")
def server(binary, tmp_path_factory):
    server = Server(binary, tmp_path_factory.mktemp("server"))
    yield server
    server.stop()


@pytest.fixture
def own_server(binary, tmp_path):
    """A server for the one test that kills it."""
    server = Server(binary, tmp_path)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def tls_server(binary, tmp_path_factory):
    """A server that speaks TLS with a certificate of its own, `certificate`: give that to clients as their trust."""
    server = Server(binary, tmp_path_factory.mktemp("tls-server"), "--tls", "self-signed", scheme="https")
    yield server
    server.stop()


@pytest.fixture
def servers(binary, tmp_path_factory):
    """Makes servers with flags of their own, and stops them all in the end."""
    made = []

    def make(*flags, **options):
        made.append(Server(binary, tmp_path_factory.mktemp("own-server"), *flags, **options))
        return made[-1]

    yield make
    for server in made:
        server.stop()


@pytest.fixture(scope="session")
def browser():
    executable = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextlib.contextmanager
def people(browser):
    """Makes people. No test may end with a script error or a breach of the content security policy."""
    contexts, complaints = [], []

    def make(width=1280, height=800, **options):
        contexts.append(browser.new_context(viewport={"width": width, "height": height}, **options))
        return Person(contexts[-1], complaints)

    yield make
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def person(browser):
    """Makes people without camera and microphone."""
    with people(browser) as make:
        yield make


FAKE_DEVICES = [
    "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
    "--auto-select-desktop-capture-source=Entire screen", "--no-sandbox", "--disable-gpu", "--mute-audio",
]  # fmt: skip


@pytest.fixture(scope="session")
def camera_browser(browser):
    """A browser whose camera shows a clock and whose microphone beeps."""
    if not network.has_interface():
        pytest.skip("there is no network interface besides loopback, which media never uses")
    executable = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    browser = browser.browser_type.launch(executable_path=executable, args=FAKE_DEVICES)
    yield browser
    browser.close()


@pytest.fixture
def visitor(camera_browser):
    """Makes people with camera and microphone."""
    with people(camera_browser) as make:
        yield make


@pytest.fixture
def crowd():
    """Fills a room with people who have only a name: a list of sockets, open until the end of the test."""
    import websocket

    sockets = []

    def fill(room, names, host=False, **state):
        for name in names:
            base = room.server.base.replace("http", "ws", 1)
            guest = websocket.create_connection(f"{base}/_/socket", timeout=20)
            sockets.append(guest)
            hello = {"t": "hello", "room_token": room.code}
            if host:
                hello["participant_token"] = room.host_token
            guest.send(json.dumps(hello))
            heard(guest, "welcome")
            guest.send(json.dumps({"t": "enter", "name": name}))
            heard(guest, "entered", "waiting")
            if state:
                nothing = dict.fromkeys(("mic", "camera", "screen", "hand"), False)
                guest.send(json.dumps({"t": "state", **nothing, **state}))
        return sockets

    def heard(guest, *wanted):
        while True:
            message = json.loads(guest.recv())
            if message["t"] in wanted:
                return message

    fill.heard = heard
    yield fill
    for each in sockets:
        each.close()


@pytest.fixture
def terminals():
    """Makes programs on terminals of their own, and closes them all in the end."""
    from terminal import Terminal

    with contextlib.ExitStack() as stack:

        def make(*arguments, **options):
            terminal = Terminal(*arguments, **options)
            stack.callback(terminal.close)
            return terminal

        yield make
