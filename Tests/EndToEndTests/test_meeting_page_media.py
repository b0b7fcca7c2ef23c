"""People see and hear each other: real browsers, a real media server. By figures, not by looks."""

import contextlib
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile

import pytest
from conftest import FAKE_DEVICES, wait_for
from playwright.sync_api import expect

pytestmark = pytest.mark.skipif(shutil.which("janus") is None, reason="janus is not installed")

# A busy machine takes its time to decode.
PATIENCE = 40_000


def stats(person):
    return person.page.evaluate("meetingStats()")


def sees(person, name, kind="camera"):
    """The picture of somebody moves: more frames of it are decoded from one look to the next."""
    key = person.page.locator(f"#tiles > li[data-kind={kind}]").filter(has_text=name).first
    identity = key.get_attribute("data-person", timeout=PATIENCE)

    def frames():
        lines = stats(person)["subscribe"].values()
        return sum(
            line.get("framesDecoded", 0) for line in lines if line.get("id") == identity and line.get("track") == kind
        )

    wait_for(lambda: frames() > 5, f"{name} is not seen", seconds=40)
    before = frames()
    wait_for(lambda: frames() > before + 10, f"the picture of {name} stands still", seconds=20)


def hears(person, name):
    identity = person.member(name).get_attribute("data-person", timeout=PATIENCE)

    def bytes_heard():
        lines = stats(person)["subscribe"].values()
        return sum(
            line.get("bytesReceived", 0) for line in lines if line.get("id") == identity and line.get("track") == "mic"
        )

    wait_for(lambda: bytes_heard() > 500, f"{name} is not heard", seconds=40)


def test_three_people_see_and_hear_each_other(server, visitor):
    room = server.room()
    names = ["Ines", "Omar", "Lucía"]
    people = {name: visitor(width=900, height=760).join(room.guest_url, name) for name in names}
    for name, person in people.items():
        for other in names:
            if other != name:
                sees(person, other)
                hears(person, other)
    lines = stats(people["Ines"])["publish"].values()
    assert {line["track"] for line in lines} == {"mic", "camera"}
    assert next(line["layers"] for line in lines if line["track"] == "camera") == 3


def test_a_shared_screen_is_large_stops_and_can_be_shared_again(server, visitor):
    room = server.room()
    ines = visitor(width=900, height=760).join(room.guest_url, "Ines")
    omar = visitor(width=900, height=760).join(room.guest_url, "Omar")
    sees(omar, "Ines")
    screen = omar.page.locator("#tiles > li[data-kind=screen]")
    for _ in range(2):
        ines.control("share").click()
        expect(ines.control("share")).to_have_attribute("aria-pressed", "true")
        expect(screen).to_contain_text("Ines shares their screen", timeout=PATIENCE)
        sees(omar, "Ines", "screen")
        assert screen.bounding_box()["width"] > 500
        ines.control("share").click()
        expect(screen).to_have_count(0, timeout=PATIENCE)
    sees(omar, "Ines")


def test_a_camera_that_is_switched_off_is_seen_by_nobody_and_comes_back(server, visitor):
    room = server.room()
    ines = visitor(width=900, height=760).join(room.guest_url, "Ines")
    omar = visitor(width=900, height=760).join(room.guest_url, "Omar")
    sees(omar, "Ines")
    ines.control("camera").click()
    expect(omar.member("Ines")).to_have_attribute("data-picture", "off", timeout=PATIENCE)
    ines.control("mic").click()
    expect(omar.member("Ines").locator(".mic-off")).to_be_visible()
    ines.control("camera").click()
    expect(omar.member("Ines")).to_have_attribute("data-picture", "on", timeout=PATIENCE)
    sees(omar, "Ines")


def test_somebody_without_devices_sees_and_hears_the_others(server, visitor, person):
    room = server.room()
    visitor(width=900, height=760).join(room.guest_url, "Ines")
    omar = person(width=900, height=760).join(room.guest_url, "Omar")
    sees(omar, "Ines")
    hears(omar, "Ines")


def test_a_browser_that_wants_a_click_before_sound_gets_one(server, visitor):
    room = server.room()
    visitor(width=900, height=760).join(room.guest_url, "Ines")
    omar = visitor(width=900, height=760)
    omar.page.add_init_script("""
        const play = HTMLAudioElement.prototype.play;
        HTMLAudioElement.prototype.play = function () {
            return navigator.userActivation.isActive && window.mayPlay ? play.call(this)
                : Promise.reject(new DOMException("no", "NotAllowedError"));
        };
    """)
    omar.join(room.guest_url, "Omar")
    click = omar.page.get_by_role("button", name="Click to hear")
    expect(click).to_be_visible(timeout=PATIENCE)
    omar.page.evaluate("window.mayPlay = true")
    click.click()
    expect(click).to_be_hidden()
    hears(omar, "Ines")


def test_a_reload_brings_sound_and_picture_back(server, visitor):
    room = server.room()
    ines = visitor(width=900, height=760).join(room.guest_url, "Ines")
    omar = visitor(width=900, height=760).join(room.guest_url, "Omar")
    sees(omar, "Ines")
    ines.page.reload()
    sees(ines, "Omar")
    sees(omar, "Ines")


def test_a_host_mutes_stops_a_camera_and_removes(server, visitor):
    room = server.room()
    host = visitor(width=900, height=760).join(room.host_url, "Ines")
    omar = visitor(width=900, height=760).join(room.guest_url, "Omar")
    sees(host, "Omar")
    options = host.page.get_by_role("button", name="Options for Omar").locator("visible=true").first

    def choose(item):
        options.focus()
        options.press("Enter")
        host.page.get_by_role("menuitem", name=item, exact=True).click()

    choose("Mute")
    expect(omar.page.get_by_role("alert").get_by_text("A host muted you.")).to_be_attached()
    expect(omar.control("mic")).to_have_attribute("aria-pressed", "false")
    expect(host.member("Omar").locator(".mic-off")).to_be_visible()
    omar.control("mic").click()
    expect(host.member("Omar").locator(".mic-off")).to_be_hidden()
    choose("Stop camera")
    expect(omar.control("camera")).to_have_attribute("aria-pressed", "false")
    expect(host.member("Omar")).to_have_attribute("data-picture", "off")
    choose("Remove")
    host.page.get_by_role("button", name="Remove", exact=True).click()
    expect(omar.page.get_by_role("heading", name="You were removed from the meeting")).to_be_visible()
    expect(host.member("Omar")).to_have_count(0)


def test_what_is_not_on_the_screen_is_not_sent(server, visitor):
    """A phone shows four tiles on a page: of the fifth and sixth no picture comes."""
    room = server.room()
    phone = visitor(width=360, height=740).join(room.guest_url, "Ines")
    for name in ("Omar", "Lucía"):
        visitor(width=900, height=760).join(room.guest_url, name)
    sees(phone, "Omar")
    sees(phone, "Lucía")
    phone.control("more").click()
    phone.page.get_by_role("menuitem", name="Settings").click()
    phone.page.get_by_label("Who speaks is large").check()
    phone.page.keyboard.press("Escape")
    widths = {line["frameWidth"] for line in stats(phone)["subscribe"].values() if line.get("frameWidth")}
    assert widths and max(widths) <= 640, widths


def test_the_death_of_the_media_server_makes_nobody_leave(own_server, visitor):
    room = own_server.room()
    ines = visitor(width=900, height=760).join(room.guest_url, "Ines")
    omar = visitor(width=900, height=760).join(room.guest_url, "Omar")
    sees(omar, "Ines")
    before = room.told()
    killed = set(own_server.media_servers())
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    wait_for(lambda: set(own_server.media_servers()) - killed, "no other media server runs")
    sees(omar, "Ines")
    hears(omar, "Ines")
    sees(ines, "Omar")
    assert room.told() == before


def test_a_frozen_browser_leaves_and_a_killed_one_too(own_server, browser, visitor):
    """Nothing closes the socket of a frozen browser: it is missed because it is silent."""
    room = own_server.room()
    omar = visitor().join(room.guest_url, "Omar")
    for name, number in (("Frozen", signal.SIGSTOP), ("Killed", signal.SIGKILL)):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            context = browser.browser_type.launch_persistent_context(
                folder, executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=FAKE_DEVICES
            )
            page = context.new_page()
            page.goto(room.guest_url)
            page.get_by_label("Your name").fill(name)
            page.get_by_role("button", name="Join", exact=False).last.click()
            expect(omar.member(name)).to_be_visible(timeout=PATIENCE)
            pids = subprocess.run(["pgrep", "-f", folder], capture_output=True, text=True).stdout.split()
            for pid in map(int, pids):
                os.kill(pid, number)
            expect(omar.member(name)).to_have_count(0, timeout=60_000)
            for pid in map(int, pids):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
    left = [name for event, name in room.told() if event == "session:participant:left"]
    assert left == ["Frozen", "Killed"]


def test_two_who_come_first_at_once_are_in_one_session(server, visitor):
    room = server.room()
    pair = [visitor(width=900, height=760) for _ in range(2)]
    for person in pair:
        person.page.goto(room.guest_url)
    for person, name in zip(pair, ("Ines", "Omar")):
        person.page.get_by_label("Your name").fill(name)
    for person in pair:
        person.page.locator("#join").dispatch_event("click")
    sees(pair[0], "Omar")
    sees(pair[1], "Ines")
    assert [name for name, _ in room.told()].count("session:started") == 1


def test_who_is_removed_receives_nothing_more(server, visitor):
    room = server.room()
    host = visitor(width=900, height=760).join(room.host_url, "Ines")
    omar = visitor(width=900, height=760).join(room.guest_url, "Omar")
    sees(omar, "Ines")
    # A page that would hold on to what it has: its connections are kept from closing.
    omar.page.evaluate(
        "() => { RTCPeerConnection.prototype.close ="
        " function () { window.keptConnections = [...(window.keptConnections ?? []), this]; }; }"
    )
    session = room.events()[0][1]["session_id"]
    person = next(body["participant_id"] for name, body in room.events() if body.get("name") == "Omar")
    server.call("DELETE", f"/sessions/{session}/participants/{person}")
    expect(omar.page.get_by_role("heading", name="You were removed from the meeting")).to_be_visible()
    received = """async () => {
        let sum = 0;
        for (const connection of window.keptConnections ?? []) {
            for (const line of (await connection.getStats()).values()) {
                if (line.type === "inbound-rtp") sum += line.packetsReceived;
            }
        }
        return sum;
    }"""
    seen = [omar.page.evaluate(received)]

    def stands_still():
        seen.append(omar.page.evaluate(received))
        omar.page.wait_for_timeout(500)
        return len(seen) > 3 and len(set(seen[-3:])) == 1

    wait_for(stands_still, "somebody who was removed still receives")
    assert seen[-1] > 0


def test_recording_by_its_button_is_told_to_everybody(server, visitor):
    room = server.room()
    host = visitor(width=1000, height=760).join(room.host_url, "Ines")
    omar = visitor(width=1000, height=760).join(room.guest_url, "Omar")
    sees(host, "Omar")
    host.control("record").click()
    host.page.get_by_role("dialog").get_by_role("button").last.click()
    for person in (host, omar):
        expect(person.page.get_by_text("Recording").locator("visible=true").first).to_be_visible(timeout=PATIENCE)
    host.control("record").click()
    host.page.get_by_role("dialog").get_by_role("button").last.click()
    session = next(body["session_id"] for _, body in room.events())
    wait_for(
        lambda: [recording["status"]
                 for recording in server.call("GET", f"/sessions/{session}/recordings")["_embedded"]["recordings"]]
        == ["uploaded"],
        "the recording is not uploaded", seconds=90,
    )  # fmt: skip
