"""Why a received callback is not believed: the command that says so, against requests that a real server sent."""

import json

import pytest
from commands import Commands
from conftest import Server, wait_for
from receivers import receiving, visit


@pytest.fixture(scope="module")
def server(binary, tmp_path_factory):
    server = Server(binary, tmp_path_factory.mktemp("inspector"))
    yield server
    server.stop()


@pytest.fixture
def cli(binary, tmp_path, server):
    return Commands(binary, tmp_path, server)


def written(headers, body):
    return "".join(f"{name}: {value}\n" for name, value in headers) + "\n" + body


def check(cli, request, *words, **secrets):
    result = cli.run("callbacks", "check", "-", "--json", *words, stdin=request, **secrets)
    return result.returncode, json.loads(result.stdout)


HEADERS = [("Authorization", "Bearer eyJhbGciOiJub25lIn0.e30."), ("webhook-id", "m")]


def test_a_request_that_is_not_signed_as_it_should_be_is_explained(cli):
    code, report = check(cli, written(HEADERS, "{}"), GREENROOM_SIGNATURE_SECRET="never printed")
    assert code == 1 and not report["believed"]
    assert [c["subject"] for c in report["checks"] if c["verdict"] == "bad"] == ["algorithm"]
    text = cli.run("callbacks", "check", "-", stdin=written(HEADERS, "{}"), GREENROOM_SIGNATURE_SECRET="never printed")
    assert "FAIL  algorithm" in text.stdout and "never printed" not in text.stdout + text.stderr


def test_what_is_no_request_is_refused_in_one_sentence(cli, tmp_path):
    assert cli.code("callbacks", "check", "-", stdin="nothing here") == 1
    assert cli.code("callbacks", "check", tmp_path / "missing") == 1
    assert cli.code("callbacks", "check", "-", "--at", "noon", stdin=written(HEADERS, "{}")) == 64


def test_a_callback_that_came_is_believed_and_each_usual_mishap_is_named(cli, server):
    with receiving() as receiver:
        receiver.answer = lambda headers, body: 401
        room = server.call("POST", "/rooms", {
            "display_name": "Hooked", "callback_urls": {"sessions_callback_url": receiver.url}})  # fmt: skip
        visit(server, room)
        wait_for(lambda: receiver.calls, "no callback came")
        headers, raw = receiver.calls[0]
    body = raw.decode()
    secrets = {
        "GREENROOM_SIGNATURE_SECRET": server.application["signature_secret"],
        "GREENROOM_WEBHOOK_SECRET": server.application["webhook_secret"],
    }
    code, report = check(cli, written(headers, body), **secrets)
    assert code == 0 and report["believed"]
    for changed, hint in [
        (body + "\n", "Without the line end"), (json.dumps(json.loads(body), indent=1), "Written without blanks"),
        (body.replace("session", "sessiom"), "No usual change"),
    ]:  # fmt: skip
        code, report = check(cli, written(headers, changed), **secrets)
        texts = [c["sentence"] for c in report["checks"] if c["subject"] == "payload_hash"]
        assert code == 1 and hint in texts[0], texts
    code, report = check(cli, written(headers, body), "--at", "2031-01-01T00:00:00Z", **secrets)
    bad = {c["subject"] for c in report["checks"] if c["verdict"] == "bad"}
    assert code == 1 and bad == {"iat", "webhook-timestamp"}
    code, report = check(cli, written(headers, body), **{**secrets, "GREENROOM_SIGNATURE_SECRET": "other"})
    assert {c["subject"] for c in report["checks"] if c["verdict"] == "bad"} == {"JWT signature"}
    # What the server kept of the attempt is what came.
    found = server.call("GET", "/deliveries")["_embedded"]["deliveries"]
    detail = server.call("GET", f"/deliveries/{min(d['id'] for d in found)}")
    kept = {field["name"]: field["value"] for field in detail["attempt_log"][0]["headers"]}
    came = dict(headers)
    assert all(came[name] == value for name, value in kept.items()) and detail["body"] == body
