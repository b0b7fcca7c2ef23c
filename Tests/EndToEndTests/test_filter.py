"""The filter language on the verbs that list, against the real server with somebody inside."""

import json
import uuid

import pytest
import websocket
from commands import Commands
from conftest import Server, wait_for
from receivers import receiving, visit
from terminal import environment, reaching


@pytest.fixture(scope="module")
def server(binary, tmp_path_factory):
    server = Server(binary, tmp_path_factory.mktemp("filter"))
    yield server
    server.stop()


@pytest.fixture
def cli(binary, tmp_path, server):
    return Commands(binary, tmp_path, server)


def room(cli, name, *words):
    return cli.json("rooms", "create", name, "--long-term", "--expires-at", "2d", *words)


def enter(server, room, name):
    """Somebody who stays until the socket is closed."""
    opened = websocket.create_connection(
        f"ws://{server.address}/_/socket", origin=f"http://{server.address}", timeout=20
    )
    opened.send(json.dumps({"t": "hello", "room_token": room["meeting_code"]}))
    assert json.loads(opened.recv())["t"] == "welcome"
    opened.send(json.dumps({"t": "enter", "name": name}))
    assert json.loads(opened.recv())["t"] == "entered"
    return opened


def names(cli, *terms):
    return sorted(room["display_name"] for room in cli.json("rooms", "list", "--filter", " ".join(terms)))


def test_rooms_are_chosen_by_name_theme_people_and_time(cli, server):
    tag = uuid.uuid4().hex[:6]
    theme = cli.json("themes", "create", f"Acme {tag}", "--main-color", "#00f", "--brand-text", "B")["theme_id"]
    stage = room(cli, f"{tag} Main Stage", "--theme-id", theme)
    room(cli, f"{tag} Press", "--auto-record")
    cli.json("rooms", "create", f"{tag} Help desk")
    inside = enter(server, stage, "Zoë")
    try:
        assert names(cli, tag) == [f"{tag} Help desk", f"{tag} Main Stage", f"{tag} Press"]
        assert names(cli, tag, "theme:acme") == names(cli, tag, "has:theme") == [f"{tag} Main Stage"]
        assert names(cli, tag, "is:live people:1 person:zoë is:hostless") == [f"{tag} Main Stage"]
        assert names(cli, tag, "is:empty -type:instant") == [f"{tag} Press"]
        assert names(cli, tag, "recording:auto") == [f"{tag} Press"]
        assert names(cli, tag, "closes:<15m") == [f"{tag} Help desk"]
        assert names(cli, tag, "/press|desk$/ since:1h") == [f"{tag} Help desk", f"{tag} Press"]
        assert names(cli, tag, "waiting:>0") == names(cli, tag, "is:locked") == []
        found = cli.json("sessions", "list", "--filter", f'room:"{tag} main" is:live people:1')
        assert [session["room_id"] for session in found] == [stage["id"]]
        assert cli.json("sessions", "list", "--filter", f"{tag} is:ended") == []
        used = cli.json("themes", "list", "--filter", f"{tag} is:used rooms:1")
        assert [theme["theme_id"] for theme in used] == [theme]
        assert cli.json("recordings", "list", "--filter", tag) == []
    finally:
        inside.close()


def test_events_are_chosen_and_name_their_room(cli, server):
    tag = uuid.uuid4().hex[:6]
    made = room(cli, f"Room {tag}")
    visit(server, made, "Zoë")

    def events(*terms):
        lines = cli("events", "--json", "--filter", f"room:{tag} {' '.join(terms)}").splitlines()
        return [json.loads(line)["name"] for line in lines]

    assert events() == [
        "room:created", "session:started", "session:participant:joined", "session:participant:left", "session:ended",
    ]  # fmt: skip
    assert events("who:zoë") == ["session:participant:joined", "session:participant:left"]
    assert events("session:started") == ["session:started"]
    assert events("-is:session since:5m") == ["room:created"]
    first = json.loads(cli("events", "--json", "--filter", f"room:{tag}").splitlines()[0])["sequence"]
    after = cli("events", "--json", "--after", first, "--filter", f"room:{tag} event:ended").splitlines()
    assert [json.loads(line)["name"] for line in after] == ["session:ended"]


def test_deliveries_are_chosen(cli, server):
    with receiving() as receiver:
        made = room(cli, f"Hooked {uuid.uuid4().hex[:6]}", "--sessions-callback-url", receiver.url)
        visit(server, made)
        wait_for(
            lambda: len(cli.json("deliveries", "list", "--state", "delivered", "--room", made["id"])) == 4,
            "four were not delivered",
        )
        found = cli.json(
            "deliveries", "list", "--limit", "2", "--filter", f'room:"{made["display_name"]}" is:delivered code:204'
        )
        assert [delivery["room_id"] for delivery in found] == [made["id"]] * 2
        assert cli.json("deliveries", "list", "--filter", f"room:{made['id']} is:failed") == []


@pytest.mark.parametrize(
    ("verb", "text", "caret", "sentence"),
    [
        ("rooms", "is:live poeple:>3", "        ^^^^^^^", "There is no field “poeple”. Did you mean “people”?"),
        ("sessions", "people:many", "       ^^^^", "“people” takes a number: 3, >3 or 2..5."),
        ("themes", "/(/", "^^^", "The pattern has a “(” without a “)”."),
        ("events", "審計 is:x", "        ^", "“is:” takes one of failed"),
        ("deliveries", '"open', "^^^^^", "The closing quote is missing."),
    ],
)
def test_what_cannot_be_understood_is_pointed_at_and_nothing_is_listed(cli, verb, text, caret, sentence):
    words = [verb, "list"] if verb != "events" else [verb]
    for extra in ([], ["--curl"]):
        result = cli.run(*words, "--filter", text, *extra)
        assert result.returncode == 64 and result.stdout == ""
        first, shown, below, reason = result.stderr.splitlines()[:4]
        assert first == "greenroom: --filter cannot be understood."
        assert shown == "  " + text and below == "  " + caret
        assert reason.strip().startswith(sentence)


def test_the_same_words_give_the_same_rooms_in_one_call_as_in_two(cli):
    tag = uuid.uuid4().hex[:6]
    for word in ("alpha", "beta", "gamma"):
        room(cli, f"{tag} {word}")
    everything = names(cli, tag)
    chosen = names(cli, tag, "name:alpha|beta")
    assert sorted(chosen + names(cli, tag, "-name:alpha|beta")) == everything and len(chosen) == 2


def test_filters_of_the_settings_are_tabs_of_their_view(binary, tmp_path, server, cli, terminals):
    tag = uuid.uuid4().hex[:6]
    room(cli, f"{tag} Main Stage")
    cli.json("rooms", "create", f"{tag} Help desk")
    settings = tmp_path / "config" / "greenroom" / "config.yaml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(f"filters:\n  rooms:\n    soon: {tag} closes:<15m\n    stages: {tag} name:stage\n")
    terminal = terminals([binary], environment(tmp_path, **reaching(server)), 24, 80, None)
    terminal.shows("● LIVE")
    terminal.press(b"2", b'"', b"1")
    terminal.shows("[1 soon 1]").shows(f"{tag} Help desk").hides(f"{tag} Main Stage")
    terminal.press(b'"', b"2")
    terminal.shows("[2 stages 1]").shows("filter: stages").shows(f"{tag} Main Stage")
    settings.write_text("filters:\n  rooms:\n    soon: clsoes:<15m\n")
    refused = cli.run()
    assert refused.returncode != 0 and "Did you mean “closes”?" in refused.stderr
