"""`greenroom doctor` names what is wrong and what to do, and changes nothing."""

import email.utils
import http.server
import json
import socket
import threading
import time

import pytest
from commands import Commands
from conftest import Server
from terminal import Terminal


@pytest.fixture(scope="module")
def server(binary, tmp_path_factory):
    server = Server(binary, tmp_path_factory.mktemp("doctor"))
    yield server
    server.stop()


@pytest.fixture
def cli(binary, tmp_path, server):
    return Commands(binary, tmp_path, server)


def checks(cli, *words, code=0, **variables):
    result = cli.run("doctor", "--json", *words, **variables)
    assert result.returncode == code, result.stdout + result.stderr
    report = json.loads(result.stdout)
    found = {check["name"]: check for check in report["checks"]}
    assert report["failures"] == sum(check["verdict"] == "FAIL" for check in found.values())
    return found


def files(server):
    """What is in the data folder, without what the server writes to see whether it can."""
    return {path.name for path in (server.folder / "data").iterdir()} - {"ready"}


def test_a_sound_place_has_no_failure(cli, server):
    before = server.events(), files(server)
    found = checks(cli, "--data", server.folder / "data")
    assert {check["verdict"] for name, check in found.items() if name != "terminal"} == {"OK"}, found
    assert set(found) == {
        "configuration", "private key", "database", "disk", "server", "TLS", "clock", "token", "event stream",
        "deliveries", "callbacks", "terminal", "locale", "clipboard", "ports", "media server", "media ports",
        "media network", "TURN",
    }  # fmt: skip
    assert (server.events(), files(server)) == before
    text = cli("doctor")
    assert "OK    token" in text and server.token[:20] not in text


def test_each_failure_comes_with_its_fix(cli, tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        found = checks(cli, code=1, GREENROOM_SERVER=f"http://127.0.0.1:{free.getsockname()[1]}")
    assert found["server"]["verdict"] == "FAIL" and "Is the server running?" in found["server"]["text"]
    assert "token" not in found, "what cannot be asked is not told"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        found = checks(cli, code=1, GREENROOM_SERVER=f"https://127.0.0.1:{free.getsockname()[1]}")
    assert found["server"]["verdict"] == "FAIL" and "Is the server running?" in found["server"]["text"]
    found = checks(cli, code=1, GREENROOM_PRIVATE_KEY=str(tmp_path / "missing.pem"))
    assert found["private key"]["verdict"] == "FAIL" and "missing.pem" in found["private key"]["text"]
    found = checks(cli, code=1, TERM="no-such-terminal")
    assert found["terminal"]["verdict"] == "FAIL" and "xterm-256color" in found["terminal"]["fix"]
    found = checks(cli, "--data", tmp_path / "nothing", code=1)
    assert found["database"]["verdict"] == "FAIL"
    result = cli.run("doctor", TERM="no-such-terminal")
    assert result.returncode == 1 and result.stderr == "greenroom: One check failed.\n"
    assert "FAIL  terminal" in result.stdout


def test_a_key_that_others_may_read_is_a_warning(cli, server, tmp_path):
    key = tmp_path / "open.pem"
    key.write_bytes(open(server.application["private_key_path"], "rb").read())
    key.chmod(0o644)
    found = checks(cli, GREENROOM_PRIVATE_KEY=str(key))["private key"]
    assert found["verdict"] == "WARN" and found["fix"] == f"chmod 600 {key}"


def test_a_token_that_is_refused_is_named(cli, server):
    found = checks(cli, code=1, GREENROOM_APPLICATION_ID="00000000-0000-4000-8000-000000000000")
    assert found["server"]["verdict"] == "OK" and found["token"]["verdict"] == "FAIL"


@pytest.mark.parametrize(("lead", "verdict"), [(0, "OK"), (30, "WARN"), (-3600, "FAIL")])
def test_a_clock_that_is_off_is_named(cli, lead, verdict):
    class Handler(http.server.BaseHTTPRequestHandler):
        def date_time_string(self, timestamp=None):
            return email.utils.formatdate(time.time() + lead, usegmt=True)

        def do_GET(self):
            body = b'{"page_size": 1, "total_items": 0, "_embedded": []}' if "rooms" in self.path else b"{}"
            self.send_response(200 if "rooms" in self.path else 404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments):
            pass

    other = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=other.serve_forever, daemon=True).start()
    try:
        address = f"http://127.0.0.1:{other.server_port}"
        found = checks(cli, code=1 if verdict == "FAIL" else 0, GREENROOM_SERVER=address)
    finally:
        other.shutdown()
        other.server_close()
    assert found["clock"]["verdict"] == verdict
    assert found["server"]["verdict"] == "WARN", "this is no greenroom"


def test_a_broken_configuration_is_named(cli, tmp_path):
    folder = tmp_path / "config" / "greenroom"
    folder.mkdir(parents=True)
    (folder / "config.yaml").write_text("profiles: [")
    found = checks(cli, code=1)
    assert found["configuration"]["verdict"] == "FAIL" and "config.yaml" in found["configuration"]["text"]


def test_the_receivers_secrets_are_tried(cli, server, tmp_path):
    folder = tmp_path / "config" / "greenroom"
    folder.mkdir(parents=True)
    application = server.application

    def configure(secret):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        (folder / "config.yaml").write_text(
            f"profile: a\nprofiles:\n  a:\n    server: {server.base}\n"
            f"    application_id: {application['application_id']}\n"
            f"    private_key: {application['private_key_path']}\n    receiver:\n"
            f"      listen: 127.0.0.1:{port}\n      webhook_secret: {secret}\n"
        )

    cli.variables = {}
    configure(application["webhook_secret"])
    found = checks(cli)["callbacks"]
    assert found["verdict"] == "OK" and "with the profile's secrets" in found["text"]
    configure("whsec_short")
    assert checks(cli, code=1)["callbacks"]["verdict"] == "FAIL"


def test_the_terminal_that_it_runs_on_is_described(cli, binary):
    terminal = Terminal([binary, "doctor"], cli.env(), rows=40, columns=100)
    try:
        terminal.ended(seconds=30)
        text = terminal.written.decode()
    finally:
        terminal.close()
    assert "xterm-256color with 100×40 cells and 256 colors." in text
    assert "\x1b" not in text
