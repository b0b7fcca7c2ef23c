"""Before the meeting and around it: devices, languages, keys, widths. Without a media server."""

import pytest
from playwright.sync_api import expect

REFUSE = """
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("no", "%s"));
"""
INSECURE = "Object.defineProperty(navigator, 'mediaDevices', { value: undefined });"


def button(person, name):
    return person.page.get_by_role("button", name=name, exact=True)


def toggle(person, kind):
    return person.page.locator(f"#pre-{kind}")


def test_guest_sees_themself_and_chooses_devices(server, visitor):
    ines = visitor()
    ines.page.goto(server.room().guest_url)
    ines.page.wait_for_function("() => document.getElementById('preview').videoWidth > 0")
    expect(ines.page.locator("#preview")).to_have_css("transform", "matrix(-1, 0, 0, 1, 0, 0)")
    expect(ines.page.get_by_role("combobox", name="Camera", exact=True)).to_contain_text("fake_device_0")
    expect(ines.page.get_by_role("combobox", name="Microphone", exact=True)).to_contain_text("Fake")
    expect(ines.page.get_by_role("combobox", name="Speaker", exact=True)).to_be_visible()
    ines.page.wait_for_function("() => document.querySelectorAll('#level .lit').length > 0")
    button(ines, "Test: Play a tone on this speaker").click()
    expect(ines.page.get_by_text("You should hear a tone…")).to_be_visible()


def test_what_is_switched_off_before_stays_off_inside(server, visitor):
    ines = visitor()
    ines.page.goto(server.room().guest_url)
    expect(toggle(ines, "camera")).to_have_attribute("aria-pressed", "true")
    toggle(ines, "camera").click()
    expect(ines.page.get_by_text("Camera off")).to_be_visible()
    toggle(ines, "mic").click()
    expect(toggle(ines, "mic")).to_have_attribute("aria-pressed", "false")
    ines.page.get_by_label("Your name").fill("Ines")
    button(ines, "Join").click()
    expect(ines.control("mic")).to_have_attribute("aria-pressed", "false")
    expect(ines.control("camera")).to_have_attribute("aria-pressed", "false")
    ines.control("camera").click()
    expect(ines.control("camera")).to_have_attribute("aria-pressed", "true")
    ines.page.wait_for_function("() => document.querySelector('#tiles video').videoWidth > 0")


def test_name_is_remembered_for_the_next_meeting(server, person):
    ines = person().join(server.room().guest_url, "Ines")
    expect(ines.member("Ines")).to_be_visible()
    ines.leave()
    ines.page.goto(server.room().guest_url)
    expect(ines.page.get_by_label("Your name")).to_have_value("Ines")


@pytest.mark.parametrize(
    ("error", "title"),
    [
        ("NotAllowedError", "Camera and microphone are blocked"),
        ("NotFoundError", "No camera and no microphone was found"),
        ("NotReadableError", "Camera and microphone are in use"),
    ],
)
def test_each_trouble_with_devices_has_its_words_and_one_may_join_without(server, person, error, title):
    room = server.room()
    ines = person()
    ines.page.add_init_script(REFUSE % error)
    ines.page.goto(room.guest_url)
    expect(ines.page.get_by_text(title)).to_be_visible()
    ines.page.get_by_label("Your name").fill("Ines")
    button(ines, "Join without").click()
    expect(ines.member("Ines")).to_be_visible()


def test_what_cannot_be_done_is_said_in_the_language_of_the_page(servers, person):
    room = servers("--media", "off").room(ui_settings={"language": "de"})
    ines = person(width=1000)
    ines.page.goto(room.guest_url)
    ines.page.locator("#name").fill("Ines")
    ines.page.locator("#join").click()
    ines.control("record").click()
    ines.page.get_by_role("dialog").get_by_role("button", name="Aufzeichnung starten").click()
    told = ines.page.get_by_text("Diese Besprechung kann gerade nicht aufgezeichnet werden.")
    expect(told.locator("visible=true").first).to_be_visible()


def test_a_page_that_is_not_secure_says_so(server, person):
    ines = person()
    ines.page.add_init_script(INSECURE)
    ines.page.goto(server.room().guest_url)
    expect(ines.page.get_by_text("This page cannot use camera and microphone")).to_be_visible()
    expect(ines.page.get_by_text("begins with https")).to_be_visible()
    ines.page.get_by_label("Your name").fill("Ines")
    button(ines, "Join without").click()
    expect(ines.member("Ines")).to_be_visible()


def test_a_missing_camera_alone_is_said_alone(server, visitor):
    ines = visitor()
    ines.page.add_init_script("""
        const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
        navigator.mediaDevices.getUserMedia = (wanted) => wanted.video
            ? Promise.reject(new DOMException("no", "NotFoundError")) : ask(wanted);
    """)
    ines.page.goto(server.room().guest_url)
    expect(ines.page.get_by_text("No camera was found")).to_be_visible()
    expect(toggle(ines, "mic")).to_have_attribute("aria-pressed", "true")


def test_an_unplugged_microphone_is_replaced_and_told(server, visitor):
    ines = visitor()
    ines.page.add_init_script("""
        const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
        window.handedOut = [];
        navigator.mediaDevices.getUserMedia = async (wanted) => {
            const stream = await ask(wanted);
            window.handedOut.push(...stream.getTracks());
            return stream;
        };
    """)
    ines.join(server.room().guest_url, "Ines")
    expect(ines.member("Ines")).to_be_visible()
    expect(ines.control("mic")).to_have_attribute("aria-pressed", "true")
    # A track that ends by itself is what a page sees of a device that is pulled out.
    ines.page.evaluate("""() => {
        const track = window.handedOut.find((each) => each.kind === "audio");
        track.stop();
        track.dispatchEvent(new Event("ended"));
    }""")
    expect(ines.page.get_by_role("status").get_by_text("Your microphone was unplugged. Another one")).to_be_visible()
    expect(ines.control("mic")).to_have_attribute("aria-pressed", "true")
    assert ines.page.evaluate("window.handedOut.filter((each) => each.kind === 'audio').at(-1).readyState") == "live"


def test_the_page_speaks_the_language_of_the_room(server, person):
    room = server.room(ui_settings={"language": "de"})
    ines = person()
    ines.page.goto(room.guest_url)
    expect(button(ines, "Beitreten")).to_be_visible()
    assert ines.page.evaluate("document.documentElement.lang") == "de"


def test_without_a_wish_of_the_room_it_is_the_language_of_the_browser(server, person):
    ines = person(locale="pt-PT")
    ines.page.goto(server.room(ui_settings={"language": "default"}).guest_url)
    expect(button(ines, "Participar")).to_be_visible()
    assert ines.page.evaluate("document.documentElement.lang") == "pt-br"


def test_a_refused_link_is_refused_in_the_language_of_the_browser(server, person):
    ines = person(locale="he-IL")
    ines.page.goto(f"{server.base}/000000000")
    expect(ines.page.get_by_text("אין פגישה בקישור הזה")).to_be_visible()
    assert ines.page.evaluate("document.documentElement.dir") == "rtl"


@pytest.mark.parametrize(("width", "shown"), [
    (360, ["mic", "camera", "more", "leave"]),
    (499, ["mic", "camera", "more", "leave"]),
    (500, ["mic", "camera", "share", "more", "leave"]),
    (600, ["mic", "camera", "share", "hand", "react", "people", "more", "leave"]),
])  # fmt: skip
def test_a_narrow_frame_shows_what_is_needed_most(server, person, width, shown):
    ines = person(width=width, height=640).join(server.room().guest_url, "Ines")
    expect(ines.member("Ines")).to_be_visible()
    visible = [
        each.get_attribute("data-control") for each in ines.page.locator("#bar > button").locator("visible=true").all()
    ]
    assert [name for name in visible if name not in ("record", "chat")] == shown
    # What has no room is in the menu.
    ines.control("more").click()
    if "people" not in shown:
        ines.page.get_by_role("menuitem", name="People").click()
        expect(ines.page.get_by_role("heading", name="People")).to_be_visible()
        expect(ines.page.locator("#members > li")).to_have_count(1)
    assert ines.page.evaluate("document.documentElement.scrollWidth") <= width


def test_keys_work_but_not_while_somebody_types(server, visitor):
    ines = visitor().join(server.room().guest_url, "Ines")
    expect(ines.member("Ines")).to_be_visible()
    expect(ines.control("mic")).to_have_attribute("aria-pressed", "true")
    ines.page.keyboard.press("m")
    expect(ines.control("mic")).to_have_attribute("aria-pressed", "false")
    # Held Space: heard for as long as it is held.
    ines.page.keyboard.down(" ")
    expect(ines.control("mic")).to_have_attribute("aria-pressed", "true")
    ines.page.keyboard.up(" ")
    expect(ines.control("mic")).to_have_attribute("aria-pressed", "false")
    ines.page.keyboard.press("v")
    expect(ines.control("camera")).to_have_attribute("aria-pressed", "false")
    ines.page.keyboard.press("h")
    expect(ines.control("hand")).to_have_attribute("aria-pressed", "true")
    ines.page.keyboard.press("p")
    expect(ines.page.get_by_role("heading", name="People")).to_be_focused()
    ines.page.keyboard.press("Escape")
    expect(ines.control("people")).to_have_attribute("aria-pressed", "false")
    ines.page.keyboard.press("?")
    expect(ines.page.get_by_role("dialog", name="Keyboard")).to_be_visible()
    ines.page.keyboard.press("m")
    ines.page.get_by_label("Use these keys").uncheck()
    ines.page.keyboard.press("Escape")
    ines.page.locator("#meeting-heading").focus()
    ines.page.keyboard.press("h")
    expect(ines.control("hand")).to_have_attribute("aria-pressed", "true")
    expect(ines.control("mic")).to_have_attribute("aria-pressed", "false")


def test_the_meeting_can_be_walked_with_the_keyboard_alone(server, person):
    room = server.room()
    ines = person()
    ines.page.goto(room.host_url)
    expect(ines.page.get_by_text("You are the host of this meeting.")).to_be_visible()
    ines.page.get_by_label("Your name").focus()
    ines.page.keyboard.type("Ines")
    ines.page.keyboard.press("Enter")
    expect(ines.page.locator("#meeting-heading")).to_be_focused()
    reached = []
    for _ in range(12):
        ines.page.keyboard.press("Tab")
        name = ines.page.evaluate("document.activeElement.dataset.control ?? document.activeElement.className")
        reached.append(name)
        outline = ines.page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        assert outline >= 2, f"the focus is not seen on {name}"
        if name == "leave":
            break
    assert reached[-1] == "leave"
    ines.page.keyboard.press("Enter")
    expect(ines.page.get_by_role("menuitem", name="Leave", exact=True)).to_be_focused()
    ines.page.keyboard.press("ArrowDown")
    ines.page.keyboard.press("Enter")
    expect(ines.page.get_by_role("dialog")).to_contain_text("End the meeting for everyone?")
    ines.page.keyboard.press("Escape")
    expect(ines.control("leave")).to_be_focused()
    ines.page.keyboard.press("Enter")
    ines.page.keyboard.press("Escape")
    expect(ines.control("leave")).to_be_focused()
    ines.page.keyboard.press("Enter")
    ines.page.keyboard.press("Enter")
    expect(ines.page.get_by_role("heading", name="You left the meeting")).to_be_focused()


def test_files_are_read_again_only_when_they_changed(server, person):
    ines = person()
    ines.page.goto(server.room().guest_url)
    expect(button(ines, "Join")).to_be_visible()
    with ines.page.expect_response("**/_/page.js") as answer:
        ines.page.reload()
    assert answer.value.status == 304 or answer.value.from_service_worker is False
    again = ines.page.request.get(f"{server.base}/_/page.js", headers={"If-None-Match": answer.value.headers["etag"]})
    assert again.status == 304


def test_every_file_of_the_page_is_served(server, person):
    import pathlib

    folder = pathlib.Path(__file__).resolve().parents[2] / "Sources/MeetingsServer/Page"
    ines = person()
    for path in [each for each in folder.rglob("*") if each.is_file() and each.name != "page.html"]:
        answer = ines.page.request.get(f"{server.base}/_/{path.name}")
        assert answer.status == 200 and answer.body() == path.read_bytes(), path.name
        assert answer.headers["x-content-type-options"] == "nosniff"
