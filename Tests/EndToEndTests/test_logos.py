"""A theme's pictures: made by the browser, uploaded by plain HTTP, shown by the page."""

import struct
import zlib

import pytest
import requests

KINDS = ["white", "colored", "favicon"]


def png(width, height, alpha=0, level=9):
    """An RGBA picture of one colour, spelt by hand."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = (b"\0" + bytes([200, 30, 60, alpha]) * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, level))
            + chunk(b"IEND", b""))  # fmt: skip


def drawn(browser, width, height, transparent=True):
    """A picture as an encoder of its own writes it: a screenshot."""
    context = browser.new_context(viewport={"width": width, "height": height})
    try:
        page = context.new_page()
        page.set_content("<body style='margin:0'><b style='display:block;inline-size:60%;block-size:70%;"
                         "background:linear-gradient(90deg,#c24,#24c);border-radius:6px'></b></body>")  # fmt: skip
        return page.screenshot(omit_background=transparent)
    finally:
        context.close()


def theme(server, **fields):
    return server.call("POST", "/themes", {"main_color": "#336699", "brand_text": "North Tours", **fields})["theme_id"]


def upload(server, kind, picture):
    """Uploads a picture and returns its key."""
    grant = server.call("GET", "/themes/logos-upload-urls")[KINDS.index(kind)]
    answer = requests.post(grant["url"], data=grant["fields"], files={"file": ("logo.png", picture)}, timeout=20)
    assert (answer.status_code, answer.content) == (204, b"")
    return grant["fields"]["key"]


def finalize(server, theme_id, *keys):
    return requests.put(
        f"{server.base}/v1/meetings/themes/{theme_id}/finalizeLogos", json={"keys": keys}, timeout=20,
        headers={"Authorization": f"Bearer {server.token}"})  # fmt: skip


def test_pictures_of_a_real_encoder_become_the_themes_and_are_served_as_they_were(server, browser):
    theme_id = theme(server)
    pictures = {"white": drawn(browser, 300, 120), "colored": drawn(browser, 299, 300), "favicon": drawn(browser, 32, 32)}
    answer = finalize(server, theme_id, *[upload(server, kind, picture) for kind, picture in pictures.items()])
    assert (answer.status_code, answer.text) == (200, "OK")
    shown = server.call("GET", f"/themes/{theme_id}")
    names = {"white": "brand_image_white", "colored": "brand_image_colored", "favicon": "branded_favicon"}
    for kind, name in names.items():
        served = requests.get(shown[f"{name}_url"], timeout=20)
        assert served.content == pictures[kind]
        assert served.headers["content-type"] == "image/png"


@pytest.mark.parametrize(
    "kind, width, height, transparent, fault",
    [
        ("white", 301, 20, True, "dimensions"),
        ("favicon", 33, 33, True, "dimensions"),
        ("favicon", 20, 24, True, "dimensions"),
        ("colored", 100, 100, False, "transparent_bg"),
    ],
)
def test_a_picture_that_breaks_a_rule_is_refused_by_its_name(server, browser, kind, width, height, transparent, fault):
    key = upload(server, kind, drawn(browser, width, height, transparent))
    answer = finalize(server, theme(server), key)
    assert answer.status_code == 400
    assert answer.json() == {
        "message": "could not finalize logos", "name": "BadRequestError", "status": 400,
        "errors": [{"logoKey": key, "code": "invalid_logo_properties", "invalidProperty": fault}],
    }  # fmt: skip


def test_a_picture_of_more_than_a_megabyte_is_refused(server):
    noise = png(300, 300, level=0) + b"\0" * 660_000
    key = upload(server, "white", noise)
    assert finalize(server, theme(server), key).json()["errors"][0]["invalidProperty"] == "exceeds_size"
    grant = server.call("GET", "/themes/logos-upload-urls")[0]
    answer = requests.post(grant["url"], data=grant["fields"], files={"file": b"\0" * (1 << 21)}, timeout=20)
    assert answer.status_code == 400
    assert "<Code>EntityTooLarge</Code>" in answer.text


@pytest.mark.parametrize("scheme, shown", [("light", "colored"), ("dark", "white")])
def test_the_page_shows_the_logo_for_its_ground_and_the_favicon(server, browser, scheme, shown):
    theme_id = theme(server)
    keys = [upload(server, kind, picture) for kind, picture in
            [("white", png(60, 20)), ("colored", png(80, 20)), ("favicon", png(16, 16))]]  # fmt: skip
    assert finalize(server, theme_id, *keys).status_code == 200
    stored = server.call("GET", f"/themes/{theme_id}")
    room = server.room(theme_id=theme_id)
    complaints = []
    context = browser.new_context(color_scheme=scheme)
    try:
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(room.guest_url)
        logo = page.get_by_role("img", name="North Tours")
        logo.wait_for()
        assert logo.count() == 1
        assert logo.get_attribute("src") == "/_/" + stored[f"brand_image_{shown}"]
        page.wait_for_function("document.querySelector('img.logo').complete")
        assert logo.evaluate("image => image.naturalWidth") == {"white": 60, "colored": 80}[shown]
        assert not page.locator("#brand").is_visible()
        assert page.locator("link[rel=icon]").get_attribute("href") == "/_/" + stored["branded_favicon"]
    finally:
        context.close()
    assert [text for text in complaints if "Content Security" in text] == []


def test_a_theme_without_pictures_shows_its_name(server, person):
    guest = person()
    guest.page.goto(server.room(theme_id=theme(server)).guest_url)
    guest.page.get_by_text("North Tours").wait_for()
    assert guest.page.locator("img").count() == 0
