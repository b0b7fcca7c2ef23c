"""The verbs, as scripts and people use them, against the real server."""

import datetime
import json
import re
import shutil
import signal
import socket
import ssl
import subprocess
import threading
import urllib.request
import uuid

import pytest
from commands import Commands
from conftest import Server, wait_for
from receivers import receiving, visit
from test_logos import png


@pytest.fixture(scope="module")
def server(binary, tmp_path_factory):
    server = Server(binary, tmp_path_factory.mktemp("cli"))
    yield server
    server.stop()


@pytest.fixture
def cli(binary, tmp_path, server):
    return Commands(binary, tmp_path, server)


def in_future(**span):
    return (datetime.datetime.now(datetime.UTC) + datetime.timedelta(**span)).isoformat()


def long_room(cli, name="Stage", *words):
    return cli.json("rooms", "create", name, "--long-term", "--expires-at", "2d", *words)


# Rooms and themes


def test_a_room_takes_every_setting_of_the_api(cli):
    theme = cli.json("themes", "create", "--main-color", "#00f", "--brand-text", "Blue")
    room = long_room(
        cli, "Main – Stage", "--metadata", "m", "--theme-id", theme["theme_id"], "--expire-after-use",
        "--join-approval-level", "explicit_approval", "--microphone", "off", "--language", "PT-BR",
        "--recording", "off", "--chat", "off", "--whiteboard", "off", "--locale-switcher", "off", "--captions", "on",
        "--auto-record", "--record-only-owner", "--rooms-callback-url", "http://127.0.0.1:9/r",
        "--sessions-callback-url", "http://127.0.0.1:9/s", "--recordings-callback-url", "http://127.0.0.1:9/c",
    )  # fmt: skip
    assert room["display_name"] == "Main – Stage" and room["metadata"] == "m" and room["expire_after_use"]
    assert room["theme_id"] == theme["theme_id"] and room["join_approval_level"] == "explicit_approval"
    assert room["initial_join_options"] == {"microphone_state": "off"} and room["ui_settings"] == {"language": "pt-br"}
    assert [room["available_features"][f"is_{name}_available"] for name in (
        "recording", "chat", "whiteboard", "locale_switcher", "captions")] == [False] * 4 + [True]  # fmt: skip
    assert room["recording_options"] == {"auto_record": True, "record_only_owner": True}
    assert room["callback_urls"]["recordings_callback_url"] == "http://127.0.0.1:9/c"
    assert [row[-1] for row in cli.rows("themes", "rooms", theme["theme_id"])] == [room["id"]]


def test_an_update_changes_what_is_named_and_nothing_else(cli):
    room = long_room(cli, "Stage", "--sessions-callback-url", "http://127.0.0.1:9/s")
    changed = cli.json(
        "rooms", "update", room["id"], "--chat", "off", "--rooms-callback-url", "http://127.0.0.1:9/r"
    )
    assert changed["available_features"] == {**room["available_features"], "is_chat_available": False}
    assert changed["callback_urls"] == {
        "rooms_callback_url": "http://127.0.0.1:9/r", "sessions_callback_url": "http://127.0.0.1:9/s",
    }  # fmt: skip
    left = cli.json("rooms", "update", room["id"], "--sessions-callback-url", "none")["callback_urls"]
    assert left == {"rooms_callback_url": "http://127.0.0.1:9/r"}
    assert {name: value for name, value in changed.items() if name not in (
        "available_features", "callback_urls", "_links")} == {name: value for name, value in room.items() if name not in (
            "available_features", "callback_urls", "_links")}  # fmt: skip
    assert cli.code("rooms", "update", room["id"]) == 64


def test_extending_adds_to_the_end_or_names_it(cli):
    room = long_room(cli)
    later = cli.json("rooms", "extend", room["id"], "3h")["expires_at"]
    read = datetime.datetime.fromisoformat
    assert read(later) - read(room["expires_at"]) == datetime.timedelta(hours=3)
    end = (datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=9)).strftime("%Y-%m-%dT%H:%M:00.000Z")
    assert cli.json("rooms", "extend", room["id"], end)["expires_at"] == end
    assert "closes" in cli("rooms", "extend", room["id"], "1d")
    assert end[:10] not in cli("rooms", "closing", room["id"])


def test_the_host_link_is_shown_only_when_asked_for(cli):
    room = long_room(cli)
    token = room["_links"]["host_url"]["href"].split("participant_token=")[1].split(".")[0]
    for words in (["list"], ["show", room["id"]], ["update", room["id"], "--chat", "on"]):
        assert token not in cli("rooms", *words)
    assert "participant_token=" in cli("rooms", "show", room["id"], "--show-host-link")


def test_themes_are_made_changed_and_removed(cli):
    name = f"Theme {uuid.uuid4().hex[:6]}"
    made = cli.json(
        "themes", "create", name, "--main-color", "#123456", "--brand-text", "B", "--short-company-url", name[6:] + "x"
    )
    theme = made["theme_id"]
    assert cli.json("themes", "update", theme, "--name", name + "!")["theme_name"] == name + "!"
    assert cli.json("themes", "update", theme, "--no-short-company-url")["short_company_url"] is None
    assert [name + "!", "#123456", "B", "-", theme] in cli.rows("themes")
    long_room(cli, "In use", "--theme-id", theme)
    assert cli.code("themes", "delete", theme, "--yes") == 65
    cli("themes", "delete", theme, "--yes", "--force")
    assert cli.code("themes", "show", theme) == 66


def test_logos_are_uploaded_in_one_step(cli, tmp_path):
    theme = cli.json("themes", "create", "--main-color", "#00f", "--brand-text", "Logos")["theme_id"]
    (tmp_path / "white.png").write_bytes(png(120, 60))
    (tmp_path / "icon.png").write_bytes(png(32, 32))
    (tmp_path / "large.png").write_bytes(png(400, 400))
    shown = cli.json(
        "themes", "upload-logo", theme, "--white", tmp_path / "white.png", "--favicon", tmp_path / "icon.png"
    )
    for name, file in (("brand_image_white_url", "white.png"), ("branded_favicon_url", "icon.png")):
        with urllib.request.urlopen(shown[name], timeout=20) as picture:
            assert picture.read() == (tmp_path / file).read_bytes()
    assert shown["brand_image_colored_url"] is None
    assert cli.code("themes", "upload-logo", theme, "--colored", tmp_path / "large.png") == 65
    assert cli.code("themes", "upload-logo", theme, "--white", tmp_path / "none.png") == 1
    assert cli.code("themes", "upload-logo", theme) == 64


def test_the_default_theme_is_set_and_taken_off(cli):
    theme = cli.json("themes", "create", "--main-color", "#00f", "--brand-text", "Default")["theme_id"]
    assert cli.json("apps", "set-default-theme", theme)["default_theme_id"] == theme
    assert "none" in cli("apps", "set-default-theme", "none")
    assert cli.code("apps", "set-default-theme", uuid.uuid4()) == 65


# Deletes


def test_deleting_needs_yes_where_nobody_can_be_asked(cli):
    room = long_room(cli)
    assert cli.code("rooms", "delete", room["id"]) == 64
    assert cli.json("rooms", "show", room["id"])["is_available"]
    assert "gone" in cli("rooms", "delete", room["id"], "--yes")
    assert cli.code("rooms", "show", room["id"]) == 66


def test_deleting_asks_on_a_terminal_and_says_who_is_inside(cli, server, person, terminals):
    room = server.room(display_name="Full house")
    guest = person().join(room.guest_url, "Ines Okafor")
    guest.members.first.wait_for()
    command = [cli.binary, "rooms", "delete", room.id]
    asked = terminals(command, cli.env(), columns=120).shows("Inside now (1): Ines Okafor.").shows("[y/N]")
    asked.press("n\r")
    assert asked.ended() == 1
    assert server.call("GET", f"/rooms/{room.id}")["is_available"]
    assert terminals(command, cli.env(), columns=120).shows("[y/N]").press("y\r").ended() == 0
    assert cli.code("rooms", "show", room.id) == 66
    guest.page.get_by_role("heading", name=re.compile("ended|closed|removed|over", re.I)).wait_for()


# Exit codes


def test_exit_codes_are_those_that_are_documented(cli, server, tmp_path):
    other = Server(cli.binary, tmp_path)
    try:
        foreign = {"GREENROOM_APPLICATION_ID": other.application["application_id"]}
        foreign["GREENROOM_PRIVATE_KEY"] = other.application["private_key_path"]
        assert cli.code("rooms", **foreign) == 77
    finally:
        other.stop()
    assert cli.code("rooms", "create", "  ") == 65
    assert cli.code("rooms", "show", uuid.uuid4()) == 66
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        assert cli.code("rooms", GREENROOM_SERVER=f"http://127.0.0.1:{free.getsockname()[1]}") == 69
    assert cli.code("rooms", "--nonsense") == 64
    listed = cli("exit-codes")
    assert [int(line.split()[0]) for line in listed.splitlines()[:-1]] == [0, 1, 2, 64, 65, 66, 69, 75, 77]
    assert listed.strip() in cli("help", "exit-codes")


def answering(status, headers=()):
    """A server that gives every request the same refusal, and counts them."""

    def serve(listener, seen):
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                seen.append(connection.recv(65536).split(b"\r\n")[0].decode())
                body = json.dumps({"message": "Not now", "name": "X", "status": status}).encode()
                head = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}", "Connection: close", *headers]
                connection.sendall("\r\n".join(head).encode() + b"\r\n\r\n" + body)

    listener, seen = socket.create_server(("127.0.0.1", 0)), []
    threading.Thread(target=serve, args=(listener, seen), daemon=True).start()
    return listener, seen


@pytest.mark.parametrize("status", [429, 503])
def test_try_again_later_is_75(cli, status):
    listener, _ = answering(status, ["Retry-After: 60"])
    with listener:
        assert cli.code("rooms", GREENROOM_SERVER=f"http://127.0.0.1:{listener.getsockname()[1]}") == 75


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["romms"], "rooms"), (["rooms", "updat", "x"], "update"), (["sessions", "peple"], "people"),
        (["deliveries", "replya", "3"], "replay"), (["doktor"], "doctor"),
    ],
)  # fmt: skip
def test_a_mistyped_verb_names_the_nearest(cli, words, meant):
    result = cli.run(*words)
    assert result.returncode == 64
    assert f"Did you mean `{meant}`?" in result.stderr


# curl


def in_shell(cli, text, token):
    result = subprocess.run(
        ["bash", "-ec", text], env={**cli.env(), "TOKEN": token}, capture_output=True, text=True, timeout=60
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_curl_is_printed_runs_in_a_shell_and_holds_no_token(cli, server):
    name = "It's \"quoted\" $HOME `id` – ü"
    before = len(cli.json("rooms", "list"))
    printed = cli.run("rooms", "create", name, "--metadata", "a'b\\n", "--curl")
    assert printed.returncode == 0
    assert printed.stdout.startswith("curl ") and server.token[:20] not in printed.stdout
    assert "greenroom token" in printed.stderr and server.token[:20] not in printed.stderr
    assert len(cli.json("rooms", "list")) == before, "--curl must send nothing"
    made = json.loads(in_shell(cli, printed.stdout, server.token))
    assert made["display_name"] == name and made["metadata"] == "a'b\\n"
    hint = re.search(r"TOKEN=(\$\(greenroom token .*\))", printed.stderr).group(1)
    path = f'export PATH="{cli.home}/bin:$PATH"; TOKEN={hint}; '
    (cli.home / "bin").mkdir()
    (cli.home / "bin" / "greenroom").symlink_to(cli.binary)
    shown = in_shell(cli, path + cli("rooms", "show", made["id"], "--curl"), "")
    assert json.loads(shown)["id"] == made["id"]


@pytest.mark.parametrize(
    ("words", "method"),
    [
        (["rooms", "update", "r", "--chat", "off"], "PATCH"), (["rooms", "delete", "r"], "DELETE"),
        (["rooms", "admit", "r", "p"], "POST"), (["rooms", "deny", "r", "p"], "POST"), (["rooms", "closing", "r"], "GET"),
        (["rooms", "admit", "r", "--all"], "POST"), (["themes", "list"], "GET"), (["themes", "rooms", "t"], "GET"),
        (["themes", "delete", "t", "--force"], "DELETE"), (["sessions", "list", "--recorded"], "GET"),
        (["sessions", "people", "s"], "GET"), (["sessions", "lock", "s"], "POST"), (["sessions", "end", "s"], "POST"),
        (["sessions", "remove", "s", "p"], "DELETE"), (["recordings", "list", "s"], "GET"),
        (["recordings", "start", "s"], "POST"), (["recordings", "stop", "r"], "POST"),
        (["recordings", "delete", "r"], "DELETE"), (["dial-in-numbers"], "GET"), (["events", "--last", "3"], "GET"),
        (["deliveries", "list", "--state", "dead"], "GET"), (["deliveries", "show", "3"], "GET"),
        (["deliveries", "replay", "--state", "dead"], "POST"), (["deliveries", "endpoints"], "GET"),
        (["deliveries", "resume", "http://x/"], "POST"), (["apps", "set-default-theme", "t"], "PATCH"),
        (["api", "PUT", "/x/y?z=1", "--body", "{}"], "PUT"),
    ],
)  # fmt: skip
def test_every_verb_of_the_api_prints_its_curl(cli, words, method):
    text = cli(*words, "--curl")
    (line,) = text.splitlines()
    said = re.search(r"-X (\w+)", line)
    assert (said.group(1) if said else "POST" if "--data-binary" in line else "GET") == method
    assert '-H "Authorization: Bearer $TOKEN"' in line
    assert subprocess.run(["bash", "-n", "-c", line]).returncode == 0


# Events


def test_the_log_is_printed_from_a_place_or_the_end(cli):
    rooms = [long_room(cli, f"Event {number}") for number in range(3)]
    lines = [json.loads(line) for line in cli("events", "--last", "2", "--json").splitlines()]
    assert [line["body"]["room"]["id"] for line in lines] == [room["id"] for room in rooms[1:]]
    after = [json.loads(line) for line in cli("events", "--after", lines[0]["sequence"], "--json").splitlines()]
    assert [line["sequence"] for line in after] == [lines[1]["sequence"]]
    assert "display_name=Event 2" in cli("events")


def test_following_prints_each_event_once_over_a_restart(binary, tmp_path, own_server):
    cli = Commands(binary, tmp_path, own_server)
    own_server.room(display_name="Before")
    words = [binary, "events", "--follow", "--json", "--after", "0"]
    follower = subprocess.Popen(words, env=cli.env(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    lines = []
    threading.Thread(target=lambda: lines.extend(iter(follower.stdout.readline, "")), daemon=True).start()

    def names():
        return [json.loads(line)["body"]["room"]["display_name"] for line in list(lines)]

    wait_for(lambda: names() == ["Before"], "the first event did not come")
    own_server.room(display_name="Live")
    wait_for(lambda: names() == ["Before", "Live"], "the live event did not come")
    own_server.kill()
    own_server.start()
    own_server.room(display_name="After")
    wait_for(lambda: len(lines) >= 3, "nothing came after the restart", seconds=30)
    assert names() == ["Before", "Live", "After"]
    follower.send_signal(signal.SIGINT)
    assert follower.wait(timeout=20) == -signal.SIGINT
    assert follower.stderr.read() == ""


# Sessions


def test_sessions_are_listed_locked_and_ended(cli, server, person):
    room = server.room(display_name="Steered")
    host = person().join(room.host_url, "Host Hana")
    host.members.first.wait_for()
    ((name, _, ended, people, session),) = [row for row in cli.rows("sessions", "list", "--live", "--room", room.id)]
    assert (name, ended, people) == ("Steered", "live", "1")
    ((who, role, *_, seat),) = cli.rows("sessions", "people", session, "--inside")
    assert (who, role) == ("Host Hana", "host")
    cli("sessions", "lock", session)
    assert cli.json("sessions", "show", session)["locked"] is True
    cli("sessions", "unlock", session)
    assert "locked" in cli("sessions", "show", session)
    guest = person().join(room.guest_url, "Guest Gil")
    guest.member("Guest Gil").wait_for()
    seats = {row[0]: row[-1] for row in cli.rows("sessions", "people", session, "--inside")}
    cli("sessions", "remove", session, seats["Guest Gil"], "--yes")
    wait_for(lambda: list(seat[0] for seat in cli.rows("sessions", "people", session, "--inside")) == ["Host Hana"],
             "the guest is still inside")  # fmt: skip
    assert cli.code("sessions", "end", session) == 64
    cli("sessions", "end", session, "--yes")
    wait_for(lambda: cli.json("sessions", "show", session)["end_time"], "the session did not end")
    assert cli.code("sessions", "lock", session) == 65
    assert cli.code("sessions", "lock", "nonsense") == 66


def test_who_waits_is_listed_and_admitted(cli, server, person):
    room = server.room(display_name="Door", join_approval_level="explicit_approval")
    host = person().join(room.host_url, "Host Hana")
    host.members.first.wait_for()
    guest = person().join(room.guest_url, "Gil\tTab")
    waiting = wait_for(lambda: cli.rows("rooms", "waiting", room.id), "nobody waits")
    assert len(waiting) == 1 and waiting[0][1] == "approval"
    cli("rooms", "admit", room.id, waiting[0][-1])
    wait_for(lambda: not cli.rows("rooms", "waiting", room.id), "the guest still waits")
    guest.members.nth(1).wait_for()
    assert cli.code("rooms", "deny", room.id, waiting[0][-1]) == 66


# Requests of any kind


def test_api_sends_any_request(cli, tmp_path):
    room = json.loads(cli("api", "post", "/rooms", "--body", '{"display_name": "Any"}'))
    assert json.loads(cli("api", "GET", f"/v1/meetings/rooms/{room['id']}"))["display_name"] == "Any"
    assert json.loads(cli("api", "GET", "rooms?page_size=1&start_id=1"))["page_size"] == 1
    (tmp_path / "body.json").write_text('{"display_name": "From a file"}')
    assert json.loads(cli("api", "POST", "/rooms", "--body", f"@{tmp_path}/body.json"))["display_name"] == "From a file"
    read = cli("api", "POST", "/rooms", "--body", "@-", stdin='{"display_name": "Piped"}')
    assert json.loads(read)["display_name"] == "Piped"
    assert cli.code("api", "GET", "/nothing/here") == 66
    assert cli.code("api", "SHOUT", "/rooms") == 64


def test_a_create_whose_answer_was_lost_makes_one_room(cli, server):
    """The first connection that posts is cut after the server has answered: the second try must find that room."""
    listener, posts = socket.create_server(("127.0.0.1", 0)), []

    def pass_on(connection):
        with connection, socket.create_connection(("127.0.0.1", server.port)) as upstream:
            request = connection.recv(65536)
            while b"\r\n\r\n" not in request or (b"POST" in request and not request.rstrip().endswith(b"}")):
                request += connection.recv(65536)
            upstream.sendall(request.replace(b"\r\nConnection: keep-alive", b""))
            answer = upstream.recv(65536)
            if request.startswith(b"POST"):
                posts.append(re.search(rb"idempotency-key: (\S+)", request, re.I).group(1))
                if len(posts) == 1:
                    return
            connection.sendall(answer)

    def serve():
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            pass_on(connection)

    threading.Thread(target=serve, daemon=True).start()
    name = f"Once {uuid.uuid4().hex}"
    with listener:
        made = cli.json("rooms", "create", name, GREENROOM_SERVER=f"http://127.0.0.1:{listener.getsockname()[1]}")
    assert len(posts) == 2 and posts[0] == posts[1]
    assert [room["id"] for room in cli.json("rooms") if room["display_name"] == name] == [made["id"]]


# TLS


@pytest.fixture
def secure(binary, tmp_path):
    """A server that speaks TLS with a certificate of its own; the certificate's file."""
    data = tmp_path / "data"
    made = subprocess.run(
        [binary, "apps", "create", "TLS", "--data", data, "--json"], capture_output=True, text=True, check=True
    )
    application = json.loads(made.stdout)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    listen = ["--listen", f"127.0.0.1:{port}", "--data", data, "--tls", "self-signed"]
    with open(tmp_path / "log", "ab") as log:
        process = subprocess.Popen([binary, "serve", *map(str, listen)], stdout=log, stderr=log)
    cli = Commands(binary, tmp_path)
    cli.variables = {
        "GREENROOM_SERVER": f"https://127.0.0.1:{port}", "GREENROOM_APPLICATION_ID": application["application_id"],
        "GREENROOM_PRIVATE_KEY": application["private_key_path"],
    }  # fmt: skip

    def listens():
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return True
        except OSError:
            return False

    wait_for(listens, "the server with TLS did not start")
    certificate = tmp_path / "server.pem"
    certificate.write_text(ssl.get_server_certificate(("127.0.0.1", port)))
    yield cli, certificate
    process.terminate()
    process.wait(timeout=20)


def test_a_self_signed_server_is_used_once_its_certificate_is_named(secure, tmp_path):
    cli, certificate = secure
    assert cli.code("rooms") == 69
    made = cli.json("rooms", "create", "Trusted", "--ca-cert", certificate)
    assert [row[0] for row in cli.rows("rooms", GREENROOM_CA_CERT=str(certificate))] == ["Trusted"]
    folder = tmp_path / "config" / "greenroom"
    folder.mkdir(parents=True)
    shutil.copy(certificate, folder / "stage.pem")
    variables = cli.variables
    (folder / "config.yaml").write_text(
        f"profile: stage\nprofiles:\n  stage:\n    server: {variables['GREENROOM_SERVER']}\n"
        f"    application_id: {variables['GREENROOM_APPLICATION_ID']}\n"
        f"    private_key: {variables['GREENROOM_PRIVATE_KEY']}\n    ca_cert: stage.pem\n"
    )
    cli.variables = {}
    assert [row[-1] for row in cli.rows("rooms")] == [made["id"]]
    assert json.loads(cli("events", "--last", "1", "--json"))["name"] == "room:created"
    token = cli("token").strip()
    assert json.loads(in_shell(cli, cli("rooms", "show", made["id"], "--curl"), token))["id"] == made["id"]
    found = {check["name"]: check for check in json.loads(cli("doctor", "--json"))["checks"]}
    assert found["TLS"]["verdict"] == "OK" and "good until" in found["TLS"]["text"]
    assert found["token"]["verdict"] == found["event stream"]["verdict"] == "OK"
    distrusting = cli.run("doctor", "--json", "--ca-cert", "/etc/ssl/certs/ca-certificates.crt")
    found = {check["name"]: check for check in json.loads(distrusting.stdout)["checks"]}
    assert distrusting.returncode == 1 and found["TLS"]["verdict"] == "FAIL" and "--ca-cert" in found["TLS"]["fix"]
    (folder / "stage.pem").write_text("no certificate")
    assert cli.code("rooms") == 69


# Applications


def test_applications_are_listed_and_changed_while_the_server_runs(cli, server):
    data = ["--data", server.folder / "data"]
    own = server.application["application_id"]
    assert [row[-1] for row in cli.rows("apps", "list", *data)] == [own]
    changed = cli.json("apps", "update", own, "--name", "Renamed", "--rooms-callback-url", "http://127.0.0.1:9/", *data)
    assert changed["name"] == "Renamed" and changed["rooms_callback_url"] == "http://127.0.0.1:9/"
    shown = cli("apps", "show", own, *data)
    assert "Renamed" in shown
    for secret in ("signature_secret", "webhook_secret"):
        assert server.application[secret] not in shown + json.dumps(changed)
    cli("apps", "update", own, "--rooms-callback-url", "none", *data)
    assert cli.json("apps", "show", own, *data)["rooms_callback_url"] is None
    assert cli.code("apps", "show", "nobody", *data) == 66
    assert cli.code("apps", "list", "--data", cli.home / "nothing") == 1
    assert not (cli.home / "nothing").exists()


def test_secrets_are_rotated_and_shown_once(binary, tmp_path, own_server):
    cli = Commands(binary, tmp_path, own_server)
    data = ["--data", own_server.folder / "data"]
    own = own_server.application["application_id"]
    made = cli.json("apps", "rotate-secrets", own, "--keep", "2h", *data)
    assert made["webhook_secret"].startswith("whsec_") and made["previous_secrets_until"] > in_future(hours=1)
    assert made["signature_secret"] != own_server.application["signature_secret"]
    now = cli.json("apps", "rotate-secrets", own, "--keep", "0", *data)
    assert now["previous_secrets_until"] is None
    assert cli.code("apps", "rotate-secrets", "nobody", *data) == 66
    assert cli.code("apps", "rotate-secrets", own, "--keep", "soon", *data) == 64


# Deliveries


def test_deliveries_are_listed_shown_replayed_and_resumed(binary, tmp_path, own_server):
    cli = Commands(binary, tmp_path, own_server)
    with receiving() as receiver:
        room = cli.json("rooms", "create", "Hooked", "--sessions-callback-url", receiver.url)
        visit(own_server, room)
        wait_for(lambda: len(cli.json("deliveries", "list", "--state", "delivered")) == 4, "four were not delivered")
        newest = cli.rows("deliveries", "list", "--limit", "1")[0]
        assert newest[1:5] == ["session:ended", "delivered", "1", "204"]
        shown = cli("deliveries", "show", newest[0])
        assert "session:ended" in shown and receiver.url in shown and '"event":"session:ended"' in shown
        assert cli.json("deliveries", "list", "--event", "session:started", "--room", room["id"])[0]["id"]
        cli("deliveries", "replay", newest[0])
        wait_for(lambda: len(receiver.taken) == 5, "the replayed one did not come")
        wait_for(lambda: cli.json("deliveries", "show", newest[0])["state"] == "delivered", "it is still pending")
        assert "4 deliveries" in cli("deliveries", "replay", "--state", "delivered", "--room", room["id"])
        wait_for(lambda: len(receiver.taken) == 9, "the replayed ones did not come")
        receiver.answer = lambda headers, body: 410
        visit(own_server, room)
        held = wait_for(lambda: cli.rows("deliveries", "endpoints"), "the receiver was not paused")
        assert held[0][0] == receiver.url
        receiver.answer = lambda headers, body: 204
        cli("deliveries", "resume", receiver.url)
        wait_for(lambda: len(receiver.taken) == 13, "what was held did not come")
        assert cli.rows("deliveries", "endpoints") == []
    assert cli.code("deliveries", "replay") == 64
    assert cli.code("deliveries", "show", "999999") == 66


# The shell


def test_the_completion_script_loads_in_bash(cli):
    script = cli("completion", "bash")
    (cli.home / "completion").write_text(script)
    loaded = in_shell(cli, f". {cli.home}/completion; complete -p greenroom", "")
    assert "greenroom" in loaded
    assert "compdef" in cli("completion", "zsh") and "complete -c" in cli("completion", "fish")


def verbs(cli, *path):
    """Every verb that help names, with those below it."""
    text = cli("help", *path)
    if "SUBCOMMANDS:" not in text:
        return [path]
    names = re.findall(r"^  ([a-z-]+)", text.split("SUBCOMMANDS:")[1].split("\n\n")[0], re.M)
    return [leaf for name in names for leaf in verbs(cli, *path, name)]


def test_every_verb_has_help(cli):
    found = verbs(cli)
    assert len(found) > 45, found
    for path in found:
        overview = cli(*path, "--help").split("\n\n")[0]
        assert overview.startswith("OVERVIEW: ") and overview.endswith("."), (path, overview)
