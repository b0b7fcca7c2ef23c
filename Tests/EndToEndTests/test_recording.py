"""Calls of real browsers are recorded, whatever dies meanwhile."""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request

import pytest
from conftest import Server, wait_for

CALLER = (pathlib.Path(__file__).parent / "caller.js").read_text()
NEEDED = ["janus", "janus-pp-rec", "ffmpeg", os.environ.get("CHROMIUM", "chromium")]
pytestmark = pytest.mark.skipif(
    any(shutil.which(name) is None for name in NEEDED), reason=f"one of {', '.join(NEEDED)} is not installed"
)


@pytest.fixture
def recording_server(binary, tmp_path):
    server = Server(binary, tmp_path, "--keep-recording-media")
    yield server
    server.stop()


class Caller:
    """Somebody in a meeting, with microphone and camera."""

    def __init__(self, browser, url, name):
        self.page = browser.new_context(bypass_csp=True).new_page()
        self.page.goto(url)
        secret = urllib.parse.parse_qs(urllib.parse.urlparse(url).query).get("participant_token", [None])[0]
        token = self.page.locator("main").get_attribute("data-room-token")
        self.page.evaluate(CALLER, {"token": token, "secret": secret, "name": name})

    def send(self, **message):
        self.page.evaluate("message => call.send(message)", message)

    def has_connected(self, times=1):
        self.page.wait_for_function(f"call.connected >= {times}", timeout=40_000)

    def hears(self, *states):
        """Waits until the page was told so of the recording, in this order."""
        wanted = json.dumps(states, separators=(",", ":"))
        self.page.wait_for_function(f"JSON.stringify(call.recording) === '{wanted}'", timeout=40_000)

    def leave(self):
        self.page.context.close()


def session_of(server, room):
    sessions = server.call("GET", f"/sessions?room_id={room.id}")["_embedded"]["sessions"]
    return next(session["id"] for session in sessions if session.get("end_time") is None)


def refusal(server, method, path):
    with pytest.raises(AssertionError) as failed:
        server.call(method, path)
    return str(failed.value)


def media_of(server, recording):
    folder = pathlib.Path(server.folder, "data", "recordings", recording, "media")
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def lasted(server, recording, seconds):
    """Waits until the files of a recording have been written to for so long."""
    began = time.monotonic()
    wait_for(lambda: time.monotonic() - began > seconds and media_of(server, recording), "nothing is recorded", 60)


def uploaded(server, recording):
    def answer():
        found = server.call("GET", f"/recordings/{recording}")
        assert "failure" not in found, found["failure"]
        return found if found["status"] == "uploaded" else None

    return wait_for(answer, "the recording was not uploaded", 240)


def film(server, answer):
    path = server.folder / "film.mp4"
    with urllib.request.urlopen(answer["_links"]["url"]["href"], timeout=20) as response:
        path.write_bytes(response.read())
    probe = ["ffprobe", "-v", "error", "-print_format", "json", "-show_format", "-show_streams", str(path)]
    report = json.loads(subprocess.run(probe, check=True, capture_output=True).stdout)
    streams = {stream["codec_name"]: stream for stream in report["streams"]}
    assert set(streams) == {"h264", "aac"}
    assert (streams["h264"]["width"], streams["h264"]["height"]) == (1280, 720)
    if kept := os.environ.get("GREENROOM_KEEP_FILM"):
        shutil.copy(path, kept)
    return float(report["format"]["duration"]), path


def is_lively(path, second):
    """Whether the picture at a time shows more than an empty stage: the fake camera is bright and green."""
    command = ["ffmpeg", "-v", "error", "-ss", str(second), "-i", str(path), "-frames:v", "1"]
    command += ["-vf", "scale=64:36,format=rgb24", "-f", "rawvideo", "-"]
    pixels = subprocess.run(command, check=True, capture_output=True).stdout
    green = sum(1 for at in range(0, len(pixels), 3) if pixels[at + 1] > pixels[at] + 40 and pixels[at + 1] > 100)
    return green > len(pixels) / 3 / 5


def span(answer):
    def seconds(text):
        return time.mktime(time.strptime(text[:19], "%Y-%m-%dT%H:%M:%S")) + float(text[19:23])

    return seconds(answer["ended_at"]) - seconds(answer["started_at"])


def told(server, recording):
    events = [event["body"] for event in server.events() if event["body"].get("recording_id") == recording]
    return [body["event"] for body in events]


def test_a_call_is_recorded_through_the_death_of_its_media_server(recording_server, camera_browser):
    server, room = recording_server, recording_server.room()
    ines, omar = Caller(camera_browser, room.host_url, "Ines"), Caller(camera_browser, room.guest_url, "Omar")
    for person in (ines, omar):
        person.has_connected()
    session = session_of(server, room)
    started = server.call("POST", f"/sessions/{session}/recordings")
    recording = started["id"]
    assert started["status"] == "started" and media_of(server, recording)
    assert "409" in refusal(server, "POST", f"/sessions/{session}/recordings")
    ines.hears("starting", "on")
    lasted(server, recording, 4)
    os.kill(server.media_servers()[0], signal.SIGKILL)
    for person in (ines, omar):
        person.has_connected(times=2)
    wait_for(lambda: len(media_of(server, recording)) >= 8, "the recording does not go on", 30)
    lasted(server, recording, 4)
    omar.send(t="record", on=False)
    ines.hears("starting", "on", "stopping", "off")
    answer = uploaded(server, recording)
    assert told(server, recording) == ["recording:started", "recording:ended", "recording:uploaded"]
    assert "409" in refusal(server, "POST", f"/recordings/{recording}/stop")
    length, path = film(server, answer)
    assert abs(length - span(answer)) < 0.15
    assert is_lively(path, 2) and is_lively(path, length - 2)


def test_a_room_that_is_always_recorded_shows_its_owner_alone(recording_server, camera_browser):
    server = recording_server
    room = server.room(recording_options={"auto_record": True, "record_only_owner": True})
    ines, omar = Caller(camera_browser, room.host_url, "Ines"), Caller(camera_browser, room.guest_url, "Omar")
    for person in (ines, omar):
        person.has_connected()
    ines.hears("starting", "on")
    session = session_of(server, room)
    recording = server.call("GET", f"/sessions/{session}/recordings")["_embedded"]["recordings"][0]["id"]
    assert "409" in refusal(server, "POST", f"/recordings/{recording}/stop")
    wait_for(lambda: len(media_of(server, recording)) == 4, "not everything is recorded", 30)
    lasted(server, recording, 4)
    # Nothing is lost with the server, and the recording ends where it was killed.
    server.kill()
    ines.leave()
    omar.leave()
    server.start()
    answer = uploaded(server, recording)
    assert told(server, recording) == ["recording:started", "recording:ended", "recording:uploaded"]
    length, path = film(server, answer)
    assert abs(length - span(answer)) < 0.15 and 4 < length < 60
    assert is_lively(path, 3)
    kinds = [name.split("-")[-2] for name in media_of(server, recording)]
    assert sorted(kinds) == ["audio", "audio", "video"]
    wait_for(lambda: server.call("GET", f"/sessions/{session}").get("end_time"), "the session does not end", 30)
