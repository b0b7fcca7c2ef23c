"""The retired official Python SDK, unchanged, against a running server."""

import datetime
import sqlite3
import time
import uuid
import warnings

import pytest
import requests

from test_logos import png

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import vonage


@pytest.fixture(autouse=True)
def trust(tls_server, monkeypatch):
    """The SDK always says https, and trusts what the environment tells it to."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tls_server.certificate))


def connect(server, prefix="v1/meetings"):
    client = vonage.Client(
        application_id=server.application["application_id"], private_key=server.application["private_key_path"]
    )
    client.meetings_api_host(f"{server.address}/{prefix}")
    return vonage.meetings.Meetings(client)


@pytest.fixture
def meetings(tls_server):
    return connect(tls_server)


def in_days(days):
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")


def test_an_instant_room_is_created_and_found(meetings):
    room = meetings.create_room({"display_name": "SDK room"})
    assert room["type"] == "instant"
    assert room["is_available"] is True
    assert room["_links"]["guest_url"]["href"].endswith(room["meeting_code"])
    assert meetings.get_room(room["id"])["display_name"] == "SDK room"
    listed = meetings.list_rooms(page_size=100)
    assert room["id"] in [entry["id"] for entry in listed["_embedded"]]
    assert listed["page_size"] == 100


@pytest.mark.parametrize("prefix", ["v1/meetings", "meetings", "beta/meetings"])
def test_every_prefix_that_a_release_of_the_sdk_used_answers(tls_server, prefix):
    assert connect(tls_server, prefix).list_rooms()["page_size"] == 20


def test_a_long_term_room_is_created_and_updated(meetings):
    room = meetings.create_room({"display_name": "Weekly", "type": "long_term", "expires_at": in_days(2)})
    updated = meetings.update_room(
        room["id"],
        {"update_details": {"expires_at": in_days(3), "available_features": {"is_chat_available": False}}},
    )
    assert updated["expires_at"] > room["expires_at"]
    assert updated["available_features"]["is_chat_available"] is False


def test_listing_walks_through_all_rooms(meetings):
    made = [meetings.create_room({"display_name": f"Page {number}"})["id"] for number in range(5)]
    seen, start = [], None
    while True:
        page = meetings.list_rooms(page_size=2, start_id=start)
        seen += [room["id"] for room in page["_embedded"]]
        following = page["_links"].get("next")
        if not following:
            break
        start = following["href"].split("start_id=")[1].split("&")[0]
    assert [room for room in seen if room in made] == made


def test_a_theme_lives(meetings):
    theme = meetings.create_theme({"theme_name": "Blue", "main_color": "#12f64e", "brand_text": "Brand"})
    assert meetings.get_theme(theme["theme_id"])["brand_text"] == "Brand"
    assert theme["theme_id"] in [entry["theme_id"] for entry in meetings.list_themes()]
    updated = meetings.update_theme(theme["theme_id"], {"update_details": {"brand_text": "New"}})
    assert updated["brand_text"] == "New"
    room = meetings.create_room({"display_name": "Themed", "type": "long_term", "expires_at": in_days(1)})
    assert meetings.add_theme_to_room(room["id"], theme["theme_id"])["theme_id"] == theme["theme_id"]
    assert meetings.list_rooms_with_theme_id(theme["theme_id"])["total_items"] == 1
    with pytest.raises(vonage.errors.ClientError, match="could not delete theme"):
        meetings.delete_theme(theme["theme_id"])
    meetings.delete_theme(theme["theme_id"], force=True)
    with pytest.raises(vonage.errors.ClientError, match="could not find theme"):
        meetings.get_theme(theme["theme_id"])


def test_the_default_theme_of_the_application_is_set(tls_server, meetings):
    theme = meetings.create_theme({"main_color": "#12f64e", "brand_text": "Brand", "short_company_url": "sdk-company"})
    answer = meetings.update_application_theme(theme["theme_id"])
    assert answer == {
        "application_id": tls_server.application["application_id"], "account_id": theme["account_id"],
        "default_theme_id": theme["theme_id"],
    }  # fmt: skip
    room = meetings.create_room({"display_name": "Default theme"})
    assert room["_links"]["guest_url"]["href"].endswith(f"/sdk-company/{room['meeting_code']}")
    with pytest.raises(vonage.errors.ClientError, match="is used as application"):
        meetings.delete_theme(theme["theme_id"])
    meetings.delete_theme(theme["theme_id"], force=True)
    unknown = str(uuid.uuid4())
    with pytest.raises(vonage.errors.ClientError, match=f"because theme id {unknown} not found"):
        meetings.update_application_theme(unknown)


@pytest.mark.parametrize("kind", ["white", "colored", "favicon"])
def test_a_logo_is_uploaded(meetings, tmp_path, kind):
    path = tmp_path / "logo.png"
    path.write_bytes(png(24, 24))
    theme_id = meetings.create_theme({"main_color": "#12f64e", "brand_text": "Brand"})["theme_id"]
    assert "successful" in meetings.upload_logo_to_theme(theme_id, str(path), kind)
    theme = meetings.get_theme(theme_id)
    name = {"white": "brand_image_white", "colored": "brand_image_colored", "favicon": "branded_favicon"}[kind]
    assert requests.get(theme[f"{name}_url"], timeout=20).content == path.read_bytes()


def test_a_logo_that_breaks_a_rule_is_refused_with_the_reason(meetings, tmp_path):
    path = tmp_path / "logo.png"
    path.write_bytes(png(24, 24, alpha=255))
    theme_id = meetings.create_theme({"main_color": "#12f64e", "brand_text": "Brand"})["theme_id"]
    with pytest.raises(vonage.errors.ClientError, match="(?s)could not finalize logos.*transparent_bg"):
        meetings.upload_logo_to_theme(theme_id, str(path), "white")
    path.write_bytes(bytes(2_000_000))
    with pytest.raises(vonage.errors.MeetingsError, match="EntityTooLarge"):
        meetings.upload_logo_to_theme(theme_id, str(path), "white")


def test_numbers_to_dial_in_are_listed(meetings):
    assert meetings.list_dial_in_numbers() == []


@pytest.fixture
def recorded(tls_server, meetings):
    """A session with a recording that can be downloaded and one that is not uploaded yet."""
    room = meetings.create_room({"display_name": "Recorded"})
    session, now = f"1_{uuid.uuid4().hex}", int(time.time() * 1000)
    application = tls_server.application["application_id"]
    ids = {status: str(uuid.uuid4()) for status in ["uploaded", "stopped"]}
    folder = tls_server.folder / "data" / "recordings"
    folder.mkdir(exist_ok=True)
    (folder / f"{ids['uploaded']}.mp4").write_bytes(b"film")
    database = sqlite3.connect(tls_server.folder / "data" / "greenroom.db", timeout=20)
    with database:
        database.execute("INSERT INTO sessions(id, room_id, application_id, started_at, ended_at) VALUES (?,?,?,?,?)",
                         (session, room["id"], application, now - 60_000, now))  # fmt: skip
        for status, identifier in ids.items():
            file = f"{identifier}.mp4" if status == "uploaded" else None
            database.execute(
                "INSERT INTO recordings(id, application_id, room_id, session_id, status, started_at, ended_at, file) "
                "VALUES (?,?,?,?,?,?,?,?)",
                (identifier, application, room["id"], session, status, now - 50_000, now - 10_000, file))  # fmt: skip
    database.close()
    return session, ids


def test_recordings_are_listed_fetched_and_deleted(meetings, recorded):
    session, ids = recorded
    listed = meetings.get_session_recordings(session)["_embedded"]["recordings"]
    assert [entry["id"] for entry in listed] == list(ids.values())
    recording = meetings.get_recording(ids["uploaded"])
    assert (recording["session_id"], recording["status"]) == (session, "uploaded")
    link = recording["_links"]["url"]["href"]
    film = requests.get(link, timeout=20)
    assert (film.content, film.headers["content-type"]) == (b"film", "video/mp4")
    assert 'filename="Recorded_' in film.headers["content-disposition"]
    part = requests.get(link, headers={"Range": "bytes=1-2"}, timeout=20)
    assert (part.status_code, part.content) == (206, b"il")
    assert meetings.delete_recording(ids["uploaded"]) is None
    assert requests.get(link, timeout=20).status_code == 404
    with pytest.raises(vonage.errors.ClientError, match=f"Recording {ids['uploaded']} was not found"):
        meetings.get_recording(ids["uploaded"])
    with pytest.raises(vonage.errors.ClientError, match="Could not find recording"):
        meetings.delete_recording(ids["uploaded"])


def test_a_recording_that_is_not_uploaded_is_kept(meetings, recorded):
    _, ids = recorded
    with pytest.raises(vonage.errors.ServerError):
        meetings.delete_recording(ids["stopped"])
    assert meetings.get_recording(ids["stopped"])["_links"] == {}


def test_recordings_of_an_unknown_session_are_refused(meetings):
    with pytest.raises(vonage.errors.ClientError, match="Failed to find session recordings by id: 1_unknown"):
        meetings.get_session_recordings("1_unknown")


def test_refusals_arrive_as_the_sdk_expects_them(meetings):
    room = meetings.create_room({"display_name": "Instant"})
    with pytest.raises(vonage.errors.ClientError, match="because of its type: temporary"):
        meetings.update_room(room["id"], {"update_details": {"expire_after_use": True}})
    with pytest.raises(vonage.errors.ClientError, match="must have at least 1 key"):
        meetings.update_theme(meetings.create_theme({"main_color": "#fff", "brand_text": "B"})["theme_id"],
                              {"update_details": {}})


def test_a_wrong_key_is_refused(tls_server, tmp_path):
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path = tmp_path / "other.pem"
    path.write_bytes(key)
    client = vonage.Client(application_id=tls_server.application["application_id"], private_key=str(path))
    client.meetings_api_host(f"{tls_server.address}/v1/meetings")
    with pytest.raises(vonage.errors.AuthenticationError):
        vonage.meetings.Meetings(client).list_rooms()
