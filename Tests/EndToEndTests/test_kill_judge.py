"""The judge of the kill test: it must be content with a sound history and object to every kind of loss."""

import copy
import json

import pytest
from kill_judge import History, Judge

ROOM = {"id": "r1", "display_name": "room-1", "expires_at": "a", "metadata": None, "_links": {"guest_url": "g"}}


def event(sequence, name, /, room="r1", **body):
    return {"sequence": sequence, "name": name, "room_id": room, "body": {"event": name, **body}}


def person(sequence, what):
    body = {"participant_id": "p1", "session_id": "s1", "room_id": "r1", "name": "Ines"}
    return event(sequence, f"session:participant:{what}", **body)


def callback(event, at):
    line = {"id": f"w{event['sequence']}", "sequence": event["sequence"], "at": at, "gap": "", "status": 204}
    return line | {"path": "/sessions", "body": json.dumps(event["body"])}


def history():
    patched = ROOM | {"expires_at": "b"}
    theme = {"theme_id": "t1", "theme_name": "theme-1", "brand_text": "0"}
    events = [
        event(1, "room:created") | {"body": {"event": "room:created", "room": ROOM}},
        event(2, "room:updated") | {"body": {"event": "room:updated", "room": patched}},
        event(3, "session:started", session_id="s1", room_id="r1"),
        person(4, "joined"),
        person(5, "left"),
        event(6, "session:ended", session_id="s1", room_id="r1"),
        event(7, "theme:created", room=None) | {"body": {"event": "theme:created", "theme": theme}},
        event(8, "theme:deleted", room=None, theme_id="t1"),
    ]
    operations = [
        {"did": "create-room", "started": 1, "ended": 2, "status": 201, "name": "room-1", "id": "r1"},
        {"did": "patch-room", "started": 3, "ended": 4, "status": 200, "target": "r1", "value": "b"},
        {"did": "join", "name": "Ines", "room": "r1", "id": "p1", "started": 5, "ended": 6},
        {"did": "leave", "id": "p1", "why": "left", "ended": 7},
        {"did": "create-theme", "started": 7, "ended": 8, "status": 201, "name": "theme-1", "id": "t1"},
        {"did": "delete-theme", "started": 9, "ended": 10, "status": 204, "target": "t1"},
    ]
    return History(
        operations=operations, events=events, rooms={"r1": patched}, themes={},
        received=[callback(events[number], 10 + number) for number in (2, 3, 4, 5)], stops=[(20, 21)],
        streamed={1: events[0], 8: events[7]}, dead=set(), paths={"sessions": "/sessions", "rooms": "/rooms"},
    )  # fmt: skip


def test_a_sound_history_has_no_faults():
    assert Judge(history()).verdict() == []


def test_a_repetition_is_excused_by_a_kill_and_a_dead_letter_is_no_loss():
    seen = history()
    seen.received.append(seen.received[-1] | {"at": 30})
    seen.received.pop(0)
    seen.dead = {3}
    assert Judge(seen).verdict() == []


def forget_the_room(seen):
    seen.rooms.clear()


def forget_the_change(seen):
    seen.rooms["r1"]["expires_at"] = "a"
    seen.events[1]["body"]["room"]["expires_at"] = "a"


def forget_the_creation(seen):
    seen.events[0] = event(1, "theme:deleted", room=None, theme_id="t9")


def make_the_room_twice(seen):
    other = ROOM | {"id": "r2"}
    seen.events.append(event(9, "room:created", room="r2") | {"body": {"event": "room:created", "room": other}})
    seen.rooms["r2"] = other


def bring_the_theme_back(seen):
    seen.themes["t1"] = seen.events[6]["body"]["theme"]


def forget_the_deletion(seen):
    seen.events.pop()
    bring_the_theme_back(seen)


def jump_in_the_log(seen):
    seen.events[-1]["sequence"] = 9
    del seen.streamed[8]


def tell_the_stream_otherwise(seen):
    seen.streamed[1] = event(1, "room:created", room="r9")


def forget_who_joined(seen):
    seen.events[3]["body"]["participant_id"] = "p9"


def never_leave(seen):
    seen.events[4] = event(5, "theme:deleted", room=None, theme_id="t9")


def never_end(seen):
    seen.events[5] = event(6, "theme:deleted", room=None, theme_id="t9")


def start_twice(seen):
    seen.events[7] = event(8, "session:started", session_id="s1", room_id="r1")


def lose_a_callback(seen):
    seen.received.pop()


def refuse_a_callback(seen):
    seen.received[-1]["status"] = 500


def invent_a_callback(seen):
    seen.received.append(callback(event(99, "session:started"), 30))


def repeat_for_no_reason(seen):
    seen.received.append(seen.received[-1] | {"at": 15.5})


def repeat_with_another_id(seen):
    seen.received.append(seen.received[-1] | {"at": 30, "id": "w99"})


def repeat_with_another_body(seen):
    seen.received.append(seen.received[-1] | {"at": 30, "body": seen.received[-1]["body"] + " "})


def tell_another_body(seen):
    seen.received[-1]["body"] = "{}"


def forget_the_metadata(seen):
    seen.events[0]["body"]["room"] = ROOM | {"metadata": "ours"}


def swap_two_callbacks(seen):
    seen.received[0], seen.received[1] = seen.received[1], seen.received[0]


def refuse_a_sound_request(seen):
    seen.operations[1]["status"] = 503


def lose_a_seat(seen):
    seen.operations.append({"did": "seat-lost", "id": "p1", "after": 1})


LOSSES = [
    (forget_the_room, "was never deleted and is not there"),
    (forget_the_change, "An acknowledged change is not in the log"),
    (forget_the_creation, "An acknowledged room is not in the log"),
    (make_the_room_twice, "made 2 times"),
    (bring_the_theme_back, "An acknowledged deletion was forgotten"),
    (forget_the_deletion, "An acknowledged deletion was forgotten"),
    (jump_in_the_log, "The log's numbers"),
    (tell_the_stream_otherwise, "The stream told"),
    (forget_who_joined, "An acknowledged join"),
    (never_leave, "An acknowledged leave"),
    (never_end, "never ended"),
    (start_twice, "for the second time"),
    (lose_a_callback, "never called back"),
    (refuse_a_callback, "never called back"),
    (invent_a_callback, "tells what the log does not"),
    (repeat_for_no_reason, "though nothing had happened"),
    (repeat_with_another_id, "two webhook-ids"),
    (repeat_with_another_body, "one webhook-id and differ"),
    (tell_another_body, "not that of the log"),
    (forget_the_metadata, "not that of the log"),
    (swap_two_callbacks, "no gap was told"),
    (refuse_a_sound_request, "answered 503"),
    (lose_a_seat, "A seat was lost"),
]


@pytest.mark.parametrize("lose, words", LOSSES, ids=[lose.__name__ for lose, _ in LOSSES])
def test_every_loss_is_noticed(lose, words):
    seen = copy.deepcopy(history())
    lose(seen)
    assert any(words in fault for fault in Judge(seen).verdict())
