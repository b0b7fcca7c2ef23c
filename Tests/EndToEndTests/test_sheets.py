"""Rooms from a table are shown, asked about, and made once."""

import pytest
from commands import Commands
from conftest import Server

TABLE = """display_name,expires_at,theme,join_approval_level,metadata
"Keynote, day 1",+2h,Summit,explicit_approval,"say ""hi""\"
Help desk,,,,
"""


@pytest.fixture
def server(binary, tmp_path):
    server = Server(binary, tmp_path)
    yield server
    server.stop()


@pytest.fixture
def cli(binary, tmp_path, server):
    return Commands(binary, tmp_path, server)


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "rooms.csv"
    path.write_text(TABLE)
    return path


def test_a_table_is_shown_asked_about_and_made_once(cli, table):
    cli("themes", "create", "Summit", "--main-color", "#12f64e", "--brand-text", "Summit")
    shown = cli("rooms", "import", "--dry-run", table)
    assert "Keynote, day 1" in shown and "2 rooms would be made; nothing was made yet." in shown
    assert cli.json("rooms") == []
    refused = cli.run("rooms", "import", table)
    assert refused.returncode == 64 and "--yes" in refused.stderr and cli.json("rooms") == []
    made = cli("rooms", "import", "--yes", table)
    assert "line 2: made Keynote, day 1  http" in made and made.endswith("2 of 2 made, 0 failed.\n")
    rooms = {room["display_name"]: room for room in cli.json("rooms")}
    keynote = rooms["Keynote, day 1"]
    assert keynote["type"] == "long_term" and keynote["metadata"] == 'say "hi"' and keynote["theme_id"]
    assert keynote["join_approval_level"] == "explicit_approval" and rooms["Help desk"]["type"] == "instant"


def test_ten_rooms_cost_one_command_and_one_confirmation(binary, cli, tmp_path, terminals):
    names = [f"Track {number}" for number in range(1, 11)]
    path = tmp_path / "ten.csv"
    path.write_text("display_name,expires_at\n" + "".join(f"{name},+2h\n" for name in names))
    terminal = terminals([binary, "rooms", "import", path], cli.env(), rows=50)
    terminal.shows("Make these 10 rooms?")
    assert all(name in terminal.text for name in names), "what would be made is not shown first"
    assert cli.json("rooms") == []
    terminal.press("y", "\r")
    assert terminal.ended() == 0
    assert "10 of 10 made, 0 failed." in terminal.text
    assert sorted(room["display_name"] for room in cli.json("rooms")) == sorted(names)


def test_no_is_an_answer(binary, cli, table, terminals):
    cli("themes", "create", "Summit", "--main-color", "#12f64e", "--brand-text", "Summit")
    terminal = terminals([binary, "rooms", "import", table], cli.env(), rows=50)
    terminal.shows("Make these 2 rooms?").press("\r")
    assert terminal.ended() != 0
    assert cli.json("rooms") == []


def test_the_same_table_again_makes_no_second_room(cli, table):
    table.write_text("display_name\nA\nB\n")
    first = [room["id"] for room in cli.json("rooms", "import", "--yes", table)]
    assert [room["id"] for room in cli.json("rooms", "import", "--yes", table)] == first and len(first) == 2
    assert len(cli.json("rooms")) == 2


def test_one_wrong_line_and_nothing_is_made(cli, table):
    table.write_text("display_name,expires_at\nA,\nB,soon\n")
    result = cli.run("rooms", "import", "--yes", table)
    assert result.returncode == 65 and 'Line 3: "expires_at"' in result.stderr and result.stdout == ""
    assert cli.json("rooms") == []
