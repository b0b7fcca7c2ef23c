"""Sound and picture as an operator steers them: by commands, settings and the API. Without a browser."""

import os
import pathlib
import shutil
import signal
import subprocess

import pytest
from commands import Commands
from conftest import wait_for

pytestmark = pytest.mark.skipif(not shutil.which("janus"), reason="janus is not installed")


@pytest.fixture
def media(servers):
    """A server with two media servers, once both are ready."""
    server = servers("--media-instances", "2", "--media-ports", "37000-37199")
    cli = Commands(server.binary, server.folder, server)
    wait_for(
        lambda: [engine["state"] for engine in cli.json("media")["engines"]] == ["ready", "ready"],
        "not both media servers are ready",
    )
    return server, cli


def test_media_servers_are_told_drained_and_resumed(media):
    _, cli = media
    assert "media   ready" in cli("media") and "media-2  ready" in cli("media")
    assert "takes no new sessions" in cli("media", "drain", "media-2")
    assert [engine["draining"] for engine in cli.json("media")["engines"]] == [False, True]
    assert "ready, draining" in cli("media")
    cli("media", "resume", "media-2")
    assert [engine["draining"] for engine in cli.json("media")["engines"]] == [False, False]
    assert cli.code("media", "drain", "media-9") == cli.code("sessions", "mute", "nothing") == 66


def test_one_that_is_killed_is_started_again_and_counted(media):
    server, cli = media
    first = server.media_servers()
    assert len(first) == 2
    os.kill(first[0], signal.SIGKILL)
    wait_for(
        lambda: sorted(engine["restarts"] for engine in cli.json("media")["engines"]) == [0, 1]
        and cli.json("media")["state"] == "ready"
        and len(set(server.media_servers()) - set(first)) == 1,
        "it is not started again",
    )


def test_none_outlives_a_server_that_is_killed(media):
    server, _ = media
    mine = server.media_servers()
    assert len(mine) == 2
    server.process.kill()
    server.process.wait(10)
    wait_for(lambda: not server.media_servers(), f"{mine} still run")


def test_without_media_the_rest_is_served(servers, tmp_path):
    server = servers("--media", "off")
    cli = Commands(server.binary, tmp_path, server)
    assert cli.json("media")["state"] == "off"
    assert server.media_servers() == []


def test_a_setting_that_cannot_be_is_named_before_anything_runs(binary, tmp_path):
    cli = Commands(binary, tmp_path)
    for words, variables, sentence in (
        (["--media-ports", "9"], {}, "--media-ports must be two ports such as 20000-24999; it is `9`."),
        ([], {"GREENROOM_TURN_PORT": "x"}, "GREENROOM_TURN_PORT must be a whole number from 1 to 65535; it is `x`."),
    ):
        result = cli.run("serve", "--listen", "127.0.0.1:0", "--data", tmp_path / "data", *words, **variables)
        assert result.returncode != 0 and sentence in result.stderr
