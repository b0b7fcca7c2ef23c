"""Who comes with Firefox sees and hears who comes with Chromium, and the other way round."""

import json
import shutil

import firefox
import pytest
from conftest import wait_for

pytestmark = [
    pytest.mark.skipif(shutil.which("janus") is None, reason="janus is not installed"),
    pytest.mark.skipif(firefox.PROGRAM is None, reason="firefox-esr is not installed"),
]


@pytest.fixture
def browser_of_another_make(tmp_path):
    browser = firefox.Firefox(tmp_path)
    yield browser
    browser.close()


def is_at(browser, view):
    wait_for(lambda: browser.evaluate("document.querySelector('main').dataset.view") == view, f"not at {view}", 60)


def receives(evaluate):
    """More sound and more pictures from one look to the next."""

    def figures():
        lines = evaluate("meetingStats()")["subscribe"].values()
        return [max((line.get(name, 0) for line in lines), default=0) for name in ("framesDecoded", "bytesReceived")]

    first = wait_for(lambda: figures() if min(figures()) > 0 else None, "nothing comes in", 60)
    wait_for(lambda: all(now > before for now, before in zip(figures(), first, strict=True)), "it stands still", 40)


def test_firefox_and_chromium_see_and_hear_each_other_also_after_a_reload(server, visitor, browser_of_another_make):
    room, omar = server.room(), browser_of_another_make
    ines = visitor(width=900, height=760).join(room.guest_url, "Ines")
    omar.open(room.guest_url)
    is_at(omar, "prejoin")
    omar.evaluate(f"document.getElementById('name').value = {json.dumps('Omar')}")
    omar.evaluate("document.getElementById('join').click()")
    is_at(omar, "meeting")
    receives(omar.evaluate)
    receives(ines.page.evaluate)
    sent = omar.evaluate("meetingStats()")["publish"].values()
    assert next(line["layers"] for line in sent if line["track"] == "camera") == 3
    omar.open(room.guest_url)
    is_at(omar, "meeting")
    receives(omar.evaluate)
    receives(ines.page.evaluate)
