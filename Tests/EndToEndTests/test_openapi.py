"""Every operation of the OpenAPI document, called for real: the answers are what the document says."""

import contextlib
import http.client
import json
import re
import time
import uuid

import pytest
import requests
import websocket
from conftest import wait_for
from openapi import DIALECT, Document
from openapi_spec_validator import validate as validate_specification
from receivers import receiving

FAR = time.strftime("%Y-%m-%dT00:00:00.000Z", time.gmtime(time.time() + 20 * 86400))
NOBODY = "11111111-2222-4333-8444-555555555555"


@pytest.fixture(scope="module")
def api(server):
    return Document(server)


@pytest.fixture
def call(api):
    return api.call


@pytest.fixture
def receiver():
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def meeting(server):
    """Makes people at rooms, by the page's own protocol."""
    with contextlib.ExitStack() as stack:

        def enter(room, name, **link):
            socket = websocket.create_connection(f"ws://{server.address}/_/socket", timeout=20)
            stack.callback(socket.close)
            send(socket, t="hello", room_token=room["meeting_code"], **link)
            assert hear(socket, "welcome", "refused")["t"] == "welcome"
            send(socket, t="enter", name=name)
            return socket, hear(socket, "entered", "waiting", "refused")

        yield enter


def send(socket, **fields):
    socket.send(json.dumps(fields))


def hear(socket, *names):
    while (message := json.loads(socket.recv()))["t"] not in names:
        pass
    return message


def host_token(room):
    return re.search("participant_token=(.*)", room["_links"]["host_url"]["href"])[1]


def new_room(call, **fields):
    return call("createRoom", 201, {"display_name": "Weekly review", **fields})


def new_theme(call, **fields):
    return call("createTheme", 201, {"main_color": "#12f64e", "brand_text": "Harbour", **fields})


def test_the_document_is_sound_openapi(api):
    validate_specification(api.whole)
    for name, schema in api.whole["components"]["schemas"].items():
        assert "examples" in schema or name in WITHOUT_EXAMPLE, f"{name} has no example"
        for example in schema.get("examples", []):
            api.validate({"$ref": f"#/components/schemas/{name}"}, example)


WITHOUT_EXAMPLE = {
    "AvailableFeatures", "AvailableFeaturesRequest", "CallbackURLs", "CallbackURLsRequest", "InitialJoinOptions",
    "InitialJoinOptionsRequest", "Link", "PageLinks", "RecordingOptions", "RecordingOptionsRequest", "RoomLinks",
    "UISettings", "UISettingsRequest", "AnnouncedRoom",
}  # fmt: skip


def test_rooms(call):
    made = new_room(call, type="long_term", expires_at=FAR, callback_urls={"rooms_callback_url": "http://192.0.2.1/"})
    call("getRoom", 200, room_id=made["id"])
    call("updateRoom", 200, {"update_details": {"expire_after_use": True, "theme_id": None}}, room_id=made["id"])
    for _ in range(2):
        new_room(call, metadata="ours")
    page = call("listRooms", 200, query="?page_size=1&start_id=2")
    assert page["page_size"] == 1 and "next" in page["_links"]
    call("listRooms", 200)


def test_refusals_of_rooms(call):
    instant = new_room(call)["id"]
    call("createRoom", 400, {"display_name": ""})
    call("createRoom", 401, {"display_name": "a"}, token=False)
    call("createRoom", 413, {"display_name": "a" * (1 << 20)})
    call("updateRoom", 400, {"update_details": {"expire_after_use": True}}, room_id=instant)
    call("updateRoom", 404, {"update_details": {"expire_after_use": True}}, room_id=NOBODY)
    call("getRoom", 404, room_id=NOBODY)
    call("listRooms", 400, query="?page_size=x")
    call("listRoomsOfTheme", 404, theme_id=NOBODY)


def test_themes(call):
    name = str(uuid.uuid4())
    made = new_theme(call, theme_name=name, short_company_url=f"c-{name}")["theme_id"]
    call("getTheme", 200, theme_id=made)
    call("updateTheme", 200, {"update_details": {"brand_text": "Sons", "short_company_url": None}}, theme_id=made)
    call("listThemes", 200)
    room = new_room(call, theme_id=made)
    assert call("listRoomsOfTheme", 200, theme_id=made)["_embedded"][0]["id"] == room["id"]
    call("createTheme", 409, {"main_color": "#12f64e", "brand_text": "Harbour", "theme_name": name})
    call("createTheme", 400, {"main_color": "green", "brand_text": "Harbour"})
    call("updateTheme", 404, {"update_details": {"brand_text": "Sons"}}, theme_id=NOBODY)
    call("getTheme", 404, theme_id=NOBODY)
    call("deleteTheme", 400, theme_id=made)
    call("deleteTheme", 204, theme_id=made, query="?force=true")
    call("deleteTheme", 404, theme_id=made)


def test_a_creation_that_is_sent_again(call):
    key = {"Idempotency-Key": str(uuid.uuid4())}
    first = new_room_with(call, key, 201, "Once")
    assert new_room_with(call, key, 201, "Once")["id"] == first["id"]
    new_room_with(call, key, 422, "Twice")
    new_room_with(call, {"Idempotency-Key": "k" * 256}, 400, "Once")


def new_room_with(call, headers, expected, name):
    return call("createRoom", expected, {"display_name": name}, headers=headers)


def test_deleting_a_room_and_when_it_closes(call):
    room = new_room(call)["id"]
    assert call("getRoomClosing", 200, room_id=room)["reason"] == "never_used"
    call("getRoomClosing", 404, room_id=NOBODY)
    call("deleteRoom", 204, room_id=room)
    call("deleteRoom", 404, room_id=room)
    call("getRoom", 404, room_id=room)


def test_sessions_and_participants(call, meeting):
    room = new_room(call)
    meeting(room, "Ines")
    page = call("listSessions", 200, query="?page_size=1")
    session = page["_embedded"]["sessions"][0]["id"]
    people = call("listParticipants", 200, session_id=session)["_embedded"]["participants"]
    assert [person["name"] for person in people] == ["Ines"]
    call("listParticipants", 404, session_id="1_unknown")
    call("listSessions", 400, query="?offset=x")
    call("listSessions", 401, token=False)


def test_control_of_a_session(call, meeting):
    room = new_room(call)
    meeting(room, "Ines", participant_token=host_token(room))
    _, omar = meeting(room, "Omar")
    session = call("listSessions", 200, query="?page_size=1")["_embedded"]["sessions"][0]["id"]
    call("getSession", 200, session_id=session)
    call("lockSession", 204, session_id=session)
    assert call("getSession", 200, session_id=session)["locked"] is True
    call("unlockSession", 204, session_id=session)
    call("removeParticipant", 204, session_id=session, participant_id=omar["you"]["id"])
    call("removeParticipant", 404, session_id=session, participant_id=NOBODY)
    call("endSession", 204, session_id=session)
    for operation in ("endSession", "lockSession", "unlockSession"):
        call(operation, 409, session_id=session)
        call(operation, 404, session_id="1_unknown")
    call("getSession", 404, session_id="1_unknown")


def test_media_of_a_session(call, meeting):
    room = new_room(call)
    meeting(room, "Ines", participant_token=host_token(room))
    _, omar = meeting(room, "Omar")
    session = call("listSessions", 200, query="?page_size=1")["_embedded"]["sessions"][0]["id"]
    people = call("getSessionMedia", 200, session_id=session)["participants"]
    assert [person["mic"] for person in people] == [False, False]
    person = {"session_id": session, "participant_id": omar["you"]["id"]}
    call("muteParticipant", 204, {"kind": "camera"}, **person)
    call("muteParticipant", 400, {"kind": "screen"}, **person)
    call("muteParticipant", 404, {}, session_id=session, participant_id=NOBODY)
    call("muteSession", 204, session_id=session)
    call("endSession", 204, session_id=session)
    call("muteSession", 409, session_id=session)
    for operation in ("getSessionMedia", "muteSession", "startRecording"):
        call(operation, 404, session_id="1_unknown")
    call("startRecording", 409, session_id=session)
    call("stopRecording", 404, recording_id=NOBODY)
    call("retryRecording", 404, recording_id=NOBODY)


def test_media_servers(call):
    for engine in call("getMedia", 200)["engines"]:
        call("drainMediaEngine", 204, engine=engine["name"])
        call("resumeMediaEngine", 204, engine=engine["name"])
    for operation in ("drainMediaEngine", "resumeMediaEngine"):
        call(operation, 404, engine="media-99")


def test_the_waiting_room(call, meeting):
    room = new_room(call, join_approval_level="explicit_approval")
    meeting(room, "Ines", participant_token=host_token(room))
    sockets = [meeting(room, name)[0] for name in ("Omar", "Eve", "Ana", "Ben")]

    def waiting():
        return call("listWaitingPeople", 200, room_id=room["id"])["_embedded"]["waiting"]

    wait_for(lambda: len(waiting()) == 4, "not everybody who waits is listed")
    omar, eve, *_ = [person["participant_id"] for person in waiting()]
    call("admitPerson", 204, room_id=room["id"], participant_id=omar)
    call("denyPerson", 204, room_id=room["id"], participant_id=eve)
    assert call("admitEverybody", 200, room_id=room["id"]) == {"admitted": 2}
    assert hear(sockets[0], "entered") and hear(sockets[3], "entered")
    call("admitPerson", 404, room_id=room["id"], participant_id=NOBODY)
    call("denyPerson", 404, room_id=room["id"], participant_id=NOBODY)
    call("listWaitingPeople", 404, room_id=NOBODY)
    call("admitEverybody", 404, room_id=NOBODY)


def test_events_by_pages_and_as_a_stream(call, api, server):
    new_room(call)
    page = call("listEvents", 200, query="?page_size=1")
    assert len(page["_embedded"]["events"]) == 1
    call("listEvents", 200, query="?last=3")
    call("listEvents", 400, query="?after=x")
    connection = http.client.HTTPConnection(server.address, timeout=20)
    headers = {"Authorization": f"Bearer {server.token}", "Accept": "text/event-stream", "Last-Event-ID": "0"}
    connection.request("GET", "/v1/meetings/events", headers=headers)
    with contextlib.closing(connection):
        answer = connection.getresponse()
        assert answer.headers.get_content_type() == "text/event-stream"
        lines = iter(answer.readline, b"")
        data = next(line for line in lines if line.startswith(b"data: "))
    api.validate({"$ref": "#/components/schemas/Event"}, json.loads(data[6:]))


def test_every_event_of_the_log_is_as_described(api, server, call):
    new_room(call)
    for event in server.events():
        api.validate({"$ref": "#/components/schemas/Event"}, event)
        name = "".join(part.capitalize() for part in event["name"].split(":")) + "Callback"
        if name in api.whole["components"]["schemas"]:
            api.validate({"$ref": f"#/components/schemas/{name}"}, event["body"])
        if "room" in event["body"]:
            api.validate({"$ref": "#/components/schemas/AnnouncedRoom"}, event["body"]["room"])
        if "theme" in event["body"]:
            api.validate({"$ref": "#/components/schemas/Theme"}, event["body"]["theme"])


def test_callbacks_are_as_described(api, call, meeting, receiver):
    room = new_room(call, callback_urls={"sessions_callback_url": receiver.url}, metadata="ours: ü")
    socket, _ = meeting(room, "Ines")
    send(socket, t="leave")
    names = ("sessionStarted", "sessionParticipantJoined", "sessionParticipantLeft", "sessionEnded")
    wait_for(lambda: len(receiver.taken) == 4, "the four callbacks of a visit did not come")
    for name, (headers, body) in zip(names, receiver.taken, strict=True):
        description = api.resolved(api.whole["webhooks"][name])["post"]
        api.validate(description["requestBody"]["content"]["application/json"]["schema"], json.loads(body))
        found = {key.lower(): value for key, value in headers.items()}
        for parameter in map(api.resolved, description["parameters"]):
            value = found.get(parameter["name"].lower())
            assert value is not None or not parameter["required"], f"{name} came without {parameter['name']}"
            if value is not None:
                is_number = parameter["schema"]["type"] == "integer"
                DIALECT(parameter["schema"]).validate(int(value) if is_number else value)


def test_deliveries(call, meeting, receiver):
    room = new_room(call, callback_urls={"sessions_callback_url": receiver.url})
    meeting(room, "Ines")

    def deliveries(state):
        page = call("listDeliveries", 200, query=f"?room_id={room['id']}&state={state}")
        return page["_embedded"]["deliveries"]

    wait_for(lambda: len(deliveries("delivered")) == 2, "the callbacks are not listed as delivered")
    id = deliveries("delivered")[0]["id"]
    detail = call("getDelivery", 200, delivery_id=id)
    assert json.loads(detail["body"])["event"] == detail["event"] and detail["attempt_log"]
    call("replayDelivery", 202, delivery_id=id)
    wait_for(lambda: len(receiver.taken) == 3, "the callback was not sent once more")
    wait_for(lambda: len(deliveries("delivered")) == 2, "the replayed callback was not delivered again")
    assert call("replayDeliveries", 202, {"room_id": room["id"], "state": "delivered"}) == {"replayed": 2}
    assert isinstance(call("listReceivers", 200)["_embedded"]["receivers"], list)
    call("replayDeliveries", 400, {})
    call("replayDelivery", 404, delivery_id=10**9)
    call("getDelivery", 404, delivery_id=10**9)
    call("listDeliveries", 400, query="?state=lost")
    call("listPausedEndpoints", 200)
    call("resumeEndpoint", 404, {"url": receiver.url})
    call("resumeEndpoint", 400, {})


def test_the_default_theme_of_the_application(call):
    theme = new_theme(call)["theme_id"]
    assert call("updateApplication", 200, {"update_details": {"default_theme_id": theme}})["default_theme_id"] == theme
    call("updateApplication", 400, {"update_details": {"default_theme_id": NOBODY}})
    call("deleteTheme", 204, theme_id=theme, query="?force=true")


def test_logos(call, api, server):
    theme = new_theme(call)["theme_id"]
    grants = call("getLogoUploadURLs", 200)
    fields = grants[0]["fields"]
    answer = requests.post(grants[0]["url"], data=fields, files={"file": png(64, 64)}, timeout=20)
    assert answer.status_code == 204 and answer.content == b""
    api.called.setdefault("uploadLogo", set()).add(204)
    bad = requests.post(grants[0]["url"], data=fields | {"X-Amz-Signature": "00"}, files={"file": b""}, timeout=20)
    assert bad.status_code == 403 and bad.headers["Content-Type"].startswith("application/xml")
    assert call("finalizeLogos", 200, {"keys": [fields["key"]]}, theme_id=theme) == "OK"
    call("finalizeLogos", 400, {"keys": ["auto-expiring-temp/logos/white/none"]}, theme_id=theme)
    call("finalizeLogos", 400, {"keys": []}, theme_id=theme)
    call("finalizeLogos", 404, {"keys": [fields["key"]]}, theme_id=NOBODY)
    found = call("getTheme", 200, theme_id=theme)["brand_image_white_url"]
    name = found.removeprefix(f"{server.base}/_/logos/white/")
    assert call("getLogo", 200, token=False, kind="white", name=name).startswith(b"\x89PNG")
    call("getLogo", 404, token=False, kind="white", name=NOBODY)


def png(width, height):
    """A picture whose every point is transparent."""
    import struct
    import zlib

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    points = zlib.compress((b"\0" + b"\0\0\0\0" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", points) + chunk(b"IEND", b"")


def test_recordings_and_dial_in_numbers(call, meeting):
    call("listDialInNumbers", 200, token=False)
    call("getRecording", 404, recording_id=NOBODY)
    call("deleteRecording", 404, recording_id=NOBODY)
    meeting(new_room(call), "Ines")
    session = call("listSessions", 200, query="?page_size=1")["_embedded"]["sessions"][0]["id"]
    call("listRecordingsOfSession", 200, session_id=session)
    call("listRecordingsOfSession", 404, session_id="1_unknown")
    call("downloadRecording", 403, token=False, recording_id=NOBODY, query="?expires=1&signature=00")


def test_what_operators_decide_about_alarms(call):
    room = new_room(call)["id"]
    alarm = {"rule": "closing", "object": room}
    decision = {"state": "acknowledged", "note": "Dana calls the speaker", "operator": "lee", "level": "warning"}
    assert call("acknowledgeAlarm", 200, decision, **alarm)["note"] == decision["note"]
    assert room in [each["object"] for each in call("listAcknowledgements", 200)["_embedded"]["alarms"]]
    call("acknowledgeAlarm", 400, {"state": "solved"}, **alarm)
    call("acknowledgeAlarm", 404, decision, rule="none", object=room)
    call("reopenAlarm", 204, query="?operator=lee", **alarm)
    call("reopenAlarm", 404, **alarm)
    call("listAcknowledgements", 401, token=False)


def test_notes_about_a_room(call):
    room = new_room(call)["id"]
    note = call("addNote", 201, {"text": "Dana calls the speaker", "operator": "lee"}, room_id=room)
    assert call("listNotes", 200, room_id=room)["_embedded"]["notes"] == [note]
    call("addNote", 400, {"text": ""}, room_id=room)
    call("addNote", 404, {"text": "Late"}, room_id=NOBODY)
    call("listNotes", 404, room_id=NOBODY)


def test_import(call):
    room = new_room(call) | {"id": str(uuid.uuid4()), "meeting_code": str(uuid.uuid4().int)[:12]}
    theme = new_theme(call) | {"theme_id": str(uuid.uuid4()), "theme_name": str(uuid.uuid4())}
    body = {"rooms": [room], "themes": [theme]}
    assert call("importResources", 200, body, query="?dry_run=true")["dry_run"] is True
    assert call("importResources", 200, body)["rooms"]["created"] == [room["id"]]
    assert call("importResources", 200, body)["rooms"]["unchanged"] == [room["id"]]
    call("importResources", 400, {"rooms": "none"})


def test_what_the_operator_asks(call):
    assert call("getHealth", 200, token=False) == "ok\n"
    call("getOpenAPI", 200, token=False)
    assert call("getReadiness", 200, token=False)["status"] == "ready"
    assert "# TYPE" in call("getMetrics", 200, token=False)


def test_every_operation_was_called(api):
    """The last test of the file: an operation that is described and served is one that was tried."""
    assert api.operations.keys() - api.called.keys() == set()
