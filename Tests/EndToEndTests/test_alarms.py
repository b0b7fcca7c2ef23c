"""Alarms from the command line: shared decisions, and the rules tried on what the server recorded."""

import json

import pytest
from commands import Commands

ROOM = "5f0c1e6a-0d34-4d0e-9a55-7b1d3c2f9e01"
START = "2031-03-04T09:00:%02d.000Z"


@pytest.fixture
def greenroom(binary, tmp_path, server):
    return Commands(binary, tmp_path, server)


def test_a_decision_is_shared_and_taken_back(greenroom, server):
    told = greenroom("alarms", "ack", "closing", ROOM, "--note", "on it", "--operator", "dana")
    assert told.startswith("Acknowledged until ")
    greenroom("alarms", "snooze", "gap", "log", "5")
    rows = greenroom.rows("alarms")
    assert [row[0] for row in rows] == ["closing", "gap"]
    assert "dana" in rows[0] and "on it" in rows[0]
    greenroom("alarms", "reopen", "closing", ROOM)
    assert greenroom.code("alarms", "reopen", "closing", ROOM) == 66
    assert [entry["rule"] for entry in greenroom.json("alarms", "list")["_embedded"]["alarms"]] == ["gap"]
    assert greenroom.code("alarms", "ack", "nothing", ROOM) == 64
    greenroom("alarms", "reopen", "gap", "log")


def line(sequence, second, event, **body):
    envelope = {"sequence": sequence, "at": START % second, "name": event, "room_id": ROOM, "session_id": "s"}
    return json.dumps({**envelope, "body": {"event": event, **body}}) + "\n"


def person(name, host):
    return {"participant_id": name, "session_id": "s", "room_id": ROOM, "name": name, "type": "Guest", "is_host": host}


def test_recorded_events_are_played_to_the_rules(binary, tmp_path):
    greenroom = Commands(binary, tmp_path)
    record = tmp_path / "events.ndjson"
    joined = "session:participant:joined"
    record.write_text(line(1, 0, joined, **person("Omar", False)) + line(2, 50, joined, **person("Ines", True)))
    steps = [json.loads(text) for text in greenroom("alarms", "replay", record, "--json").splitlines()]
    assert [(step["at"], step["step"]) for step in steps] == [
        (START % 45, "raised"), (START % 45, "rang"), (START % 55, "cleared")
    ]  # fmt: skip
    assert steps[0]["saw"] == "1 guest since 09:00:00, no host was ever there"
    text = greenroom("alarms", "replay", "-", stdin=record.read_text())
    assert text.splitlines()[0].startswith("2031-03-04 09:00:45  raised")
    record.write_text("no event\n")
    assert greenroom.code("alarms", "replay", record) == 65
