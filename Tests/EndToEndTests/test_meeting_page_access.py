"""Each state of the page, checked for those who hear it, use a keyboard or need contrast; a picture is kept of each.

GREENROOM_PICTURES names a folder for the pictures; without it they go where pytest keeps its files.
"""

import json
import os
import pathlib

import pytest
from playwright.sync_api import expect

CHECK = (pathlib.Path(__file__).parent / "access.js").read_text()
REFUSE = "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotFoundError'));"
NAMES = [
    "Omar Haddad",
    "Lucía Fernández",
    "Noa Levi",
    "王小明",
    "Jean-Baptiste Lefèvre",
    "محمد الأحمد",
    "Sofia Rossi",
    "Tom",
]

LOOKS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "rtl": {"color_scheme": "light", "locale": "he-IL"},
    "phone": {"color_scheme": "light", "width": 360, "height": 740, "has_touch": True, "is_mobile": True},
}


class Scene:
    """One look of the page, and what happens in it."""

    def __init__(self, server, visitor, crowd, look, folder):
        self.server, self.visitor, self.crowd, self.look, self.folder = server, visitor, crowd, look, folder
        self.theme = None

    def room(self, **fields):
        return self.server.room(ui_settings={"language": "default"}, **fields)

    def open(self, url, *scripts, pass_on=None):
        self.person = self.visitor(**LOOKS[self.look])
        self.page = self.person.page
        if pass_on:
            self.page.route_web_socket("**/_/socket", pass_on)
        for script in scripts:
            self.page.add_init_script(script)
        self.page.goto(url)
        return self.page

    def enter(self, url, name="Ines Okafor"):
        page = self.open(url)
        page.locator("#name").fill(name)
        page.locator("#join").click()
        return page

    def inside(self, people=0, host=False, **fields):
        room = self.room(**fields)
        if people:
            self.crowd(room, NAMES[:people])
        page = self.enter(room.host_url if host else room.guest_url)
        expect(page.locator("#bar")).to_be_visible()
        if people:
            expect(page.locator("#tiles > li").first).to_be_visible()
        return room

    def press(self, name):
        """A button of the bar, wherever it is now."""
        control = self.person.control(name)
        if control.is_visible():
            return control.click()
        self.person.control("more").click()
        picture = "smile" if name == "react" else name
        self.page.locator(".menu button").filter(has=self.page.locator(f"use[href$='#{picture}']")).click()

    def done(self, name):
        """Nothing may be wrong with the page as it stands. Pictures are taken when nothing moves any more."""
        self.page.wait_for_function(
            "() => document.getAnimations().every((each) => each.playState !== 'running'"
            " || each.effect.getComputedTiming().iterations === Infinity || each.effect.target.className === 'float')"
        )
        self.page.screenshot(path=self.folder / f"{name}-{self.look}.png")
        assert self.page.evaluate(CHECK) == [], f"{name} in {self.look}"


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    asked = os.environ.get("GREENROOM_PICTURES")
    if not asked:
        return tmp_path_factory.mktemp("pictures")
    pathlib.Path(asked).mkdir(parents=True, exist_ok=True)
    return pathlib.Path(asked)


@pytest.fixture(params=LOOKS)
def scene(request, server, visitor, crowd, folder):
    return Scene(server, visitor, crowd, request.param, folder)


def test_before_the_meeting(scene):
    room = scene.room(join_approval_level="explicit_approval", recording_options={"auto_record": True})
    page = scene.open(room.host_url)
    page.wait_for_function("() => document.getElementById('preview').videoWidth > 0")
    scene.done("prejoin-host")
    page = scene.open(room.guest_url, REFUSE)
    expect(page.locator("#device-notice")).to_be_visible()
    page.locator("#join").click()
    expect(page.locator("#name-error")).not_to_be_empty()
    scene.done("prejoin-no-devices")
    page = scene.enter(room.guest_url)
    expect(page.locator("#waiting-text")).to_be_visible()
    scene.done("waiting")
    page.locator(".waiting .leave").click()
    expect(page.locator("#goodbye-heading")).to_be_visible()
    scene.done("goodbye")
    page = scene.open(f"{scene.server.base}/000000000")
    expect(page.locator("#refused-text")).to_be_visible()
    scene.done("refused")


def test_while_the_page_opens(scene):
    # A server that never says anything.
    page = scene.open(scene.room().guest_url, "window.WebSocket = class { send() {} close() {} };")
    expect(page.locator(".checking .wait")).to_be_visible()
    scene.done("checking")


def test_alone_and_with_one_other(scene):
    room = scene.inside()
    expect(scene.page.locator("#alone")).to_be_visible()
    scene.done("meeting-1")
    scene.crowd(room, ["Omar Haddad"])
    expect(scene.page.locator("#tiles > li")).to_have_count(2)
    scene.done("meeting-2")


def test_three_people_with_hands_chat_and_reactions(scene):
    room = scene.inside(people=2, host=True)
    sockets = scene.crowd(room, ["Noa Levi"], hand=True, mic=True)
    sockets[-1].send('{"t":"chat","text":"Good morning! The agenda is at https://example.org/agenda?week=47"}')
    sockets[0].send('{"t":"chat","text":"בוקר טוב 👋"}')
    expect(scene.page.locator("#bar .badge").locator("visible=true")).to_have_text("2")
    scene.done("meeting-4-unread")
    scene.press("chat")
    expect(scene.page.locator("#messages > li")).to_have_count(2)
    scene.page.locator("#chat-text").fill("See you there")
    scene.page.keyboard.press("Enter")
    expect(scene.page.locator("#messages > li")).to_have_count(3)
    scene.done("chat")
    scene.page.keyboard.press("Escape")
    scene.press("people")
    expect(scene.page.locator("#members > li")).to_have_count(4)
    scene.done("people")
    scene.page.locator("#members .round").first.click()
    scene.done("person-menu")
    scene.page.keyboard.press("Escape")
    scene.page.locator("#panel-close").click()
    scene.press("react")
    scene.done("reactions")
    scene.page.locator(".menu button").first.click()
    expect(scene.page.locator(".float")).to_be_visible()


def test_nine_people_and_pages(scene):
    scene.inside(people=8)
    scene.done("meeting-9")
    if scene.look == "phone":
        scene.page.locator("#page-after").click()
        scene.done("meeting-9-second-page")


def test_a_shared_screen(scene):
    room = scene.inside(people=2)
    scene.crowd(room, ["Ada Lovelace"], screen=True, camera=True)
    expect(scene.page.locator("#tiles > li[data-kind=screen]")).to_be_visible()
    scene.done("share")


def draw_a_house(socket):
    lines = [
        ("black", "thick", [800, 1500, 800, 800, 1900, 800, 1900, 1500, 800, 1500]),
        ("red", "thick", [700, 850, 1350, 350, 2000, 850]),
        ("orange", "thin", [1200, 1500, 1200, 1100, 1450, 1100, 1450, 1500]),
        ("green", "thin", [200, 1500, 500, 1450, 700, 1510, 2300, 1500, 2600, 1460, 3000, 1500]),
        ("blue", "thin", [2400, 300, 2500, 260, 2600, 300, 2700, 260, 2800, 300]),
    ]
    for number, (color, width, points) in enumerate(lines):
        stroke = {"t": "draw", "number": number, "color": color, "width": width, "points": points}
        socket.send(json.dumps(stroke))


def test_the_whiteboard(scene):
    room = scene.inside(people=2, host=True)
    sockets = scene.crowd(room, ["Ada Lovelace"], screen=True)
    scene.press("whiteboard")
    expect(scene.page.locator(".whiteboard")).to_be_visible()
    scene.done("whiteboard-empty")
    draw_a_house(sockets[0])
    expect(scene.page.locator(".paper polyline")).to_have_count(5)
    scene.page.locator(".tools button").nth(1).click()
    scene.page.locator(".tools button").nth(5).click()
    scene.page.wait_for_function("() => document.getElementById('news').textContent === ''")
    scene.done("whiteboard")
    scene.page.locator(".tools button").nth(6).click()
    scene.done("whiteboard-eraser")
    # Beside somebody who is pinned it is small.
    scene.page.locator("#tiles .tile-menu").first.press("Enter")
    scene.page.locator(".menu button").first.click()
    expect(scene.page.locator(".enlarge")).to_be_visible()
    scene.done("whiteboard-aside")
    scene.page.locator(".enlarge").click()
    scene.page.locator(".tools button").nth(8).click()
    expect(scene.page.locator("#question")).to_be_visible()
    scene.done("whiteboard-clear")


def test_people_who_wait(scene):
    room = scene.inside(people=0, host=True, join_approval_level="explicit_approval")
    scene.crowd(room, ["Omar Haddad", "Lucía Fernández"])
    expect(scene.page.locator("#knocking-list > li")).to_have_count(2)
    scene.done("knocking")
    scene.press("people")
    scene.page.locator("#lock").click()
    expect(scene.page.locator("#locked-mark")).to_be_visible()
    scene.done("people-waiting")


def test_dialogs_and_menus(scene):
    scene.inside(host=True)
    scene.person.control("more").click()
    scene.done("more")
    scene.page.locator(".menu button").filter(has=scene.page.locator("use[href$='#settings']")).click()
    expect(scene.page.locator("#settings")).to_be_visible()
    scene.done("settings")
    scene.page.keyboard.press("Escape")
    scene.page.locator("#meeting-heading").focus()
    scene.page.keyboard.press("?")
    expect(scene.page.locator("#keys")).to_be_visible()
    scene.done("keys")
    scene.page.keyboard.press("Escape")
    scene.person.control("leave").click()
    scene.page.locator(".menu .grave").click()
    expect(scene.page.locator("#question")).to_be_visible()
    scene.done("question")


def test_a_lost_connection(scene):
    room = scene.room()
    scene.crowd(room, NAMES[:2])
    sockets = []

    def pass_on(socket):
        # The first socket goes through until it is cut, and no other does.
        if sockets:
            return socket.close()
        sockets.append(socket)
        return socket.connect_to_server()

    page = scene.open(room.guest_url, pass_on=pass_on)
    page.locator("#name").fill("Ines Okafor")
    page.locator("#join").click()
    expect(page.locator("#tiles > li")).to_have_count(3)
    sockets[0].close()
    expect(page.locator("#banner")).to_be_visible()
    scene.done("reconnecting")


def test_text_may_be_twice_as_large(server, visitor, crowd, folder):
    scene = Scene(server, visitor, crowd, "light", folder)
    enlarge = "addEventListener('DOMContentLoaded', () => document.documentElement.style.fontSize = '200%')"
    scene.open(scene.room().guest_url, enlarge)
    scene.page.wait_for_function("() => document.getElementById('preview').videoWidth > 0")
    scene.done("prejoin-large-text")
    scene.page.locator("#name").fill("Ines")
    scene.page.locator("#join").click()
    expect(scene.page.locator("#bar")).to_be_visible()
    scene.done("meeting-large-text")


@pytest.mark.parametrize("color", ["#ffffff", "#000000", "#ffe600", "#12f64e", "#7a1fa2", "#808080"])
def test_any_colour_of_a_theme_stays_readable(server, visitor, crowd, folder, color):
    theme = server.call(
        "POST", "/themes", {"theme_name": f"Colour {color}", "main_color": color, "brand_text": "Harbour"}
    )
    for look in ("light", "dark"):
        scene = Scene(server, visitor, crowd, look, folder)
        room = scene.room(theme_id=theme["theme_id"])
        scene.open(room.guest_url)
        expect(scene.page.locator("#join")).to_be_visible()
        scene.done(f"prejoin-{color[1:]}")
        scene.page.locator("#name").fill("Ines")
        scene.page.locator("#join").click()
        expect(scene.page.locator("#bar")).to_be_visible()
        scene.press("chat")
        scene.page.locator("#chat-text").fill("https://example.org")
        scene.page.keyboard.press("Enter")
        expect(scene.page.locator("#messages > li")).to_have_count(1)
        scene.done(f"chat-{color[1:]}")


def test_nothing_moves_for_those_who_asked_for_that(server, visitor):
    ines = visitor(reduced_motion="reduce").join(server.room().guest_url, "Ines")
    expect(ines.member("Ines")).to_be_visible()
    assert ines.page.evaluate("() => document.getAnimations().length") == 0


def test_forced_colours_show_what_is_pressed(server, visitor):
    ines = visitor(forced_colors="active").join(server.room().guest_url, "Ines")
    expect(ines.member("Ines")).to_be_visible()
    expect(ines.control("mic")).to_have_attribute("aria-pressed", "true")
    on = ines.control("mic").evaluate("(button) => getComputedStyle(button).outlineStyle")
    ines.control("mic").click()
    expect(ines.control("mic")).to_have_attribute("aria-pressed", "false")
    assert on == "solid" != ines.control("hand").evaluate("(button) => getComputedStyle(button).outlineStyle")
