"""What people see between opening a link and leaving, in a browser against the real server."""

import re

import pytest
from conftest import wait_for
from playwright.sync_api import expect

STARTED, ENDED = "session:started", "session:ended"
JOINED, LEFT = "session:participant:joined", "session:participant:left"
# The server holds the seat of a lost socket for ten seconds.
AFTER_GRACE = 25_000


def button(person, name):
    return person.page.get_by_role("button", name=name, exact=True)


def has_left(room, name):
    return (LEFT, name) in room.told()


def test_guest_types_a_name_and_is_in(server, person):
    room = server.room()
    ines = person()
    ines.page.goto(room.guest_url)
    expect(ines.page.get_by_role("heading", name="Weekly review")).to_be_visible()
    expect(ines.page.get_by_text("Nobody is here yet")).to_be_visible()
    expect(button(ines, "Join")).to_be_visible()
    ines.join(room.guest_url, "Ines")
    expect(ines.member("Ines")).to_contain_text("You")
    expect(ines.members).to_have_count(1)


def test_enter_key_joins_and_an_empty_name_is_explained(server, person):
    room = server.room()
    ines = person().join(room.guest_url, "   ")
    expect(ines.page.get_by_text("Type your name")).to_be_visible()
    expect(ines.page.get_by_label("Your name")).to_be_focused()
    ines.page.keyboard.type("Ines")
    ines.page.keyboard.press("Enter")
    expect(ines.member("Ines")).to_be_visible()


def test_second_person_appears_for_the_first_and_leaving_removes_them(server, person):
    room = server.room()
    ines = person().join(room.guest_url, "Ines")
    expect(ines.member("Ines")).to_be_visible()
    omar = person()
    omar.page.goto(room.guest_url)
    expect(omar.page.get_by_text("1 person is here")).to_be_visible()
    omar.join(room.guest_url, "Omar")
    expect(ines.member("Omar")).to_be_visible()
    expect(ines.control("people")).to_contain_text("(2)")
    expect(ines.page.get_by_role("status").get_by_text("Omar joined.")).to_be_visible()
    expect(omar.member("Omar")).to_contain_text("You")
    expect(omar.member("Ines")).to_be_visible()
    omar.leave()
    expect(ines.member("Omar")).to_have_count(0)
    expect(ines.page.get_by_role("status").get_by_text("Omar left.")).to_be_visible()


def test_rejoin_after_leaving_needs_no_typing(server, person):
    room = server.room()
    ines = person().join(room.guest_url, "Ines")
    ines.leave()
    button(ines, "Rejoin").click()
    expect(ines.member("Ines")).to_be_visible()


def test_events_tell_the_session_in_order(server, person):
    room = server.room()
    ines = person().join(room.guest_url, "Ines")
    expect(ines.member("Ines")).to_be_visible()
    omar = person().join(room.guest_url, "Omar")
    expect(ines.member("Omar")).to_be_visible()
    ines.leave()
    omar.leave()
    wait_for(lambda: room.told() and room.told()[-1][0] == ENDED, "session:ended did not come", seconds=25)
    assert room.told() == [
        (STARTED, None), (JOINED, "Ines"), (JOINED, "Omar"), (LEFT, "Ines"), (LEFT, "Omar"), (ENDED, None),
    ]  # fmt: skip
    assert len({body["session_id"] for _, body in room.events()}) == 1
    joined = room.events()[1][1]
    assert joined["is_host"] is False
    assert joined["event"] == JOINED


def test_reload_keeps_the_seat_and_a_closed_browser_loses_it(server, person):
    room = server.room()
    ines = person().join(room.guest_url, "Ines")
    omar = person().join(room.guest_url, "Omar")
    expect(ines.member("Omar")).to_be_visible()
    ines.page.reload()
    expect(ines.member("Ines")).to_contain_text("You")
    expect(ines.member("Omar")).to_be_visible()
    # Omar's browser closes after the reload: when his grace is over, so is the one of Ines's old socket.
    omar.context.close()
    expect(ines.member("Omar")).to_have_count(0, timeout=AFTER_GRACE)
    wait_for(lambda: has_left(room, "Omar"), "nobody was told that Omar left")
    assert room.told() == [(STARTED, None), (JOINED, "Ines"), (JOINED, "Omar"), (LEFT, "Omar")]


def test_same_seat_in_a_second_tab_moves_there(server, person):
    room = server.room()
    ines = person().join(room.guest_url, "Ines")
    expect(ines.member("Ines")).to_be_visible()
    # "Duplicate tab" copies the storage of the tab.
    stored = ines.page.evaluate("JSON.stringify(sessionStorage)")
    second = ines.tab()
    second.add_init_script(f"for (const [key, value] of Object.entries({stored})) sessionStorage.setItem(key, value)")
    second.goto(room.guest_url)
    expect(second.locator("#tiles > li")).to_have_count(1)
    expect(ines.page.get_by_text("moved to another tab")).to_be_visible()
    assert room.told() == [(STARTED, None), (JOINED, "Ines")]


def test_host_admits_one_waiting_guest_and_denies_another(server, person):
    room = server.room(join_approval_level="explicit_approval")
    host = person()
    host.page.goto(room.host_url)
    expect(host.page.get_by_text("You are the host of this meeting.")).to_be_visible()
    host.join(room.host_url, "Ines")
    expect(host.member("Ines")).to_contain_text("You, host")
    omar = person().join(room.guest_url, "Omar")
    expect(omar.page.get_by_text("The host will let you in.")).to_be_visible()
    button(host, "Admit Omar").click()
    expect(omar.member("Omar")).to_be_visible()
    expect(omar.member("Ines")).to_contain_text("Host")
    expect(omar.page.get_by_role("heading", name="Waiting to come in")).to_be_hidden()
    eve = person().join(room.guest_url, "Eve")
    button(host, "Deny Eve").click()
    expect(eve.page.get_by_role("heading", name="You were not let in")).to_be_visible()
    expect(host.page.get_by_role("heading", name="Waiting to come in")).to_be_hidden()
    assert room.told() == [(STARTED, None), (JOINED, "Ines"), (JOINED, "Omar")]
    assert [body["is_host"] for name, body in room.events() if name == JOINED] == [True, False]


def test_waiting_guest_who_leaves_is_no_longer_on_the_hosts_list(server, person):
    room = server.room(join_approval_level="explicit_approval")
    host = person().join(room.host_url, "Ines")
    omar = person().join(room.guest_url, "Omar")
    expect(button(host, "Admit Omar")).to_be_visible()
    omar.leave()
    expect(button(host, "Admit Omar")).to_have_count(0)


def test_guest_enters_by_themself_when_the_host_comes(server, person):
    room = server.room(join_approval_level="after_owner_only")
    omar = person().join(room.guest_url, "Omar")
    expect(omar.page.get_by_text("The meeting starts when the host arrives.")).to_be_visible()
    assert room.told() == []
    person().join(room.host_url, "Ines")
    expect(omar.member("Omar")).to_be_visible()
    expect(omar.member("Ines")).to_contain_text("Host")


def test_host_stays_host_after_a_reload_and_the_secret_is_not_in_the_address(server, person):
    room = server.room()
    host = person()
    host.page.goto(room.host_url)
    expect(host.page.get_by_text("You are the host of this meeting.")).to_be_visible()
    assert "participant_token" not in host.page.url
    host.page.reload()
    expect(host.page.get_by_text("You are the host of this meeting.")).to_be_visible()
    # What is left in the address bar may be passed on: it makes nobody host.
    omar = person()
    omar.page.goto(host.page.url)
    expect(omar.page.get_by_label("Your name")).to_be_visible()
    expect(omar.page.get_by_text("You are the host of this meeting.")).to_be_hidden()


def test_theme_colour_and_brand_text_are_shown(server, person):
    theme = server.call(
        "POST", "/themes", {"theme_name": "Harbour", "main_color": "#12f64e", "brand_text": "Harbour & <Co>"}
    )
    room = server.room(theme_id=theme["theme_id"])
    ines = person()
    ines.page.goto(room.guest_url)
    expect(ines.page.get_by_text("Harbour & <Co>")).to_be_visible()
    join = button(ines, "Join")
    expect(join).to_have_css("background-color", "rgb(18, 246, 78)")
    expect(join).to_have_css("color", "rgb(0, 0, 0)")


def test_hostile_texts_are_shown_as_text(server, person):
    room = server.room(display_name='<b id="evil">Review</b> "&amp;')
    name = "<img src=x onerror=alert(1)>"
    ines = person().join(room.guest_url, name)
    omar = person().join(room.guest_url, "Omar")
    for who in (ines, omar):
        expect(who.member(name)).to_be_visible()
        expect(who.page.get_by_role("heading", name='<b id="evil">Review</b> "&amp;')).to_be_visible()
        assert who.page.locator("#evil, main img").count() == 0
    # Whatever the server makes of an override character, it must not reach anybody's page.
    person().join(room.guest_url, "Eve\u202egnp.exe")
    expect(omar.members).to_have_count(3)
    assert "\u202e" not in omar.page.locator("#tiles").inner_text()


@pytest.mark.parametrize("width", [320, 360])
def test_phone_has_no_horizontal_scroll_and_large_targets(server, person, width):
    room = server.room(display_name="Quarterly" * 20, join_approval_level="explicit_approval")
    phone = {"width": width, "height": 740, "has_touch": True, "is_mobile": True}
    host = person(**phone)

    def fits(who):
        page = who.page
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for target in page.locator("button:visible, input:visible").all():
            # The browser tells edges, and a size is their difference: 44 pixels may come as 43.99997.
            box = {side: round(value, 2) for side, value in target.bounding_box().items()}
            assert box["height"] >= 44 and box["width"] >= 44
            assert box["x"] >= 0 and box["x"] + box["width"] <= width

    host.page.goto(room.host_url)
    expect(host.page.get_by_text("You are the host of this meeting.")).to_be_visible()
    fits(host)
    host.join(room.host_url, "I" * 60)
    guest = person(**phone).join(room.guest_url, "W" * 60)
    expect(guest.page.get_by_text("The host will let you in.")).to_be_visible()
    fits(guest)
    expect(host.page.get_by_role("heading", name="Waiting to come in")).to_be_visible()
    fits(host)
    guest.leave()
    fits(guest)


def test_unknown_code_is_refused_in_words(server, person):
    stranger = person()
    answer = stranger.page.goto(f"{server.base}/000000000")
    assert answer.status == 404
    expect(stranger.page.get_by_role("heading", name="This meeting cannot be opened")).to_be_visible()
    expect(stranger.page.get_by_text("the person who sent it")).to_be_visible()
    expect(stranger.page.get_by_label("Your name")).to_be_hidden()
    assert "{{" not in stranger.page.content()


def test_policy_allows_no_inline_code(server, person):
    room = server.room()
    ines = person()
    answer = ines.page.goto(room.guest_url)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "{{" not in ines.page.content()
    # The browser's own word: code in the page is not run.
    ines.page.evaluate("document.body.setAttribute('onclick', 'document.title = \"run\"')")
    ines.page.locator("header").click()
    expect(ines.page).not_to_have_title("run")
    assert any(re.search("inline", text) for text in ines.complaints)
    ines.complaints.clear()


def test_who_comes_after_the_server_died_reads_what_was_said_before(own_server, person):
    room = own_server.room()
    ines = person().join(room.guest_url, "Ines")
    ines.control("chat").click()
    ines.page.locator("#chat-text").fill("The slides are in the lobby")
    ines.page.locator("#chat-text").press("Enter")
    expect(ines.page.locator("#messages > li")).to_have_count(1)
    # What can be read is on the disk: nothing is lost, however the server ends.
    own_server.kill()
    own_server.start()
    expect(ines.page.get_by_text("Connection lost. Reconnecting…")).to_be_hidden(timeout=AFTER_GRACE)
    omar = person().join(room.guest_url, "Omar")
    omar.control("chat").click()
    expect(omar.page.locator("#messages > li")).to_contain_text("The slides are in the lobby")
    expect(omar.page.locator("#messages > li")).to_contain_text("Ines")
    expect(ines.page.locator("#messages > li")).to_have_count(1)


def test_people_come_back_by_themselves_after_the_server_died(own_server, person):
    room = own_server.room()
    ines = person().join(room.guest_url, "Ines")
    expect(ines.member("Ines")).to_be_visible()
    own_server.kill()
    expect(ines.page.get_by_text("Connection lost. Reconnecting…")).to_be_visible()
    own_server.start()
    expect(ines.page.get_by_text("Connection lost. Reconnecting…")).to_be_hidden(timeout=AFTER_GRACE)
    expect(ines.member("Ines")).to_contain_text("You")
