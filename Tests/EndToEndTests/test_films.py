"""Films of recordings: what was recorded becomes a film, whatever is killed meanwhile, or is said to have failed."""

import json
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import time
import urllib.request
import uuid

import commands
import mjr
import pytest
from conftest import wait_for

pytestmark = pytest.mark.skipif(
    not (shutil.which("janus-pp-rec") and shutil.which("ffmpeg")), reason="janus-pp-rec and ffmpeg are not installed"
)


def interrupted(server, room, seconds, ago, with_media=True):
    """Writes a recording as a server leaves it that is killed `ago` seconds after it began; returns its id."""
    began = int(time.time() * 1000) - ago * 1000
    session, recording = "1_" + uuid.uuid4().hex, str(uuid.uuid4())
    with sqlite3.connect(server.folder / "data" / "greenroom.db") as database:
        application = server.application["application_id"]
        database.execute(
            "INSERT INTO sessions(id, room_id, application_id, started_at) VALUES (?,?,?,?)",
            (session, room.id, application, began - 1000),
        )
        for number, name in enumerate(["Ines", "Omar: '%{pts}'"]):
            database.execute(
                "INSERT INTO participants(id, session_id, room_id, name, role, is_host, joined_at)"
                " VALUES (?,?,?,?,?,?,?)",
                (f"{recording}-{number}", session, room.id, name, "Owner" if number == 0 else "Guest", number == 0, began + 3000 * number),
            )
        database.execute(
            "INSERT INTO recordings(id, application_id, room_id, session_id, status, started_at)"
            " VALUES (?,?,?,?,'started',?)",
            (recording, application, room.id, session, began),
        )
    database.close()
    media = pathlib.Path(server.folder, "data", "recordings", recording, "media")
    media.mkdir(parents=True)
    if with_media:
        for number, color in enumerate(["red", "blue"]):
            stem = f"{media}/000{number + 1}-{recording}-{number}"
            first, length = began + 3000 * number, seconds - 3 * number
            mjr.video(f"{stem}-video-1.mjr.part", first, length, color)
            mjr.audio(f"{stem}-audio-0.mjr.part", first, length, 440 * (number + 1))
    for file in media.iterdir():
        os.utime(file, (began / 1000 + seconds, began / 1000 + seconds))
    return recording


def status(server, recording):
    return server.call("GET", f"/recordings/{recording}")


def told(server, recording):
    events = [event["body"] for event in server.events() if event["body"].get("recording_id") == recording]
    return [body["event"] for body in events]


def composing(server, recording):
    """The processes that make the film."""
    work = str(pathlib.Path(server.folder, "data", "recordings", recording, "work"))
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and os.readlink(entry / "cwd") == work:
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def test_a_recording_survives_the_death_of_everything(own_server):
    server, room = own_server, own_server.room()
    server.kill()
    recording = interrupted(server, room, seconds=14, ago=3600)
    server.start()
    folder = pathlib.Path(server.folder, "data", "recordings", recording)
    first = folder / "work" / "segment-0.mov"
    wait_for(first.exists, "no piece of the film was made", 90)
    made = first.stat().st_mtime_ns
    # The server dies while the next piece is made; what made it dies too.
    wait_for(lambda: composing(server, recording), "nothing makes the film", 30)
    server.kill()
    wait_for(lambda: not composing(server, recording), "the programs outlive their server", 10)
    server.start()
    # A program dies; the film is made all the same.
    wait_for(lambda: composing(server, recording), "the film is not gone on with", 30)
    for process in composing(server, recording):
        try:
            os.kill(process, signal.SIGKILL)
        except ProcessLookupError:
            pass
    wait_for(
        lambda: first.exists() is False or first.stat().st_mtime_ns == made, "a piece was made twice, though it was there"
    )
    answer = wait_for(
        lambda: status(server, recording) if status(server, recording)["status"] == "uploaded" else None,
        "the recording was not uploaded", 180,
    )  # fmt: skip
    assert "failure" not in answer and "progress" not in answer
    assert told(server, recording) == ["recording:ended", "recording:uploaded"]
    film = server.folder / "film.mp4"
    with urllib.request.urlopen(answer["_links"]["url"]["href"], timeout=20) as response:
        film.write_bytes(response.read())
    probe = ["ffprobe", "-v", "error", "-print_format", "json", "-show_format", "-show_streams", str(film)]
    report = json.loads(subprocess.run(probe, check=True, capture_output=True).stdout)
    assert abs(float(report["format"]["duration"]) - 14) < 0.2
    assert {stream["codec_name"] for stream in report["streams"]} == {"h264", "aac"}
    # Nothing but the film is kept.
    assert sorted(path.name for path in folder.iterdir()) == ["archive.mp4"]
    server.call("DELETE", f"/recordings/{recording}")
    assert not folder.exists()


def test_a_film_that_failed_is_made_when_somebody_tries_again(own_server, binary):
    server, room = own_server, own_server.room()
    server.kill()
    recording = interrupted(server, room, seconds=5, ago=60)
    media = pathlib.Path(server.folder, "data", "recordings", recording, "media")
    aside = media.with_name("aside")
    media.rename(aside)
    server.start()
    wait_for(lambda: "failure" in status(server, recording), "a recording without its files did not fail", 60)
    media.rmdir() if media.exists() else None
    aside.rename(media)
    greenroom = commands.Commands(binary, server.folder / "home", server)
    said = greenroom("recordings", "retry", recording)
    assert said == f"The film of the recording {recording} is being made again.\n"
    answer = wait_for(
        lambda: status(server, recording) if status(server, recording)["status"] == "uploaded" else None,
        "the film was not made", 180,
    )  # fmt: skip
    assert "failure" not in answer
    assert told(server, recording) == ["recording:ended", "recording:failed", "recording:uploaded"]
    refused = greenroom.run("recordings", "retry", recording)
    assert refused.returncode != 0 and "did not fail to become a film" in refused.stderr


def test_a_recording_with_nothing_in_it_says_so(own_server):
    server, room = own_server, own_server.room()
    server.kill()
    recording = interrupted(server, room, seconds=5, ago=60, with_media=False)
    server.start()
    answer = wait_for(
        lambda: status(server, recording) if "failure" in status(server, recording) else None,
        "nothing was said of an empty recording", 60,
    )  # fmt: skip
    assert answer["status"] == "stopped"
    assert answer["failure"] == "Nobody sent sound or picture while it ran: there is nothing in it."
    assert told(server, recording) == ["recording:ended", "recording:failed"]
    server.call("DELETE", f"/recordings/{recording}")
