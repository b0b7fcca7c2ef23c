"""What whoever runs the server relies on: limits, order at the end, backups, measurements and a log without secrets."""

import concurrent.futures
import contextlib
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import urllib.error
import urllib.request

import pytest
from conftest import Server, wait_for


def ask(server, method, path, body=None, **headers):
    """Status, headers and body of one answer, whatever the status."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    with contextlib.closing(connection):
        fields = {"Authorization": f"Bearer {server.token}", **{k.replace("_", "-"): v for k, v in headers.items()}}
        connection.request(method, path, body=body, headers={k: v for k, v in fields.items() if v is not None})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()


def raw(server, data, until_closed=True):
    """What comes back for these bytes, until the server closes."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as link:
        received = b""
        with contextlib.suppress(ConnectionError):
            link.sendall(data)
            while part := link.recv(65536):
                received += part
        return received


def log(server):
    return pathlib.Path(server.log.name).read_text()


def metrics(server):
    """Every sample of /metrics by name and labels."""
    status, headers, body = ask(server, "GET", "/metrics", Authorization=None)
    assert status == 200 and headers["Content-Type"].startswith("text/plain; version=0.0.4")
    samples = {}
    for line in body.decode().splitlines():
        if not line.startswith("#"):
            name, value = re.fullmatch(r'([a-z_]+(?:\{(?:[a-z_]+="[^"\\]*",?)+\})?) ([-+0-9.e]+)', line).groups()
            assert name not in samples
            samples[name] = float(value)
    return samples


# -- Answers to what no route takes


@pytest.mark.parametrize(
    ("method", "path", "status", "allow"),
    [
        ("PUT", "/v1/meetings/rooms", 405, "GET, HEAD, POST"),
        ("OPTIONS", "/v1/meetings/rooms", 405, "GET, HEAD, POST"),
        ("POST", "/v1/meetings/events", 405, "GET, HEAD"),
        ("POST", "/healthz", 405, "GET, HEAD"),
        ("DELETE", "/v1/meetings/nothing/here/at/all", 404, None),
        ("GET", "/v1/meetings/nothing/here/at/all", 404, None),
        ("TRACE", "/v1/meetings/rooms", 405, "GET, HEAD, POST"),
        ("GET", "/v1/meetings/rooms/%zz", 400, None),
        ("GET", "/v1/meetings/rooms/%ff%fe", 400, None),
        ("GET", "/v1/meetings/rooms/%00", 400, None),
        ("GET", "/v1/meetings/rooms/%", 400, None),
        ("GET", "/%c3%28", 400, None),
        ("GET", "/v1/meetings/rooms?page_size=%", 400, None),
    ],
)
def test_what_no_route_takes_is_answered_with_a_problem(server, method, path, status, allow):
    answered, headers, body = ask(server, method, path)
    assert (answered, headers["Allow"]) == (status, allow)
    assert json.loads(body)["status"] == status


@pytest.mark.parametrize("path", ["rooms", "themes", "events", "sessions"])
def test_a_slash_at_the_end_changes_nothing_and_head_has_no_body(server, path):
    assert ask(server, "GET", f"/v1/meetings/{path}/")[0] == 200
    status, _, body = ask(server, "HEAD", f"/v1/meetings/{path}")
    assert (status, body) == (200, b"")


# -- Limits of a connection


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"GET /" + b"x" * 40_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", b"431"),
        (b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Long: " + b"y" * 40_000 + b"\r\n\r\n", b"431"),
        (b"GET /healthz HTTP/1.1\r\nHost: x\r\n" + b"X-A: b\r\n" * 200 + b"\r\n", b"431"),
        (b"GET /healthz HTTP/1.1\r\nHost: x\r\n" + (b"X-A: " + b"z" * 2000 + b"\r\n") * 40 + b"\r\n", b"431"),
        (b"GET /healthz HTTP/9.9\r\n\r\n", b"400"),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"400"),
        (b"hello\r\n\r\n", b"400"),
    ],
)
def test_a_head_that_is_too_large_or_none_is_answered_and_closed(server, head, status):
    answer = raw(server, head)
    # The rest of what was sent may reset the connection before the answer is read.
    assert answer == b"" or answer.startswith(b"HTTP/1.1 " + status), answer[:200]
    assert ask(server, "GET", "/healthz")[0] == 200


def test_a_head_within_the_limits_is_served(server):
    fields = b"".join(b"X-%d: %s\r\n" % (number, b"v" * 500) for number in range(90))
    answer = raw(server, b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + fields + b"\r\n")
    assert answer.startswith(b"HTTP/1.1 200")


def test_connections_beyond_the_limit_are_told_to_come_back(servers):
    server = servers("--connection-limit", 8)
    with contextlib.ExitStack() as stack:
        held = []
        wait_for(lambda: metrics(server)["greenroom_connections_open"] == 1, "other connections are still open")
        for _ in range(8):
            held.append(stack.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=20)))
            held[-1].sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            assert held[-1].recv(4096).startswith(b"HTTP/1.1 200")
        status, headers, _ = ask(server, "GET", "/healthz")
        assert (status, headers["Retry-After"]) == (503, "1")
        held[0].close()
        wait_for(lambda: ask(server, "GET", "/healthz")[0] == 200, "a place that was given back is not given out")
    wait_for(lambda: ask(server, "GET", "/healthz")[0] == 200, "the server does not answer")
    wait_for(lambda: metrics(server)["greenroom_connections_refused_total"] >= 1, "nothing was counted")
    assert " error " not in log(server)


def test_running_out_of_descriptors_is_survived(binary, tmp_path):
    class Poor(Server):
        def start(self):
            self.binary, real = str(tmp_path / "poor"), self.binary
            pathlib.Path(self.binary).write_text(f'#!/bin/sh\nulimit -n 80\nexec "{real}" "$@"\n')
            os.chmod(self.binary, 0o755)
            super().start()

    server = Poor(binary, tmp_path)
    try:
        room = server.room()
        with contextlib.ExitStack() as stack:
            for _ in range(300):
                with contextlib.suppress(OSError):
                    link = stack.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=5))
                    link.sendall(b"GET /healthz HTTP/1.1\r\n")
        wait_for(lambda: healthy(server), "the server does not answer any more")
        assert server.call("GET", f"/rooms/{room.id}")["id"] == room.id
        server.room()
        assert server.process.poll() is None
    finally:
        server.stop()


def healthy(server):
    with contextlib.suppress(OSError, http.client.HTTPException):
        return ask(server, "GET", "/readyz")[0] == 200


# -- Rates


def test_an_application_that_is_too_fast_is_told_when_to_come_back(servers):
    server = servers("--rate-limit", 5)
    answers = [ask(server, "GET", "/v1/meetings/rooms") for _ in range(40)]
    statuses = {status for status, _, _ in answers}
    assert statuses == {200, 429}
    assert [status for status, _, _ in answers[:10]] == [200] * 10
    status, headers, body = next(answer for answer in answers if answer[0] == 429)
    assert int(headers["Retry-After"]) >= 1
    assert json.loads(body)["name"] == "TooManyRequestsError"
    assert ask(server, "GET", "/healthz")[0] == 200
    wait_for(lambda: metrics(server)["greenroom_requests_limited_total"] >= 1, "nothing was counted")
    wait_for(lambda: ask(server, "GET", "/v1/meetings/rooms")[0] == 200, "the application is locked out")


def test_another_application_has_a_rate_of_its_own(servers):
    server = servers("--rate-limit", 1)
    made = json.loads(server._run("apps", "create", "Second", "--data", server.folder / "data", "--json"))
    second = server._run(
        "token", "--application-id", made["application_id"], "--private-key", made["private_key_path"]
    ).strip()
    while ask(server, "GET", "/v1/meetings/rooms")[0] != 429:
        pass
    assert ask(server, "GET", "/v1/meetings/rooms", Authorization=f"Bearer {second}")[0] == 200


# -- The end


def test_what_is_under_way_at_the_end_is_finished(servers):
    server = servers()
    body = json.dumps({"display_name": "Late"}).encode()
    head = (
        f"POST /v1/meetings/rooms HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {server.token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode()
    stream = socket.create_connection(("127.0.0.1", server.port), timeout=20)
    stream.sendall(
        f"GET /v1/meetings/events HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n"
        f"Authorization: Bearer {server.token}\r\n\r\n".encode()
    )
    received = stream.recv(4096)
    idle = socket.create_connection(("127.0.0.1", server.port), timeout=20)
    late = socket.create_connection(("127.0.0.1", server.port), timeout=20)
    late.sendall(head + body[:5])
    wait_for(lambda: metrics(server)["greenroom_connections_open"] == 4, "the connections are not open")
    server.process.send_signal(signal.SIGTERM)
    while part := stream.recv(4096):
        received += part
    assert received.endswith(b"0\r\n\r\n"), received
    assert idle.recv(4096) == b""
    late.sendall(body[5:])
    assert late.recv(4096).startswith(b"HTTP/1.1 201")
    assert server.process.wait(timeout=15) == 0
    for link in (stream, idle, late):
        link.close()
    server.start()
    assert server.call("GET", "/rooms")["total_items"] == 1


def test_a_client_that_never_finishes_does_not_hold_up_the_end(servers):
    server = servers()
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as link:
        link.sendall(
            f"POST /v1/meetings/rooms HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {server.token}\r\n"
            "Content-Length: 1000\r\n\r\n{".encode()
        )
        wait_for(lambda: metrics(server)["greenroom_connections_open"] == 2, "the connection is not open")
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(timeout=20) == 0


def test_an_open_page_is_told_that_the_server_goes_away(servers):
    server = servers()
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as page:
        page.sendall(
            b"GET /_/socket HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        )
        received = b""
        while b"\r\n\r\n" not in received:
            received += page.recv(4096)
        assert received.startswith(b"HTTP/1.1 101")
        server.process.send_signal(signal.SIGTERM)
        frames = b""
        while part := page.recv(4096):
            frames += part
    assert frames == b"\x88\x02" + (1001).to_bytes(2, "big")
    assert server.process.wait(timeout=15) == 0


# -- Measurements


def test_the_metrics_count_what_happens_and_name_nobody(servers):
    server = servers()
    before = metrics(server)
    room = server.room()
    for _ in range(3):
        server.call("GET", f"/rooms/{room.id}")
    ask(server, "GET", "/v1/meetings/rooms/no-such-room")
    ask(server, "TRACE", "/secret-path/secret/path/secret")
    get = 'route="/v1/meetings/rooms/{room_id}",method="GET"'
    after = wait_for(
        lambda: (m := metrics(server)).get(f'greenroom_http_requests_total{{{get},status="2xx"}}') == 3 and m,
        "the requests were not counted")  # fmt: skip
    assert after[f'greenroom_http_requests_total{{{get},status="4xx"}}'] == 1
    assert after[f"greenroom_http_request_duration_seconds_count{{{get}}}"] == 4
    assert after[f'greenroom_http_request_duration_seconds_bucket{{{get},le="+Inf"}}'] == 4
    assert after["greenroom_rooms_open"] == before["greenroom_rooms_open"] + 1
    assert after["greenroom_events_total"] > before["greenroom_events_total"]
    assert after["greenroom_storage_commits_total"] >= 1
    assert after["process_resident_memory_bytes"] > 1_000_000
    assert 5 < after["process_open_fds"] < after["process_max_fds"]
    text = ask(server, "GET", "/metrics")[2].decode()
    for name in (room.id, server.application["application_id"], "secret", server.application["api_key"]):
        assert name not in text
    assert 'route="unknown",method="other",status="4xx"' in text


def test_ready_says_what_it_checked(server):
    status, _, body = ask(server, "GET", "/readyz", Authorization=None)
    answer = json.loads(body)
    # A server is of use without sound and picture: what it says of them does not make it less ready.
    assert answer["checks"].pop("media")
    assert (status, answer) == (200, {"status": "ready", "checks": {"database": "ok", "storing": "ok"}})
    assert ask(server, "GET", "/healthz", Authorization=None)[2] == b"ok\n"


@pytest.mark.skipif(os.geteuid() != 0, reason="a small disk of its own needs root")
def test_a_full_disk_refuses_writes_with_the_reason_and_recovers_by_itself(binary, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk], check=True)
    server = None
    try:
        (tmp_path / "data").symlink_to(disk)
        server = Server(binary, tmp_path)
        room = server.room()
        filler = disk / "filler"
        with contextlib.suppress(OSError), open(filler, "wb", buffering=0) as file:
            while True:
                file.write(bytes(4096))

        def full():
            status, headers, body = ask(server, "POST", "/v1/meetings/rooms", '{"display_name": "x"}')
            return status == 503 and (headers, json.loads(body))

        headers, problem = wait_for(full, "a write on a full disk was not refused")
        assert problem["name"] == "ServiceUnavailableError" and "its disk is full" in problem["message"]
        assert int(headers["Retry-After"]) >= 1
        for _ in range(200):
            full()
        assert log(server).count("The database refuses requests") < 5
        assert server.call("GET", f"/rooms/{room.id}")["id"] == room.id
        wait_for(lambda: ask(server, "GET", "/readyz")[0] == 503, "a server that cannot store called itself ready")
        assert ask(server, "GET", "/healthz")[0] == 200
        filler.unlink()
        assert server.room().id
        wait_for(lambda: ask(server, "GET", "/readyz")[0] == 200, "the server is not ready again")
        server.process.kill()
        server.process.wait()
        server.start()
        assert server.call("GET", f"/rooms/{room.id}")["id"] == room.id
    finally:
        if server:
            server.stop()
        subprocess.run(["umount", "-l", disk], check=True)


# -- The log


def test_no_secret_reaches_the_log(servers):
    server = servers("--log-level", "trace", "--log-format", "json", "--rate-limit", 50)
    room = server.call(
        "POST", "/rooms", {"display_name": "x", "callback_urls": {"rooms_callback_url": "http://127.0.0.1:9/in"}}
    )
    host = room["_links"]["host_url"]["href"]
    with urllib.request.urlopen(host, timeout=20) as page:
        page.read()
    with contextlib.suppress(urllib.error.HTTPError):
        urllib.request.urlopen(host.replace("room_token=", "room_token=1"), timeout=20)
    for path in (f"/v1/meetings/rooms?token={server.token}", f"/v1/meetings/{server.token}", f"/{server.token}"):
        for method in ("GET", "POST", "PUT"):
            ask(server, method, path, Cookie="session=planted-cookie", X_Request_Id="planted id, \xe4 {}")
    ask(server, "POST", "/v1/meetings/rooms", '{"display_name": 7, "planted-body": 1}')
    raw(server, b"GET /" + server.token.encode() + b" HTTP/1.1\r\nBroken\r\n\r\n")
    server.stop()
    written = log(server)
    application = server.application
    secrets = {
        "token": server.token, "signature of the token": server.token.rsplit(".")[-1],
        "host token": host.split("participant_token=")[1], "signature secret": application["signature_secret"],
        "webhook secret": application["webhook_secret"], "cookie": "planted-cookie", "id": "planted id",
        "body": "planted-body",
        "private key": pathlib.Path(application["private_key_path"]).read_text().splitlines()[3],
        "host link key": (server.folder / "data" / "keys" / "host-links.key").read_bytes().hex(),
    }  # fmt: skip
    assert [name for name, secret in secrets.items() if secret in written] == []
    lines = [json.loads(line) for line in written.splitlines() if line.startswith("{")]
    answered = [line for line in lines if line["message"] == "Answered"]
    assert {"GET", "POST", "PUT"} <= {line["method"] for line in answered}
    assert all(line["route"].startswith("/") or line["route"] == "unknown" for line in answered)
    assert all(line["level"] == "debug" for line in answered)


def test_a_request_is_found_again_in_the_log_by_its_id(servers):
    server = servers("--log-level", "debug")
    given = ask(server, "GET", "/v1/meetings/rooms", X_Request_Id="from-the-caller_1:2")[1]["X-Request-Id"]
    made = ask(server, "GET", "/v1/meetings/rooms")[1]["X-Request-Id"]
    replaced = ask(server, "GET", "/v1/meetings/rooms", X_Request_Id="a" * 200)[1]["X-Request-Id"]
    assert given == "from-the-caller_1:2"
    assert made != replaced and len(replaced) < 40
    for name in (given, made, replaced):
        line = next(line for line in log(server).splitlines() if f"request_id={name}" in line)
        assert "route=/v1/meetings/rooms" in line and "status=200" in line and "method=GET" in line


def test_at_the_usual_level_requests_leave_no_line(servers):
    server = servers()
    server.room()
    assert "Answered" not in log(server)


# -- Backups


def test_a_backup_of_a_running_server_is_a_server(binary, servers, tmp_path):
    server = servers()
    kept = [server.room().id for _ in range(20)]
    host = server.call("GET", f"/rooms/{kept[0]}")["_links"]["host_url"]["href"]
    target = tmp_path / "backup"
    command = ["backup", target, "--data", server.folder / "data", "--json"]
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        writing = [pool.submit(server.room) for _ in range(100)]
        told = json.loads(server._run(*command))
        made = kept + [future.result().id for future in writing]
    assert told["folder"] == str(target)
    assert told["bytes"] == (target / "greenroom.db").stat().st_size
    assert 20 <= told["rooms"] <= 120
    for path in [target, *target.rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0, path
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(timeout=15) == 0

    shutil.move(server.folder / "data", server.folder / "lost")
    shutil.copytree(target, server.folder / "data")
    server.start()
    found = server.call("GET", "/rooms?page_size=1000")
    assert found["total_items"] == told["rooms"]
    ids = {entry["id"] for entry in found["_embedded"]}
    assert set(kept) <= ids <= set(made)
    assert server.events()[-1]["sequence"] == told["last_sequence"]
    # The key that host links are signed with came along.
    assert (target / "keys" / "host-links.key").read_bytes() == (
        server.folder / "lost" / "keys" / "host-links.key").read_bytes()  # fmt: skip
    with urllib.request.urlopen(host, timeout=20) as page:
        assert page.status == 200

    again = subprocess.run([binary, *map(str, command)], capture_output=True, text=True, timeout=60)
    assert again.returncode == 1 and "exists already" in again.stderr


@pytest.mark.parametrize("where", ["no/such/place", "data-is-empty"])
def test_a_backup_that_cannot_be_made_is_one_sentence_and_leaves_nothing(binary, tmp_path, where):
    data = tmp_path / "data"
    data.mkdir()
    target = tmp_path / where
    command = [binary, "backup", str(target), "--data", str(data)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert result.returncode == 1
    assert result.stderr.startswith("greenroom: ") and result.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == [data] and list(data.iterdir()) == []


# -- Numbers to dial


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{}", "must hold an array"),
        ("[{}]", "must hold an array of objects with number"),
        ("not json", "must hold an array"),
        ('[{"number": "+44 1", "locale": "en-GB", "display_name": "UK"}]', "entry 1: number must be"),
        ('[{"number": "441234567", "locale": "", "display_name": "UK"}]', "entry 1: locale is missing"),
        ('[{"number": "441234567", "locale": "en-GB"}]', "entry 1: display_name is missing"),
        (None, "cannot be read"),
    ],
)
def test_a_list_of_numbers_that_cannot_be_used_is_one_sentence(binary, tmp_path, text, words):
    path = tmp_path / "numbers.json"
    if text is not None:
        path.write_text(text)
    command = [binary, "serve", "--listen", "127.0.0.1:0", "--data", tmp_path / "data", "--dial-in-numbers", path]
    result = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=30)
    assert result.returncode == 1
    assert result.stderr.startswith("greenroom: --dial-in-numbers: ") and words in result.stderr, result.stderr
