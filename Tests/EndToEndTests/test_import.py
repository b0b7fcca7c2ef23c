"""Rooms and themes saved from the retired service come over whole, once, and what clashes is told."""

import json
import urllib.request
import uuid

import pytest
from commands import Commands
from conftest import Server


@pytest.fixture
def server(binary, tmp_path):
    server = Server(binary, tmp_path)
    yield server
    server.stop()


@pytest.fixture
def cli(binary, tmp_path, server):
    return Commands(binary, tmp_path, server)


def saved_room(**changes):
    """A room as the old service answered it in 2023, its odd spellings included."""
    code = str(uuid.uuid4().int)[:9]
    return {
        "id": str(uuid.uuid4()), "display_name": "Old stage", "metadata": None, "type": "long_term",
        "expires_at": "2027-03-04T09:10:00.412Z", "recording_options": {"auto_record": False},
        "meeting_code": code, "_links": {
            "host_url": {"href": f"https://meetings.vonage.com/?room_token={code}&participant_token=old"},
            "guest_url": {"href": f"https://meetings.vonage.com/{code}"},
        },
        "created_at": "2023-01-10T15:59:10.020Z", "is_available": True, "expire_after_use": False, "theme_id": None,
        "initial_join_options": {"microphone_state": "default"}, "joinApprovalLevel": "after_owner_only",
        "ui_settings": {"language": "default"}, "available_features": {"is_recording_available": True},
        **changes,
    }  # fmt: skip


def saved_theme(**changes):
    return {
        "theme_id": str(uuid.uuid4()), "theme_name": f"Old {uuid.uuid4().hex[:6]}", "domain": "VCP",
        "account_id": "old", "application_id": str(uuid.uuid4()), "main_color": "#12f64e", "short_company_url": None,
        "brand_text": "Old brand", "brand_image_colored": "old-key", "brand_image_colored_url": "https://old/key.png",
        **changes,
    }  # fmt: skip


def save(tmp_path, *contents):
    files = []
    for number, content in enumerate(contents):
        files.append(tmp_path / f"saved-{number}.json")
        files[-1].write_text(json.dumps(content))
    return files


def test_every_form_of_a_saved_answer_comes_over(cli, server, tmp_path):
    theme = saved_theme(short_company_url="old-brand")
    rooms = [saved_room(display_name=f"Room {number}") for number in range(5)]
    rooms[0]["theme_id"] = theme["theme_id"]
    page = {"page_size": 20, "total_items": 1, "_embedded": [rooms[2]], "_links": {"first": {"href": "x"}}}
    files = save(
        tmp_path, rooms[0], [rooms[1]], page, {"_embedded": {"rooms": [rooms[3]]}}, [theme], {"rooms": [rooms[4]]}
    )
    last = server.events()[-1:]
    trial = cli("import", "--dry-run", *files)
    assert "6 created, 0 unchanged, 0 passed over; nothing was changed yet." in trial
    assert cli.json("rooms") == [] and cli.json("themes") == [] and server.events()[-1:] == last
    assert "6 created, 0 unchanged, 0 passed over." in cli("import", *files)
    here = {room["id"]: room for room in cli.json("rooms")}
    for room in rooms:
        taken = here[room["id"]]
        for field in ("display_name", "meeting_code", "created_at", "expires_at", "theme_id", "type"):
            assert taken[field] == room[field], field
        assert taken["join_approval_level"] == "after_owner_only"
    link = here[rooms[0]["id"]]["_links"]["guest_url"]["href"]
    assert link == f"{server.base}/old-brand/{rooms[0]['meeting_code']}"
    with urllib.request.urlopen(link, timeout=20) as page:
        assert page.status == 200 and "Room 0" in page.read().decode()
    (brought,) = cli.json("themes")
    assert brought["theme_id"] == theme["theme_id"] and brought["brand_image_colored_url"] is None
    names = [event["name"] for event in server.events()]
    assert names.count("room:created") == 5 and names.count("theme:created") == 1
    # Again: nothing happens.
    report = cli.json("import", *files)
    assert report["rooms"]["created"] == [] and len(report["rooms"]["unchanged"]) == 5
    assert report["themes"] == {"created": [], "unchanged": [theme["theme_id"]], "conflicts": []}
    assert [event["name"] for event in server.events()] == names


def test_a_room_whose_time_is_over_comes_over_closed(cli, tmp_path):
    ended = saved_room(expires_at="2023-02-01T00:00:00.000Z")
    instant = saved_room(type="instant", expires_at="2023-01-10T16:09:10.020Z")
    cli("import", *save(tmp_path, [ended, instant]))
    for room in (ended, instant):
        assert cli.json("rooms", "show", room["id"])["is_available"] is False
    status = cli.json("rooms", "closing", ended["id"])
    assert status["closed_at"] == "2023-02-01T00:00:00.000Z" and status["closed_reason"] == "expired"
    assert "2 unchanged" in cli("import", *save(tmp_path, [ended, instant]))


def test_what_clashes_is_passed_over_and_told(cli, server, tmp_path):
    standing = server.call("POST", "/rooms", {"display_name": "Here"})
    theme = saved_theme(short_company_url="taken")
    good = saved_room(display_name="Good")
    cli("import", *save(tmp_path, [theme, good]))
    broken = saved_room(display_name="Broken")
    del broken["created_at"]
    wrong = {
        "meeting code": saved_room(meeting_code=standing["meeting_code"]),
        "differs in display_name, metadata": {**good, "display_name": "Changed", "metadata": "m"},
        "neither here nor": saved_room(theme_id=str(uuid.uuid4())),
        "created_at": broken,
        "future": saved_room(created_at="2099-01-01T00:00:00Z"),
        "display_name": saved_room(display_name=""),
        "digits": saved_room(meeting_code="12ab"),
        "short_company_url taken": saved_theme(short_company_url="taken"),
        "theme_name": saved_theme(theme_name=theme["theme_name"]),
        "main_color": saved_theme(main_color="blue"),
    }
    fine = saved_room(display_name="Fine")
    files = save(tmp_path, [*wrong.values(), fine])
    for words in (["import", "--dry-run"], ["import"]):
        result = cli.run(*words, *files)
        assert result.returncode == 65
        assert "10 of what was saved" in result.stderr
        for reason, resource in wrong.items():
            name = resource.get("theme_id") if "theme_name" in resource else resource["id"]
            (line,) = [line for line in result.stdout.splitlines() if name in line and "passed over" in line]
            assert reason in line and line.endswith("."), line
    names = {room["display_name"] for room in cli.json("rooms")}
    assert names == {"Here", "Good", "Fine"}


def test_a_room_of_another_application_is_not_told_and_not_touched(cli, server, binary, tmp_path):
    good = saved_room(display_name="Private name")
    cli("import", *save(tmp_path, good))
    made = cli.run("apps", "create", "Other", "--data", server.folder / "data", "--json")
    other = json.loads(made.stdout)
    variables = {
        "GREENROOM_APPLICATION_ID": other["application_id"], "GREENROOM_PRIVATE_KEY": other["private_key_path"],
    }  # fmt: skip
    result = cli.run("import", *save(tmp_path, {**good, "display_name": "x", "meeting_code": "987654321"}), **variables)
    assert result.returncode == 65
    assert "another application" in result.stdout and "Private name" not in result.stdout
    assert cli.json("rooms", "show", good["id"])["display_name"] == "Private name"


@pytest.mark.parametrize("text", ["", "{", "7", '[{"id": "x"}]', '"room"', "[[[1]]]"])
def test_a_file_that_holds_no_saved_answer_is_named(cli, tmp_path, text):
    file = tmp_path / "wrong.json"
    file.write_text(text)
    result = cli.run("import", file)
    assert result.returncode == 65 and str(file) in result.stderr
    assert cli.code("import", tmp_path / "missing.json") == 1


def test_curl_of_an_import_runs_in_a_shell_however_long(cli, server, tmp_path):
    import subprocess

    rooms = [saved_room(display_name=f"It's room {number}") for number in range(150)]
    text = cli("import", "--curl", *save(tmp_path, rooms))
    run = subprocess.run(
        ["bash"], input=text, env={**cli.env(), "TOKEN": server.token}, capture_output=True, text=True, timeout=60
    )
    assert len(json.loads(run.stdout)["rooms"]["created"]) == 150, run.stderr
