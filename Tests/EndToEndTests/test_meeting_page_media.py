"""People see and hear each other: real browsers, a real media server. By figures, not by looks."""

import shutil

import pytest
from conftest import wait_for
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
