"""What is wrong outside must be said in one clear sentence, and must cost nothing that was there before."""

import base64
import datetime
import hashlib
import hmac
import http.client
import http.server
import json
import os
import pathlib
import re
import socket
import sqlite3
import subprocess
import threading
import urllib.error
import urllib.request
import uuid

import jwt
import pytest
from conftest import Server
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from terminal import environment, reaching


@pytest.fixture(scope="module")
def calm(binary, tmp_path_factory):
    """A server of this module alone, with one room that must be there after everything."""
    server = Server(binary, tmp_path_factory.mktemp("calm"))
    server.room(display_name="Still here")
    yield server
    server.stop()


# The API


def request(server, method, path, body=None, token=None, headers=None):
    """Status and JSON of an answer, whatever the status is."""
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token or server.token}"} | (headers or {})
    call = urllib.request.Request(f"{server.base}/v1/meetings{path}", body, headers, method=method)
    try:
        with urllib.request.urlopen(call, timeout=20) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        text = error.read().decode()
        return error.code, json.loads(text) if text else None


def assert_works(server):
    status, page = request(server, "GET", "/rooms?page_size=1000")
    assert status == 200
    assert "Still here" in [room["display_name"] for room in page["_embedded"]]
    name = f"Works {uuid.uuid4().hex[:8]}"
    assert request(server, "POST", "/rooms", json.dumps({"display_name": name}).encode())[0] == 201


def in_future(**span):
    return (datetime.datetime.now(datetime.UTC) + datetime.timedelta(**span)).isoformat()


BAD_ROOMS = {
    "nothing": b"",
    "half an object": b'{"display_name": "x"',
    "no JSON": b"display_name=x",
    "no UTF-8": b'{"display_name": "\xff\xfe"}',
    "an array": b"[]",
    "a text": b'"x"',
    "null": b"null",
    "ten thousand brackets": b"[" * 10_000,
    "a deep object": b'{"display_name":' * 5_000 + b"1" + b"}" * 5_000,
    "no name": b"{}",
    "an empty name": b'{"display_name": ""}',
    "a blank name": b'{"display_name": "   "}',
    "a name that is a number": b'{"display_name": 7}',
    "a name that is an object": b'{"display_name": {"a": 1}}',
    "a name of null": b'{"display_name": null}',
    "a name of 201 characters": json.dumps({"display_name": "x" * 201}).encode(),
    "metadata that is an array": b'{"display_name": "x", "metadata": [1]}',
    "an unknown type": b'{"display_name": "x", "type": "forever"}',
    "a type that is a number": b'{"display_name": "x", "type": 1}',
    "long-term without a date": b'{"display_name": "x", "type": "long_term"}',
    "a date in the past": b'{"display_name": "x", "type": "long_term", "expires_at": "2020-01-31T18:00:00Z"}',
    "a date that is none": b'{"display_name": "x", "type": "long_term", "expires_at": "tomorrow"}',
    "the 30th of February": b'{"display_name": "x", "type": "long_term", "expires_at": "2031-02-30T18:00:00Z"}',
    "a date that is a number": b'{"display_name": "x", "type": "long_term", "expires_at": 1}',
    "an unknown theme": json.dumps({"display_name": "x", "theme_id": str(uuid.uuid4())}).encode(),
    "a theme that is no id": b'{"display_name": "x", "theme_id": "../../etc"}',
    "an unknown approval level": b'{"display_name": "x", "join_approval_level": "maybe"}',
    "options that are a text": b'{"display_name": "x", "recording_options": "yes"}',
    "an option that is a text": b'{"display_name": "x", "recording_options": {"auto_record": "yes"}}',
    "a callback to a file": b'{"display_name": "x", "callback_urls": {"rooms_callback_url": "file:///etc/passwd"}}',
}  # fmt: skip


@pytest.mark.parametrize("what", BAD_ROOMS)
def test_a_bad_room_is_refused_with_the_reason_and_the_server_goes_on(calm, what):
    before = request(calm, "GET", "/rooms")[1]["total_items"]
    status, problem = request(calm, "POST", "/rooms", BAD_ROOMS[what])
    assert status in (400, 404), (status, problem)
    assert problem["message"]
    assert_no_insides(problem["message"])
    assert request(calm, "GET", "/rooms")[1]["total_items"] == before
    assert_works(calm)


BAD_THEMES = {
    "no color": b'{"brand_text": "x"}',
    "a color that is none": b'{"brand_text": "x", "main_color": "blue-ish"}',
    "no brand text": b'{"main_color": "#123456"}',
    "a number": b'{"brand_text": 1, "main_color": "#123456"}',
    "a hostile short URL": b'{"brand_text": "x", "main_color": "#123456", "short_company_url": "../a b"}',
}


@pytest.mark.parametrize("what", BAD_THEMES)
def test_a_bad_theme_is_refused_with_the_reason(calm, what):
    status, problem = request(calm, "POST", "/themes", BAD_THEMES[what])
    assert status == 400, (status, problem)
    assert problem["message"]
    assert_works(calm)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", f"/rooms/{uuid.uuid4()}"), ("GET", "/rooms/nonsense"), ("GET", "/rooms/..%2f..%2fetc"),
        ("PATCH", f"/rooms/{uuid.uuid4()}"), ("GET", f"/themes/{uuid.uuid4()}"), ("DELETE", f"/themes/{uuid.uuid4()}"),
        ("GET", "/nothing"), ("DELETE", "/rooms"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found(calm, method, path):
    status, problem = request(calm, method, path, b'{"update_details": {}}' if method == "PATCH" else None)
    assert status in (400, 404, 405), (status, problem)
    assert_works(calm)


@pytest.mark.parametrize("query", ["page_size=0", "page_size=-1", "page_size=x", "start_id=x", "end_id=%00"])
def test_a_bad_page_is_refused_or_ignored(calm, query):
    status, problem = request(calm, "GET", f"/rooms?{query}")
    assert status in (200, 400), (status, problem)
    assert_works(calm)


def test_a_body_of_more_than_a_megabyte_is_too_large(calm):
    body = json.dumps({"display_name": "x", "metadata": "y" * (1 << 20)}).encode()
    status, _ = large(calm, body, {"Content-Length": str(len(body))}, [body])
    assert status == 413
    assert_works(calm)


def test_a_body_of_more_than_a_megabyte_in_pieces_is_too_large(calm):
    pieces = [b'{"display_name": "x", "metadata": "'] + [b"y" * 65536] * 17 + [b'"}']
    chunks = [b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces] + [b"0\r\n\r\n"]
    status, _ = large(calm, None, {"Transfer-Encoding": "chunked"}, chunks)
    assert status == 413
    assert_works(calm)


def test_a_body_of_almost_a_megabyte_is_judged_by_its_fields(calm):
    body = json.dumps({"display_name": "x", "padding": "y" * (1_000_000)}).encode()
    status, _ = large(calm, body, {"Content-Length": str(len(body))}, [body])
    assert status in (201, 400)
    assert_works(calm)


def large(server, body, headers, pieces):
    """Sends a request piece by piece; a server may answer before it has read all of it."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.putrequest("POST", "/v1/meetings/rooms")
    usual = {"Authorization": f"Bearer {server.token}", "Content-Type": "application/json"}
    for name, value in (usual | headers).items():
        connection.putheader(name, value)
    connection.endheaders()
    try:
        for piece in pieces:
            connection.send(piece)
    except (BrokenPipeError, ConnectionResetError):
        pass
    answer = connection.getresponse()
    try:
        return answer.status, answer.read()
    except ConnectionResetError:
        return answer.status, b""
    finally:
        connection.close()


def signed(server, key=None, algorithm="RS256", **claims):
    private = key or pathlib.Path(server.application["private_key_path"]).read_text()
    now = int(datetime.datetime.now(datetime.UTC).timestamp())
    usual = {
        "application_id": server.application["application_id"], "iat": now, "exp": now + 300, "jti": str(uuid.uuid4()),
    }  # fmt: skip
    return jwt.encode({k: v for k, v in (usual | claims).items() if v is not None}, private, algorithm=algorithm)


def test_bad_tokens_are_refused_and_a_good_one_works_afterwards(calm):
    now = int(datetime.datetime.now(datetime.UTC).timestamp())
    stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    good = signed(calm)
    assert request(calm, "GET", "/rooms", token=good)[0] == 200
    public = serialization.load_pem_private_key(
        pathlib.Path(calm.application["private_key_path"]).read_bytes(), None
    ).public_key()
    head, body, signature = good.split(".")
    bad = {
        "expired": signed(calm, iat=now - 7200, exp=now - 3600),
        "of the future": signed(calm, iat=now + 86400, exp=now + 90000),
        "of an hour ago, without an end": signed(calm, iat=now - 3600, exp=None),
        "of two days ago, for a year": signed(calm, iat=now - 172_800, exp=now + 31_536_000),
        "of a stranger": signed(calm, stranger),
        "of nobody": signed(calm, application_id=str(uuid.uuid4())),
        "without an application": signed(calm, application_id=None),
        "without a signature": jwt.encode(
            {"application_id": calm.application["application_id"], "iat": now, "exp": now + 300}, None, "none"
        ),
        "signed with the public key as a secret": hmac_with_public_key(calm, public, now),
        "changed": f"{head}.{body[:-4]}AAAA.{signature}",
        "cut": good[:-10],
        "no token": "nonsense",
        "dots": "..",
        "very long": "x" * 6000,
    }
    answers = {what: request(calm, "GET", "/rooms", token=token)[0] for what, token in bad.items()}
    assert {what: status for what, status in answers.items() if status not in (401, 403, 431)} == {}
    for header in ("", "Basic eDp5", "Bearer", "Bearer "):
        assert request(calm, "GET", "/rooms", headers={"Authorization": header})[0] == 401
    assert_works(calm)


def hmac_with_public_key(server, public, now):
    pem = public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)

    def coded(data):
        return base64.urlsafe_b64encode(data).rstrip(b"=")

    claims = {"application_id": server.application["application_id"], "iat": now, "exp": now + 300, "jti": "x"}
    signed = coded(b'{"alg":"HS256","typ":"JWT"}') + b"." + coded(json.dumps(claims).encode())
    return (signed + b"." + coded(hmac.new(pem, signed, hashlib.sha256).digest())).decode()


@pytest.mark.parametrize("field", ["display_name", "metadata"])
@pytest.mark.parametrize("text", ["a\x00b", "a\x1b[31mb", "\U0010ffff\ue000", "👩‍💻" * 20, "'; DROP TABLE rooms; --"])
def test_a_strange_text_comes_back_as_it_was_sent_or_is_refused(calm, field, text):
    body = {"display_name": "x", field: text}
    status, made = request(calm, "POST", "/rooms", json.dumps(body).encode())
    if status == 201:
        assert made[field] == text
        assert request(calm, "GET", f"/rooms/{made['id']}")[1][field] == text
    else:
        assert status == 400
    assert_works(calm)


def test_broken_http_does_not_disturb_others(calm):
    for garbage in (b"\x00" * 64, b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\x16\x03\x01\x02\x00", b"x" * 100_000):
        with socket.create_connection(("127.0.0.1", calm.port), timeout=5) as connection:
            try:
                connection.sendall(garbage)
                connection.shutdown(socket.SHUT_WR)
                while connection.recv(65536):
                    pass
            except (ConnectionResetError, BrokenPipeError, TimeoutError):
                pass
    assert_works(calm)


# Commands


INSIDES = re.compile(
    r"Error Domain|Swift\.|\w+Error\b|\w+Error\(|Optional\(|nil\b|NIO\w+|errno|backtrace|Backtrace|Fatal|fatal error"
    r"|\.swift:\d+|0x[0-9a-f]{6,}|Code=\d|\bthrown\b|unexpectedly found"
)


def assert_no_insides(text):
    assert not INSIDES.search(text), f"this is for programmers, not for people: {text}"


def assert_one_sentence(text, *words):
    """One line for a person, of at most two or three sentences, that has these words."""
    lines = text.rstrip("\n").split("\n")
    assert len(lines) == 1, f"more than one line: {text!r}"
    line = lines[0]
    assert line.startswith("greenroom: "), line
    assert line[-1] not in ":,;", f"not a whole sentence: {line!r}"
    assert 20 < len(line) < 600, line
    assert len(re.findall(r"[.!?](?= [A-Z])", line)) <= 2, f"too many sentences: {line!r}"
    assert_no_insides(line)
    assert "\x1b" not in line
    for word in words:
        assert word in line, f"{word!r} is not in: {line!r}"


@pytest.fixture
def command(binary, tmp_path):
    """Runs greenroom as a person without any configuration."""

    def run(*arguments, timeout=30, stdin=subprocess.DEVNULL, cwd=None, **variables):
        return subprocess.run(
            [binary, *map(str, arguments)], env=environment(tmp_path, **variables), capture_output=True, text=True,
            timeout=timeout, stdin=stdin, cwd=cwd,
        )  # fmt: skip

    return run


def key_file(folder, kind, calm):
    """Files that are not the application's private key, and what is wrong with each."""
    path = folder / "key.pem"
    pem = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    own = serialization.load_pem_private_key(pathlib.Path(calm.application["private_key_path"]).read_bytes(), None)
    public = (serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    content = {
        "missing": None,
        "no PEM": b"this is my shopping list\n",
        "empty": b"",
        "binary": os.urandom(2048),
        "a public key": own.public_key().public_bytes(*public),
        "half": pathlib.Path(calm.application["private_key_path"]).read_bytes()[:800],
        "an elliptic key": ec.generate_private_key(ec.SECP256R1()).private_bytes(*pem),
        "another application's": rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(*pem),
    }[kind]
    if kind == "a folder":
        path.mkdir()
    elif content is not None:
        path.write_bytes(content)
    return path


KEYS = ["missing", "no PEM", "empty", "binary", "a public key", "half", "an elliptic key", "another application's"]


@pytest.mark.parametrize("kind", KEYS)
def test_a_wrong_key_file_is_named(command, calm, tmp_path, kind):
    path = key_file(tmp_path, kind, calm)
    variables = reaching(calm) | {"GREENROOM_PRIVATE_KEY": str(path)}
    result = command("rooms", **variables)
    assert result.returncode == (77 if kind == "another application's" else 1)
    assert result.stdout == ""
    if kind == "another application's":
        assert_one_sentence(result.stderr, "key")
    else:
        assert_one_sentence(result.stderr, str(path))
        assert command("token", **variables).returncode == 1
    assert_works(calm)


@pytest.mark.parametrize("kind", ["missing", "a public key", "another application's"])
def test_the_dashboard_says_what_is_wrong_with_the_key_and_still_answers_keys(
    binary, calm, tmp_path, terminals, kind
):
    path = key_file(tmp_path, kind, calm)
    variables = reaching(calm) | {"GREENROOM_PRIVATE_KEY": str(path)}
    board = terminals([binary], environment(tmp_path, **variables), 24, 160).shows("DOWN")
    board.wait(lambda: "key" in board.status, "the status line does not speak of the key")
    assert_no_insides(board.text)
    board.press("?").shows("HELP").press("q").hides("HELP").press("q").shows("q again quits").press("q")
    assert board.ended() == 0
    board.assert_clean()


def test_an_unknown_application_is_a_sentence(command, calm):
    result = command("rooms", **(reaching(calm) | {"GREENROOM_APPLICATION_ID": str(uuid.uuid4())}))
    assert result.returncode == 77
    assert_one_sentence(result.stderr)


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def test_a_port_that_a_server_has_is_named(command, calm, tmp_path):
    result = command("serve", "--listen", calm.address, "--data", tmp_path / "other")
    assert result.returncode == 1
    assert_one_sentence(last_line(result.stderr), str(calm.port), "--listen")
    assert_works(calm)


def test_a_port_that_another_program_has_is_named(command, tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = command("serve", "--listen", f"127.0.0.1:{port}", "--data", tmp_path / "data")
    assert result.returncode == 1
    assert_one_sentence(last_line(result.stderr), str(port), "--listen")


def last_line(text):
    """A server logs before it gives up; its last line is the reason."""
    assert_no_insides(text)
    lines = text.rstrip("\n").split("\n")
    assert len(lines) <= 2, text
    return lines[-1]


@pytest.mark.parametrize(
    "address", ["nonsense", "127.0.0.1", "127.0.0.1:", "127.0.0.1:99999", "::1:80", ":80", "127.0.0.1:-1"]
)
def test_an_address_that_is_none_is_a_usage_error(command, tmp_path, address):
    result = command("serve", "--listen", address, "--data", tmp_path / "data")
    assert result.returncode == 64
    assert "--listen" in result.stderr
    assert_no_insides(result.stderr)


def test_an_address_of_another_machine_is_named(command, tmp_path):
    result = command("serve", "--listen", "192.0.2.1:8080", "--data", tmp_path / "data")
    assert result.returncode == 1
    assert_one_sentence(last_line(result.stderr), "192.0.2.1")


@pytest.mark.parametrize("verb", ["serve", "apps"])
@pytest.mark.parametrize("place", ["read-only", "a file", "below a file", "kernel"])
def test_a_data_folder_that_cannot_be_used_is_named(command, tmp_path, verb, place):
    folder = {
        "read-only": pathlib.Path("/sys/kernel/greenroom"), "kernel": pathlib.Path("/proc/greenroom"),
        "a file": tmp_path / "file", "below a file": tmp_path / "file" / "below",
    }[place]  # fmt: skip
    (tmp_path / "file").write_text("mine")
    words = ["serve", "--listen", f"127.0.0.1:{free_port()}"] if verb == "serve" else ["apps", "create", "Tests"]
    result = command(*words, "--data", folder)
    assert result.returncode == 1
    assert_one_sentence(result.stderr, str(folder))
    assert (tmp_path / "file").read_text() == "mine"


def test_a_second_server_on_a_folder_is_refused_and_the_first_goes_on(command, calm):
    result = command("serve", "--listen", f"127.0.0.1:{free_port()}", "--data", calm.folder / "data")
    assert result.returncode == 1
    assert_one_sentence(result.stderr, str(calm.folder / "data"), "--data")
    assert_works(calm)


@pytest.fixture
def database(own_server):
    """The database of a server that has ended, with a room in it, and how to start that server again."""
    own_server.room(display_name="Kept", type="long_term", expires_at=in_future(days=2))
    own_server.process.terminate()
    assert own_server.process.wait(timeout=20) == 0
    files = [file for file in (own_server.folder / "data").iterdir() if file.is_file()]
    (path,) = [file for file in files if file.read_bytes()[:13] == b"SQLite format"]

    def serve():
        return subprocess.run(
            [own_server.binary, "serve", "--listen", own_server.address, "--data", str(own_server.folder / "data")],
            capture_output=True, text=True, timeout=30, env=environment(own_server.folder),
        )  # fmt: skip

    return path, serve, own_server


def is_there_again(server):
    server.start()
    return [room["display_name"] for room in server.call("GET", "/rooms")["_embedded"]] == ["Kept"]


def test_a_database_of_a_newer_version_is_left_alone(database):
    path, serve, server = database
    with sqlite3.connect(path) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    result = serve()
    assert result.returncode == 1
    assert_one_sentence(result.stderr, "newer")
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (99,)
        connection.execute(f"PRAGMA user_version = {version}")
    connection.close()
    assert is_there_again(server)


def test_a_file_that_is_no_database_is_left_alone(database):
    path, serve, server = database
    kept = path.read_bytes()
    path.write_bytes(b"this is my shopping list\n" * 400)
    result = serve()
    assert result.returncode == 1
    assert_one_sentence(result.stderr, str(path))
    assert path.read_bytes() == b"this is my shopping list\n" * 400
    path.write_bytes(kept)
    assert is_there_again(server)


def test_a_database_of_another_program_is_left_alone(database):
    path, serve, server = database
    aside = path.parent / "aside"
    aside.mkdir()
    for file in path.parent.glob(path.name + "*"):
        file.rename(aside / file.name)
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
        connection.execute("INSERT INTO recipes VALUES ('soup')")
    connection.close()
    result = serve()
    assert result.returncode == 1
    assert_one_sentence(result.stderr, str(path))
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT name FROM recipes").fetchall() == [("soup",)]
    connection.close()
    path.unlink()
    for file in aside.iterdir():
        file.rename(path.parent / file.name)
    assert is_there_again(server)


def test_rooms_are_there_after_the_server_was_killed(own_server):
    own_server.room(display_name="Kept", type="long_term", expires_at=in_future(days=2))
    own_server.kill()
    assert is_there_again(own_server)


# Terminals that are none


def run_on_terminal(terminals, binary, tmp_path, calm, **variables):
    env = {k: v for k, v in environment(tmp_path, **(reaching(calm) | variables)).items() if v is not None}
    return terminals([binary], env)


@pytest.mark.parametrize("term", ["dumb", "unknown", "", None, "no-such-terminal", "../../etc/passwd", "a\x1b[31mb"])
def test_a_terminal_that_cannot_be_used_is_a_sentence(binary, calm, tmp_path, terminals, term):
    terminal = run_on_terminal(terminals, binary, tmp_path, calm, TERM=term)
    assert terminal.ended() == 2
    assert b"\x1b" not in terminal.written
    assert_one_sentence(terminal.written.decode().replace("\r\n", "\n"), "TERM" if term != "dumb" else "terminal")
    terminal.assert_clean()


def test_the_output_of_the_dashboard_in_a_pipe_is_a_sentence(command, calm):
    result = command(**reaching(calm))
    assert result.returncode == 2
    assert result.stdout == ""
    assert_one_sentence(result.stderr, "terminal", "greenroom rooms --json")


def test_a_pipe_behind_the_dashboard_on_a_terminal_is_a_sentence(binary, calm, tmp_path, terminals):
    env = environment(tmp_path, **reaching(calm), G=binary)
    terminal = terminals(["bash", "-c", "$G | cat; exit ${PIPESTATUS[0]}"], env)
    assert terminal.ended() == 2
    assert b"\x1b" not in terminal.written
    assert_one_sentence(terminal.written.decode().replace("\r\n", "\n"), "terminal")
    terminal.assert_clean()


# Configuration


@pytest.fixture
def configured(command, tmp_path):
    """Runs greenroom with a configuration file."""

    def run(text, *arguments, **variables):
        folder = tmp_path / "config" / "greenroom"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "config.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
        return command(*(arguments or ("rooms",)), **variables), folder / "config.yaml"

    return run


PROFILE = "profiles:\n  festival:\n    server: http://127.0.0.1:1\n    application_id: a\n    private_key: key.pem\n"


def test_an_unknown_profile_is_named_with_those_there_are(configured):
    result, path = configured(PROFILE, "rooms", "--profile", "carnival")
    assert result.returncode == 1
    assert_one_sentence(result.stderr, "carnival", "festival", str(path))


def test_a_profile_without_a_configuration_is_a_sentence(command):
    result = command("rooms", "--profile", "carnival")
    assert result.returncode == 1
    assert_one_sentence(result.stderr, "carnival", "config.yaml")


@pytest.mark.parametrize(
    "text",
    [
        "profiles: [", "profiles:\n\tfestival: x\n", "a: b: c\n", "- 1\n- 2\n", "just words\n", "profiles: 7\n",
        "profile: festival\nprofiles:\n  festival:\n    servr: http://x\n", "profile: [a, b]\n" + PROFILE,
        "profile: festival\nprofiles:\n  festival:\n    server: [1, 2]\n    application_id: a\n    private_key: k\n",
        "profile: festival\nprofiles:\n  festival:\n    server: ftp://x\n    application_id: a\n    private_key: k\n",
        "profile: festival\nprofiles:\n  festival:\n    server: http://x\n",
        "profile: festival\nprofiles:\n  festival:\n    server: http://x\nprofiles: {}\n",
        b"\xff\xfe\x00profiles", "profile: &a [*a]\n",
    ],
)  # fmt: skip
def test_a_broken_configuration_is_named(configured, text):
    result, path = configured(text)
    assert result.returncode == 1
    assert_one_sentence(result.stderr, str(path))
    assert not re.search("scanner|parser|composer|flow node|next token", result.stderr), "words of a parser's maker"


def test_half_a_connection_says_what_is_missing(command):
    result = command("rooms", "--server", "http://127.0.0.1:1")
    assert result.returncode == 1
    assert_one_sentence(result.stderr, "--application-id")


def test_no_server_at_all_says_what_to_do(command):
    result = command("rooms")
    assert result.returncode == 1
    assert_one_sentence(result.stderr, "--server", "greenroom")


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"], ["rooms", "--nonsense"], ["rooms", "create"], ["rooms", "create", "x", "--long-term"],
        ["rooms", "create", "x", "--expires-at", "2h"], ["rooms", "create", "x", "--long-term", "--expires-at", "soon"],
        ["serve", "--room-limit", "0"], ["serve", "--room-limit", "x"], ["serve", "--log-level", "loud"],
        ["serve", "--allow-callbacks-to", "home"], ["apps", "create"], ["stop", "now"],
    ],
)  # fmt: skip
def test_a_wrong_command_line_is_a_usage_error(command, words):
    result = command(*words)
    assert result.returncode == 64
    assert result.stdout == ""
    assert result.stderr.startswith("Error: ")
    assert_no_insides(result.stderr.removeprefix("Error: "))


def test_a_room_that_the_server_refuses_is_a_sentence(command, calm):
    result = command("rooms", "create", "  ", **reaching(calm))
    assert result.returncode == 65
    assert_one_sentence(result.stderr, "display_name")
    result = command("rooms", "create", "x", "--theme-id", str(uuid.uuid4()), **reaching(calm))
    assert result.returncode == 65
    assert_one_sentence(result.stderr, "heme")


# Servers that are none


def answering(status, body, content_type="text/html"):
    """A web server that is not ours."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b"<html>It works!</html>"), (200, b'{"_embedded": 7}'), (404, b"<html>no</html>"),
        (200, b'{"_embedded": [{"id": 1}]}'), (401, b"\x1b]52;c;SEFDS0VE\x07"), (403, b"{}"),
    ],
)  # fmt: skip
def test_a_server_that_is_not_ours_is_a_sentence(command, calm, status, body):
    other = answering(status, body)
    try:
        result = command("rooms", **(reaching(calm) | {"GREENROOM_SERVER": f"http://127.0.0.1:{other.server_port}"}))
    finally:
        other.shutdown()
        other.server_close()
    assert result.returncode == (77 if status == 401 else 1)
    assert result.stdout == ""
    assert_one_sentence(result.stderr, f"http://127.0.0.1:{other.server_port}")


@pytest.mark.parametrize("server", ["http://127.0.0.1:{port}", "http://no-such-host.invalid"])
def test_a_server_that_cannot_be_reached_is_a_sentence(command, calm, server):
    server = server.format(port=free_port())
    result = command("rooms", timeout=60, **(reaching(calm) | {"GREENROOM_SERVER": server}))
    assert result.returncode == 69
    assert result.stdout == ""
    assert_one_sentence(result.stderr, server.split("//")[1].split(":")[0])


def test_the_dashboard_says_that_the_server_cannot_be_reached_and_answers_keys(
    binary, calm, tmp_path, terminals
):
    variables = reaching(calm) | {"GREENROOM_SERVER": f"http://127.0.0.1:{free_port()}"}
    board = terminals([binary], environment(tmp_path, **variables)).shows("DOWN", seconds=15)
    assert "LIVE" not in board.text
    assert_no_insides(board.text)
    assert len(board.status) > 20
    board.press("?").shows("HELP").press("q").hides("HELP")
    board.press("n").shows("New room").press("Lost?", "\r")
    board.wait(lambda: re.search("error|Nothing was sent", board.text), "the form does not say that it failed")
    assert "Lost?" in board.text
    board.press(b"\x1b").shows("will be lost").press(b"\x1b").hides("New room")
    board.press("q").shows("q again quits").press("q")
    assert board.ended() == 0
    board.assert_clean()


def test_the_dashboard_comes_back_when_the_server_does(own_server, tmp_path, terminals):
    own_server.room(display_name="Comes back", type="long_term", expires_at=in_future(days=2))
    board = terminals([own_server.binary], environment(tmp_path, **reaching(own_server)))
    board.shows("● LIVE").shows("Comes back")
    own_server.kill()
    board.wait(lambda: re.search("DOWN|FROZEN", board.header), "it does not say that the server is gone", 15)
    assert "Comes back" in board.text, "what was known stays on the screen"
    board.press("?").shows("HELP").press("q").hides("HELP")
    own_server.start()
    board.shows("● LIVE", seconds=30).shows("Comes back")
    own_server.room(display_name="And goes on")
    board.shows("And goes on", seconds=3)
