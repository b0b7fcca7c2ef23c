"""The retired official Python SDK, unchanged, against a running server."""

import datetime
import warnings

import pytest
import requests

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import vonage


class PlainHTTP(requests.adapters.HTTPAdapter):
    """The SDK always says https; the server of these tests has no certificate."""

    def send(self, request, **options):
        request.url = request.url.replace("https://", "http://", 1)
        return super().send(request, **options)


def connect(server, prefix="v1/meetings"):
    client = vonage.Client(
        application_id=server.application["application_id"], private_key=server.application["private_key_path"]
    )
    client.meetings_api_host(f"{server.address}/{prefix}")
    client.session.mount(f"https://{server.address}", PlainHTTP())
    return vonage.meetings.Meetings(client)


@pytest.fixture
def meetings(server):
    return connect(server)


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
def test_every_prefix_that_a_release_of_the_sdk_used_answers(server, prefix):
    assert connect(server, prefix).list_rooms()["page_size"] == 20


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


def test_refusals_arrive_as_the_sdk_expects_them(meetings):
    room = meetings.create_room({"display_name": "Instant"})
    with pytest.raises(vonage.errors.ClientError, match="because of its type: temporary"):
        meetings.update_room(room["id"], {"update_details": {"expire_after_use": True}})
    with pytest.raises(vonage.errors.ClientError, match="must have at least 1 key"):
        meetings.update_theme(meetings.create_theme({"main_color": "#fff", "brand_text": "B"})["theme_id"],
                              {"update_details": {}})


def test_a_wrong_key_is_refused(server, tmp_path):
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path = tmp_path / "other.pem"
    path.write_bytes(key)
    client = vonage.Client(application_id=server.application["application_id"], private_key=str(path))
    client.meetings_api_host(f"{server.address}/v1/meetings")
    client.session.mount(f"https://{server.address}", PlainHTTP())
    with pytest.raises(vonage.errors.AuthenticationError):
        vonage.meetings.Meetings(client).list_rooms()
