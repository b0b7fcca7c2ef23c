"""The whiteboard: what one draws the others see, and who may take what away."""

import json

import pytest
from conftest import wait_for
from playwright.sync_api import expect
from test_meeting_page_embed import await_event, embed, framed, stranger_site, told  # noqa: F401

LINES = """() => [...document.querySelectorAll(".paper polyline")].map((line) => ({
    id: line.dataset.id, color: line.getAttribute("class"), width: line.getAttribute("stroke-width"),
    points: [...line.points].map(({ x, y }) => [x, y]),
}))"""


def board(person):
    return person.page.locator("#tiles > li.whiteboard")


def tool(person, name):
    return person.page.get_by_role("toolbar", name="Whiteboard tools").get_by_role("button", name=name, exact=True)


def lines(person):
    return person.page.evaluate(LINES)


def show(*people):
    """The first of them shows the board; all see it."""
    people[0].control("whiteboard").click()
    for person in people:
        expect(board(person)).to_be_visible()
        # It grows into its place.
        person.page.wait_for_function("() => document.getAnimations().every((each) => each.playState !== 'running')")


def place(person, x, y):
    """Where on the screen a place of the board is, given in hundredths of its width and height."""
    box = person.page.locator(".paper").bounding_box()
    return box["x"] + box["width"] * x / 100, box["y"] + box["height"] * y / 100


def stroke(person, *places, lifts=True):
    mouse = person.page.mouse
    mouse.move(*place(person, *places[0]))
    mouse.down()
    for each in places[1:]:
        mouse.move(*place(person, *each), steps=8)
    if lifts:
        mouse.up()


def see(person, count):
    """The lines on the board, as soon as there are so many."""
    wait_for(lambda: len(lines(person)) == count, f"{count} lines are not on the board", seconds=10)
    return lines(person)


def same(one, other):
    """Both see the same, as soon as everything has arrived."""
    wait_for(lambda: lines(one) == lines(other), "they see different things", seconds=10)
    return lines(one)


@pytest.fixture
def room(server):
    return server.room()


@pytest.fixture
def pair(room, person):
    """A host and a guest in one room."""
    ines = person().join(room.host_url, "Ines")
    omar = person().join(room.guest_url, "Omar")
    expect(ines.member("Omar")).to_be_visible()
    return ines, omar


def test_somebody_shows_the_board_and_everybody_sees_it_large_and_who_did(pair):
    ines, omar = pair
    show(omar, ines)
    expect(ines.page.get_by_role("status").get_by_text("Omar shows the whiteboard.")).to_be_visible()
    for one in pair:
        expect(one.control("whiteboard")).to_have_attribute("aria-pressed", "true")
        assert board(one).bounding_box()["width"] > 800
        expect(one.members).to_have_count(2)
    # Only hosts clear.
    expect(tool(ines, "Clear")).to_be_visible()
    expect(tool(omar, "Clear")).to_be_hidden()


def test_what_one_draws_the_other_sees_while_it_is_drawn(pair):
    ines, omar = pair
    show(ines, omar)
    tool(ines, "Blue").click()
    tool(ines, "Thick line").click()
    stroke(ines, (10, 20), (50, 60), lifts=False)
    (begun,) = see(omar, 1)
    assert begun["color"] == "blue"
    before = len(begun["points"])
    ines.page.mouse.move(*place(ines, 80, 30), steps=8)
    wait_for(lambda: len(lines(omar)[0]["points"]) > before, "the line does not go on", seconds=5)
    ines.page.mouse.up()
    (line,) = same(ines, omar)
    (first, *_, last) = line["points"]
    for (x, y), (across, down) in ((first, (10, 20)), (last, (80, 30))):
        assert abs(x - across * 32) <= 8 and abs(y - down * 18) <= 8
    for one in pair:
        expect(one.page.get_by_role("img", name="Whiteboard: drawn by Ines")).to_be_visible()
    # A press alone is a dot.
    stroke(omar, (90, 90))
    dot = see(ines, 2)[1]
    assert len(dot["points"]) == 2 and dot["width"] != line["width"]
    expect(ines.page.get_by_role("img", name="Whiteboard: drawn by Ines and Omar")).to_be_visible()


def test_a_guest_erases_own_lines_only_and_a_host_all(pair):
    ines, omar = pair
    show(ines, omar)
    stroke(ines, (10, 20), (60, 20))
    stroke(omar, (10, 60), (60, 60))
    see(ines, 2)
    see(omar, 2)
    tool(omar, "Eraser").click()
    stroke(omar, (30, 10), (30, 70))
    (left,) = see(ines, 1)
    assert left["points"][0][1] < 600
    stroke(omar, (30, 10), (30, 30))
    expect(omar.page.get_by_text("You can erase only what you drew yourself.")).to_be_visible()
    assert same(ines, omar) == [left]
    tool(omar, "Red").click()
    stroke(omar, (10, 60), (60, 60))
    see(ines, 2)
    tool(ines, "Eraser").click()
    # Faster than the events that tell of it.
    ines.page.mouse.move(*place(ines, 30, 5))
    ines.page.mouse.down()
    ines.page.mouse.move(*place(ines, 31, 80))
    ines.page.mouse.up()
    see(ines, 0)
    see(omar, 0)


def test_undo_takes_back_ones_own_lines_one_by_one(pair):
    ines, omar = pair
    show(ines, omar)
    expect(tool(ines, "Undo")).to_have_attribute("aria-disabled", "true")
    stroke(ines, (10, 10), (40, 10))
    stroke(ines, (10, 20), (40, 20))
    see(omar, 2)
    stroke(omar, (10, 30), (40, 30))
    see(ines, 3)
    tool(ines, "Undo").click()
    assert [line["points"][0][1] for line in see(omar, 2)] == pytest.approx([180, 540], abs=8)
    # While somebody types, the keys are the text's.
    ines.page.keyboard.press("c")
    ines.page.locator("#chat-text").press("Control+z")
    ines.page.keyboard.press("Escape")
    assert len(same(ines, omar)) == 2
    ines.page.locator("#meeting-heading").focus()
    ines.page.keyboard.press("Control+z")
    (left,) = see(omar, 1)
    assert left["points"][0][1] == pytest.approx(540, abs=8)
    expect(tool(ines, "Undo")).to_have_attribute("aria-disabled", "true")
    ines.page.keyboard.press("Control+z")
    expect(tool(omar, "Undo")).to_have_attribute("aria-disabled", "false")
    assert len(same(ines, omar)) == 1


def test_a_host_clears_after_a_question(pair):
    ines, omar = pair
    show(ines, omar)
    stroke(omar, (10, 10), (40, 10))
    see(ines, 1)
    tool(ines, "Clear").click()
    question = ines.page.get_by_role("dialog")
    expect(question).to_contain_text("Clear the whiteboard for everyone?")
    question.get_by_role("button", name="Cancel").click()
    assert len(lines(omar)) == 1
    tool(ines, "Clear").click()
    question.get_by_role("button", name="Clear", exact=True).click()
    see(ines, 0)
    see(omar, 0)
    expect(omar.page.get_by_role("status").get_by_text("Ines cleared the whiteboard.")).to_be_visible()


def test_a_line_that_is_being_drawn_when_a_host_clears_leaves_nothing(pair):
    ines, omar = pair
    show(ines, omar)
    stroke(omar, (10, 10), (40, 10), lifts=False)
    see(ines, 1)
    tool(ines, "Clear").click()
    ines.page.get_by_role("dialog").get_by_role("button", name="Clear", exact=True).click()
    see(omar, 0)
    omar.page.mouse.move(*place(omar, 80, 80), steps=8)
    omar.page.mouse.up()
    stroke(omar, (20, 50), (30, 50))
    see(ines, 1)
    (line,) = same(ines, omar)
    assert line["points"][0] == pytest.approx([640, 900], abs=8)


def test_a_reload_brings_the_board_back_and_the_next_line_is_a_new_one(pair):
    ines, omar = pair
    show(ines, omar)
    stroke(omar, (10, 10), (40, 10))
    stroke(omar, (10, 20), (40, 20))
    see(ines, 2)
    drawn = same(ines, omar)
    omar.page.reload()
    expect(board(omar)).to_be_visible()
    assert see(omar, 2) == drawn
    omar.page.wait_for_function("() => document.getAnimations().every((each) => each.playState !== 'running')")
    stroke(omar, (10, 80), (40, 80))
    assert see(ines, 3)[:2] == drawn
    assert same(ines, omar)[2]["points"][0] == pytest.approx([320, 1440], abs=8)
    # It is still one's own.
    omar.page.keyboard.press("Control+z")
    omar.page.keyboard.press("Control+z")
    assert see(ines, 1) == drawn[:1]


def test_who_comes_later_sees_what_was_drawn(pair, room, person):
    ines, omar = pair
    show(ines, omar)
    stroke(ines, (10, 10), (40, 40))
    stroke(omar, (10, 50), (40, 90))
    see(ines, 2)
    see(omar, 2)
    drawn = same(ines, omar)
    lucia = person(width=360, height=740).join(room.guest_url, "Lucía")
    expect(board(lucia)).to_be_visible()
    assert see(lucia, 2) == drawn
    expect(lucia.page.get_by_role("img", name="Whiteboard: drawn by Ines and Omar")).to_be_visible()


def test_putting_it_away_hides_it_for_all_and_showing_it_again_brings_the_lines_back(pair):
    ines, omar = pair
    show(ines, omar)
    stroke(ines, (10, 10), (40, 40))
    see(omar, 1)
    drawn = same(ines, omar)
    tool(omar, "Put the whiteboard away").focus()
    omar.page.keyboard.press("Enter")
    for one in pair:
        expect(board(one)).to_have_count(0)
        expect(one.control("whiteboard")).to_have_attribute("aria-pressed", "false")
    expect(omar.control("whiteboard")).to_be_focused()
    expect(ines.page.get_by_role("status").get_by_text("Omar put the whiteboard away.")).to_be_visible()
    ines.page.keyboard.press("w")
    for one in pair:
        expect(board(one)).to_be_visible()
        assert lines(one) == drawn
    ines.page.keyboard.press("w")
    expect(board(omar)).to_have_count(0)


def test_a_pinned_person_is_large_and_the_board_comes_back_at_a_press(pair):
    ines, omar = pair
    show(ines, omar)
    ines.page.get_by_role("button", name="Options for Omar").press("Enter")
    ines.page.get_by_role("menuitem", name="Show large").click()
    expect(ines.page.get_by_role("toolbar", name="Whiteboard tools")).to_be_hidden()

    def omar_is_wider():
        return ines.member("Omar").bounding_box()["width"] > board(ines).bounding_box()["width"]

    wait_for(omar_is_wider, "the pinned person is not large")
    board(ines).get_by_role("button", name="Show large").click()
    expect(ines.page.get_by_role("toolbar", name="Whiteboard tools")).to_be_visible()
    wait_for(lambda: not omar_is_wider(), "the board is not large again")


def test_the_board_comes_before_shared_screens_and_asks_for_no_pictures(pair, room, crowd):
    ines, omar = pair
    told = []
    ines.page.on("websocket", lambda socket: socket.on("framesent", lambda frame: told.append(frame)))
    ines.page.reload()
    expect(ines.member("Omar")).to_be_visible()
    crowd(room, ["Ada"], screen=True)
    screen = ines.page.locator("#tiles > li[data-kind=screen]")
    expect(screen).to_be_visible()
    show(omar, ines)
    expect(screen).to_be_visible()
    assert screen.bounding_box()["width"] < board(ines).bounding_box()["width"] / 2
    ines.page.wait_for_timeout(400)
    views = [each["tiles"] for each in map(json.loads, told) if each["t"] == "view"]
    assert {tile["kind"] for tile in views[-1]} == {"camera", "screen"}
    assert len(views[-1]) == 3


def test_a_finger_draws_and_a_second_one_does_not(pair):
    ines, omar = pair
    show(ines, omar)
    touch = """([kind, pointerId, x, y]) => {
        const picture = document.querySelector(".paper svg");
        picture.setPointerCapture = () => {};
        picture.dispatchEvent(new PointerEvent(kind, {
            pointerId, pointerType: "touch", button: kind === "pointermove" ? -1 : 0, clientX: x, clientY: y,
        }));
    }"""
    for kind, finger, x, y in (
        ("pointerdown", 5, 10, 10), ("pointermove", 5, 40, 10), ("pointerdown", 6, 50, 50), ("pointermove", 6, 60, 90),
        ("pointermove", 5, 50, 10), ("pointercancel", 5, 50, 10), ("pointermove", 5, 90, 90),
    ):  # fmt: skip
        omar.page.evaluate(touch, [kind, finger, *place(omar, x, y)])
    (line,) = see(ines, 1)
    wait_for(lambda: len(lines(ines)[0]["points"]) == 4, "not all of the line came", seconds=5)
    assert lines(ines)[0]["points"][-1] == pytest.approx([1600, 180], abs=8)
    assert omar.page.locator(".paper").evaluate("(paper) => getComputedStyle(paper).touchAction") == "none"


def test_what_the_full_board_refuses_is_taken_away_and_said(pair, room, crowd):
    ines, omar = pair
    show(ines, omar)
    # Somebody fills it, faster than a hand could.
    (ada,) = crowd(room, ["Ada"])
    points = [at % 1000 for at in range(1000)]
    for number in range(80):
        ada.send(json.dumps({"t": "draw", "number": number, "color": "black", "width": "thin", "points": points}))
    see(omar, 80)
    stroke(omar, (50, 90), (80, 90))
    expect(omar.page.get_by_text("The whiteboard is full. Erase something, then go on.")).to_be_visible()
    see(omar, 80)
    assert len(same(ines, omar)) == 80
    tool(ines, "Eraser").click()
    stroke(ines, (5, 8), (5, 9))
    see(omar, 0)
    stroke(omar, (50, 90), (80, 90))
    see(ines, 1)


def test_a_room_without_a_whiteboard_has_no_button_and_no_key(server, person):
    room = server.room(available_features={"is_whiteboard_available": False})
    ines = person().join(room.host_url, "Ines")
    expect(ines.member("Ines")).to_be_visible()
    expect(ines.control("whiteboard")).to_be_hidden()
    ines.page.keyboard.press("w")
    ines.page.keyboard.press("h")
    expect(ines.control("hand")).to_have_attribute("aria-pressed", "true")
    expect(board(ines)).to_have_count(0)


@pytest.mark.parametrize(("width", "height"), [(360, 740), (360, 480), (740, 360), (1280, 800), (500, 320)])
def test_the_paper_keeps_its_shape_and_the_tools_stand_beside_it(pair, width, height):
    ines, omar = pair
    show(ines, omar)
    ines.page.set_viewport_size({"width": width, "height": height})
    ines.page.wait_for_timeout(400)
    tile = board(ines).bounding_box()
    paper = ines.page.locator(".paper").bounding_box()
    tools = ines.page.locator(".tools").bounding_box()
    assert paper["width"] / paper["height"] == pytest.approx(16 / 9, rel=0.02)
    assert paper["width"] > 150
    assert paper["y"] + paper["height"] <= tools["y"] + 1 or paper["x"] + paper["width"] <= tools["x"] + 1
    for each in (paper, tools):
        assert tile["x"] - 1 <= each["x"] and each["x"] + each["width"] <= tile["x"] + tile["width"] + 1
        assert tile["y"] - 1 <= each["y"] and each["y"] + each["height"] <= tile["y"] + tile["height"] + 1
    assert ines.page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_site_that_embeds_a_meeting_shows_the_board_and_hears_of_it(framed, stranger_site, person):  # noqa: F811
    ines = person()
    frame = embed(ines, stranger_site, framed, framed.room().guest_url, name="Ines")
    ines.page.evaluate("meeting.on('whiteboard', (detail) => window.told.push(['whiteboard', detail])); 1")
    await_event(ines, "ready")
    frame.get_by_role("button", name="Join", exact=True).click()
    await_event(ines, "joined")
    ines.page.evaluate("meeting.whiteboard(true)")
    expect(frame.locator(".whiteboard")).to_be_visible()
    # What is shown already is not shown again.
    ines.page.evaluate("meeting.whiteboard(true)")
    frame.get_by_role("button", name="Put the whiteboard away").click()
    expect(frame.locator(".whiteboard")).to_have_count(0)
    ines.page.wait_for_function("() => window.told.some(([name, { on }]) => name === 'whiteboard' && !on)")
    assert told(ines, "whiteboard") == [{"on": True}, {"on": False}]
