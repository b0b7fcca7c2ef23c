"""A meeting inside a page of another site: the documented script, in a real browser, across two origins."""

import contextlib
import functools
import http.server
import pathlib
import threading

import pytest
from conftest import wait_for
from playwright.sync_api import expect

HERE = pathlib.Path(__file__).parent

EMBED = """([script, link, options]) => new Promise((done) => {
    const load = document.createElement("script");
    load.src = script;
    load.onload = () => {
        window.told = [];
        window.meeting = Greenroom.embed(document.querySelector("#meeting"), link, options);
        for (const event of ["ready", "joined", "left", "ended", "participant-joined", "participant-left", "recording",
            "microphone", "camera", "share", "error"]) {
            meeting.on(event, (detail) => window.told.push([event, detail]));
        }
        done();
    };
    document.head.append(load);
})"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@contextlib.contextmanager
def site():
    """Another site: same machine, other origin."""
    handler = functools.partial(Quiet, directory=str(HERE))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as served:
        threading.Thread(target=served.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{served.server_port}"
        served.shutdown()


@pytest.fixture(scope="module")
def stranger_site():
    with site() as base:
        yield base


@pytest.fixture(scope="module")
def framed(binary, tmp_path_factory, stranger_site):
    from conftest import Server

    server = Server(binary, tmp_path_factory.mktemp("framed"), "--frame-ancestors", f"'self' {stranger_site}")
    yield server
    server.stop()


def embed(person, base, server, link, **options):
    person.page.goto(f"{base}/site.html")
    person.page.evaluate(EMBED, [f"{server.base}/_/embed.js", link, options])
    return person.page.frame_locator("#meeting iframe")


def told(person, event):
    """The details of the events of this name so far."""
    return [detail for name, detail in person.page.evaluate("window.told") if name == event]


def await_event(person, event):
    person.page.wait_for_function("(event) => window.told.some(([name]) => name === event)", arg=event)
    return told(person, event)


def test_a_site_embeds_a_meeting_commands_it_and_hears_of_it(framed, stranger_site, visitor, crowd):
    room = framed.room()
    ines = visitor()
    frame = embed(ines, stranger_site, framed, room.guest_url, name="Ines", title="Our meeting")
    await_event(ines, "ready")
    expect(frame.get_by_label("Your name")).to_have_value("Ines")
    frame.get_by_role("button", name="Join", exact=True).click()
    assert await_event(ines, "joined")[0]["participant"]["name"] == "Ines"
    crowd(room, ["Omar"])
    assert [each["name"] for each in await_event(ines, "participant-joined")] == ["Omar"]
    mic = frame.locator("[data-control=mic]")
    expect(mic).to_have_attribute("aria-pressed", "true")
    ines.page.evaluate("meeting.microphone(false)")
    expect(mic).to_have_attribute("aria-pressed", "false")
    ines.page.evaluate("meeting.camera(false)")
    expect(frame.locator("[data-control=camera]")).to_have_attribute("aria-pressed", "false")
    ines.page.wait_for_function("() => window.told.some(([name, detail]) => name === 'camera' && !detail.on)")
    assert {"on": False} in told(ines, "microphone")
    ines.page.evaluate("meeting.chat(true)")
    expect(frame.get_by_role("heading", name="Chat")).to_be_visible()
    ines.page.evaluate("meeting.leave()")
    assert await_event(ines, "left") == [{"why": "left"}]
    expect(frame.get_by_role("heading", name="You left the meeting")).to_be_visible()
    ines.page.evaluate("meeting.remove()")
    expect(ines.page.locator("iframe")).to_have_count(0)


def test_a_language_can_be_asked_for(framed, stranger_site, person):
    ines = person()
    frame = embed(ines, stranger_site, framed, framed.room().guest_url, language="fr")
    expect(frame.get_by_role("button", name="Participer", exact=True)).to_be_visible()


def test_the_language_that_was_asked_for_stays_whatever_comes_later(framed, stranger_site, person):
    """The room's own language is told by the server, and the browser's may still be on its way."""
    ines, held, told_late = person(), [], []

    def hold(socket):
        server = socket.connect_to_server()
        server.on_message(lambda message: told_late.append((socket, message)))

    ines.page.route_web_socket("**/_/socket", hold)
    ines.page.route("**/_/en.json", lambda route: held.append(route))
    frame = embed(ines, stranger_site, framed, framed.room().guest_url, language="fr")
    expect(frame.locator("html")).to_have_attribute("lang", "fr")
    wait_for(lambda: ines.page.title() and held and told_late, "nothing is held")
    for route in held:
        route.continue_()
    for socket, message in told_late:
        socket.send(message)
    expect(frame.get_by_role("button", name="Participer", exact=True)).to_be_visible()


def test_the_hosts_secret_is_never_told_to_the_site(framed, stranger_site, person):
    room = framed.room()
    host = person()
    host.page.goto(f"{stranger_site}/site.html")
    host.page.evaluate("addEventListener('message', (event) => (window.heard ??= []).push(JSON.stringify(event.data)))")
    host.page.evaluate(EMBED, [f"{framed.base}/_/embed.js", room.host_url, {"name": "Ines"}])
    frame = host.page.frame_locator("#meeting iframe")
    expect(frame.get_by_text("You are the host of this meeting.")).to_be_visible()
    frame.get_by_role("button", name="Join", exact=True).click()
    await_event(host, "joined")
    heard = host.page.evaluate("window.heard")
    assert heard and not any(room.host_token in message or "token" in message for message in heard)


def test_only_the_site_that_embeds_is_heard(framed, stranger_site, person):
    """A page that opened the meeting in a window, or a frame beside it, commands nothing."""
    ines = person()
    frame = embed(ines, stranger_site, framed, framed.room().guest_url, name="Ines")
    await_event(ines, "ready")
    frame.get_by_role("button", name="Join", exact=True).click()
    await_event(ines, "joined")
    # A frame of a third party inside the site has another origin ("null") and is not the parent.
    ines.page.evaluate("""() => new Promise((done) => {
        addEventListener("message", (event) => event.data === "sent" && done());
        const other = document.createElement("iframe");
        other.sandbox = "allow-scripts";
        other.srcdoc = `<script>
            parent.frames[0].postMessage({ greenroom: 1, command: "connect" }, "*");
            parent.frames[0].postMessage({ greenroom: 1, command: "leave" }, "*");
            parent.postMessage("sent", "*");
        </` + `script>`;
        document.body.append(other);
    })""")
    ines.page.evaluate("meeting.chat(false)")
    expect(frame.locator("#tiles > li")).to_have_count(1)
    assert told(ines, "left") == []


def test_a_site_that_is_not_named_cannot_show_the_page(framed, person):
    with site() as other:
        ines = person()
        embed(ines, other, framed, framed.room().guest_url)
        blocked = [frame for frame in ines.page.frames if frame.parent_frame is not None]
        ines.page.wait_for_function("() => true")
        assert all(frame.query_selector("#join") is None for frame in blocked)
        assert any("frame-ancestors" in text or "Content Security Policy" in text for text in wait_complaint(ines))
        ines.complaints.clear()


def wait_complaint(person):
    from conftest import wait_for

    def look():
        person.page.evaluate("1")
        return list(person.complaints)

    return wait_for(look, "the browser did not refuse the frame")
