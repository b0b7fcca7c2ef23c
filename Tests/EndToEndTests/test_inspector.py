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
