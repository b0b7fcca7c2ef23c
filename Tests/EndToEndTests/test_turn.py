"""Getting through firewalls: what the server's own TURN server relays, and for whom."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import uuid

import pytest
from conftest import wait_for
from network import commands as network_commands

ADDRESS = "10.99.7.1"
PORT = 8080


def may_nest():
    """Whether network namespaces can be made here."""
    name = f"gr-{uuid.uuid4().hex[:6]}"
    if not shutil.which("ip") or subprocess.run(["ip", "netns", "add", name], capture_output=True).returncode:
        return False
    subprocess.run(["ip", "netns", "del", name], check=True)
    return True


pytestmark = [
    pytest.mark.skipif(not shutil.which("turnserver"), reason="coturn is not installed"),
    pytest.mark.skipif(not shutil.which("janus"), reason="janus is not installed"),
    pytest.mark.skipif(not may_nest(), reason="network namespaces cannot be made here"),
]


@pytest.fixture
def network():
    """A private network with one address, in which nothing but our own programs answers; gives its command prefix."""
    name = f"gr-{uuid.uuid4().hex[:6]}"
    inside = ["ip", "-n", name]
    subprocess.run(["ip", "netns", "add", name], check=True)
    try:
        for words in network_commands(ADDRESS):
            subprocess.run(inside + words.split(), check=True)
        yield ["ip", "netns", "exec", name]
    finally:
        subprocess.run(["ip", "netns", "del", name], check=True)


@pytest.fixture
def reachable(network, tmp_path):
    """A server that other machines could reach, and a call of its API."""
    binary = os.environ["GREENROOM"]
    data = tmp_path / "data"
    made = subprocess.run([binary, "apps", "create", "Tests", "--data", data, "--json"], capture_output=True, check=True)
    application = json.loads(made.stdout)
    token = subprocess.run(
        [binary, "token", "--application-id", application["application_id"],
         "--private-key", application["private_key_path"]],
        capture_output=True, check=True, text=True,
    ).stdout.strip()  # fmt: skip

    def call(method, path, body=None):
        words = ["curl", "-sS", "-X", method, f"http://{ADDRESS}:{PORT}/v1/meetings{path}"]
        words += ["-H", f"Authorization: Bearer {token}"] + (["-d", json.dumps(body)] if body else [])
        answer = subprocess.run(network + words, capture_output=True, text=True, timeout=30)
        return json.loads(answer.stdout) if answer.stdout else None

    log = open(tmp_path / "serve.log", "wb")
    process = subprocess.Popen(
        network + [binary, "serve", "--listen", f"{ADDRESS}:{PORT}", "--data", data], stdout=log, stderr=log
    )
    try:
        media = wait_for(
            lambda: (found := call("GET", "/media")) and found["state"] == found["turn"]["state"] == "ready" and found,
            "media and TURN are not ready: " + (tmp_path / "serve.log").read_text(),
        )
        call.media, call.data = media, pathlib.Path(data)
        yield call
    finally:
        process.terminate()
        process.wait(20)


def test_a_browser_gets_a_relay_with_what_the_page_is_told_and_none_with_another_password(reachable, network):
    room = reachable("POST", "/rooms", {"display_name": "A", "type": "instant"})
    url = f"http://{ADDRESS}:{PORT}/{room['meeting_code']}"
    script = pathlib.Path(__file__).with_name("relay_gather.py")
    chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    done = subprocess.run(
        network + [sys.executable, script, chromium, url], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout)
    kinds = [server["urls"] for server in found["servers"]]
    assert kinds == [
        [f"stun:{ADDRESS}:3478"],
        [f"turn:{ADDRESS}:3478?transport=udp", f"turn:{ADDRESS}:3478?transport=tcp"],
    ]
    assert found["right"] and all("typ relay" in candidate for candidate in found["right"]), found
    assert all(f" {ADDRESS} " in candidate for candidate in found["right"]), found
    assert found["wrong"] == []


def test_the_secret_of_the_relay_is_readable_by_the_server_alone(reachable):
    file = reachable.data / "media" / "turn" / "turnserver.conf"
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert "denied-peer-ip=0.0.0.0-255.255.255.255" in file.read_text()
