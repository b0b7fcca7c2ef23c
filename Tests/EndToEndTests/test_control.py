"""A running session under control: by its host on the page, and by the API."""

import datetime

from conftest import wait_for
from playwright.sync_api import expect


def button(person, name):
    return person.page.get_by_role("button", name=name, exact=True)


def heading(person, name):
    return person.page.get_by_role("heading", name=name)


def open_people(host):
    """The list of people, where a host has power over them."""
    host.control("people").click()
    expect(heading(host, "People")).to_be_visible()


def locked(person):
    return person.page.locator("#locked-mark")


def ask_to_remove(host, name):
    host.page.locator("#members").get_by_role("button", name=f"Options for {name}").click()
    host.page.get_by_role("menuitem", name="Remove").click()


def ask_to_end(host):
    host.control("leave").click()
    host.page.get_by_role("menuitem", name="End for everyone").click()


def long_term():
    tomorrow = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=1)
    return {"type": "long_term", "expires_at": tomorrow.isoformat()}


def test_host_locks_and_unlocks_and_guests_are_told_why(server, person):
    room = server.room()
    host = person().join(room.host_url, "Ines")
    omar = person().join(room.guest_url, "Omar")
    expect(omar.member("Ines")).to_be_visible()
    open_people(omar)
    for name in ("Lock", "Mute all"):
        expect(button(omar, name)).to_have_count(0)
    omar.page.locator("#members").get_by_role("button", name="Options for Ines").click()
    expect(omar.page.get_by_role("menuitem")).to_have_count(1)
    omar.page.keyboard.press("Escape")
    open_people(host)
    button(host, "Lock").click()
    expect(locked(omar)).to_be_visible()
    expect(omar.page.get_by_role("status").get_by_text("The host has locked this meeting")).to_be_visible()
    expect(locked(host)).to_be_visible()
    eve = person().join(room.guest_url, "Eve")
    expect(eve.page.get_by_text("The host has locked this meeting")).to_be_visible()
    # A reload keeps the seat, and knows that the meeting is locked.
    host.page.reload()
    open_people(host)
    button(host, "Unlock").click()
    expect(locked(omar)).to_be_hidden()
    button(eve, "Try again").click()
    eve.join(room.guest_url, "Eve")
    expect(host.member("Eve")).to_be_visible()


def test_host_removes_someone_who_cannot_take_the_seat_again(server, person):
    room = server.room()
    host = person().join(room.host_url, "Ines")
    omar = person().join(room.guest_url, "Omar")
    open_people(host)
    ask_to_remove(host, "Omar")
    expect(host.page.get_by_role("dialog")).to_contain_text("Remove Omar from the meeting?")
    button(host, "Cancel").click()
    expect(host.member("Omar")).to_be_visible()
    ask_to_remove(host, "Omar")
    host.page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(host.member("Omar")).to_have_count(0)
    expect(heading(omar, "You were removed from the meeting")).to_be_visible()
    expect(button(omar, "Rejoin")).to_be_hidden()
    omar.page.reload()
    expect(omar.page.get_by_label("Your name")).to_be_visible()
    assert room.told()[-1] == ("session:participant:left", "Omar")


def test_host_ends_the_meeting_and_guests_wait_for_the_host_to_begin_again(server, person):
    room = server.room(**long_term())
    host = person().join(room.host_url, "Ines")
    omar = person().join(room.guest_url, "Omar")
    expect(omar.member("Omar")).to_be_visible()
    ask_to_end(host)
    host.page.keyboard.press("Escape")
    expect(omar.member("Omar")).to_be_visible()
    ask_to_end(host)
    host.page.get_by_role("dialog").get_by_role("button", name="End for everyone").click()
    for who in (host, omar):
        expect(heading(who, "The meeting has ended")).to_be_visible()
    assert room.told()[-1] == ("session:ended", None)
    button(omar, "Rejoin").click()
    expect(omar.page.get_by_text("It starts again when the host is back.")).to_be_visible()
    button(host, "Rejoin").click()
    expect(omar.member("Ines")).to_contain_text("Host")


def test_the_api_admits_locks_removes_and_ends(server, person):
    room = server.room(join_approval_level="explicit_approval")
    base = f"/rooms/{room.id}/waiting"
    omar = person().join(room.guest_url, "Omar")
    waiting = wait_for(lambda: server.call("GET", base)["_embedded"]["waiting"], "nobody waited")
    assert [(who["name"], who["waits_for"]) for who in waiting] == [("Omar", "approval")]
    server.call("POST", f"{base}/{waiting[0]['participant_id']}/admit")
    expect(omar.member("Omar")).to_be_visible()
    session = server.call("GET", "/sessions?page_size=1")["_embedded"]["sessions"][0]["id"]
    server.call("POST", f"/sessions/{session}/lock")
    expect(locked(omar)).to_be_visible()
    assert server.call("GET", f"/sessions/{session}")["locked"] is True
    host = person().join(room.host_url, "Ines")
    expect(host.member("Omar")).to_be_visible()
    server.call("DELETE", f"/sessions/{session}/participants/{waiting[0]['participant_id']}")
    expect(heading(omar, "You were removed from the meeting")).to_be_visible()
    server.call("POST", f"/sessions/{session}/end")
    expect(heading(host, "The meeting has ended")).to_be_visible()


def test_host_admits_everyone_at_once(server, person):
    room = server.room(join_approval_level="explicit_approval")
    host = person().join(room.host_url, "Ines")
    omar = person().join(room.guest_url, "Omar")
    expect(button(host, "Admit Omar")).to_be_visible()
    expect(button(host, "Admit all")).to_be_hidden()
    eve = person().join(room.guest_url, "Eve")
    button(host, "Admit all").click()
    for who in (omar, eve):
        expect(who.member("Ines")).to_be_visible()
    expect(button(host, "Admit all")).to_be_hidden()
