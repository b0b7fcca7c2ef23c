"""Callbacks as a receiver sees them, judged by verifiers that are not ours."""

import base64
import hashlib
import hmac
import json
import random
import re

import jwt
import pytest
import standardwebhooks
from conftest import wait_for
from receivers import receiving, visit
from test_python_sdk import connect
from vonage_jwt.errors import VonageVerifyJwtError
from vonage_jwt.verify_jwt import verify_signature

FIELDS = {
    "host", "content-type", "content-length", "user-agent", "connection", "accept", "accept-encoding", "authorization",
    "webhook-id", "webhook-timestamp", "webhook-signature", "greenroom-sequence", "greenroom-committed-at",
    "greenroom-metadata", "greenroom-gap",
}  # fmt: skip


@pytest.fixture
def receiver():
    with receiving() as receiver:
        yield receiver


def webhook_accepts(secret, headers, body):
    lower = {name.lower(): value for name, value in headers.items()}
    try:
        standardwebhooks.Webhook(secret).verify(body, lower)
    except (standardwebhooks.WebhookVerificationError, ValueError):
        return False
    return True


def token_accepts(secret, headers, body):
    """The check that the guide of the retired service describes: the signature, then the hash of the body."""
    token = headers["Authorization"].removeprefix("Bearer ")
    try:
        if not verify_signature(token, secret):
            return False
        claims = jwt.decode(token, secret, algorithms=["HS256"])
    except (jwt.PyJWTError, VonageVerifyJwtError, ValueError):
        return False
    return claims.get("payload_hash") == hashlib.sha256(body).hexdigest()


def callbacks_of_a_visit(server, receiver, **fields):
    urls = {"sessions_callback_url": receiver.url}
    room = connect(server).create_room({"display_name": "Hooked", "callback_urls": urls, **fields})
    visit(server, room)
    wait_for(lambda: len(receiver.taken) == 4, "the four callbacks of a visit did not come")
    return room, list(receiver.taken)


def test_a_session_is_called_back_with_both_signatures(server, receiver):
    room, calls = callbacks_of_a_visit(server, receiver)
    names = []
    for headers, body in calls:
        event = json.loads(body)
        names.append(event["event"])
        assert event["room_id"] == room["id"]
        assert "metadata" not in event and "Greenroom-Metadata" not in headers
        assert token_accepts(server.application["signature_secret"], headers, body)
        assert webhook_accepts(server.application["webhook_secret"], headers, body)
        claims = jwt.decode(headers["Authorization"][7:], options={"verify_signature": False})
        assert claims["api_key"] == server.application["api_key"]
    assert names == ["session:started", "session:participant:joined", "session:participant:left", "session:ended"]
    assert len({headers["webhook-id"] for headers, _ in calls}) == 4
    sequences = [int(headers["Greenroom-Sequence"]) for headers, _ in calls]
    assert sequences == sorted(sequences)


def flipped(data, chance):
    """The bytes with one bit turned over."""
    place = chance.randrange(len(data))
    return data[:place] + bytes([data[place] ^ (1 << chance.randrange(8))]) + data[place + 1 :]


def changed(data, chance):
    """Other bytes than these."""
    place = chance.randrange(len(data))
    other = chance.choice(
        [
            flipped(data, chance),
            data[:place] + data[place + 1 :],
            data[:place] + bytes([chance.randrange(256)]) + data[place:],
            data[:place],
            data + bytes([chance.randrange(256)]),
            data[place:] + data[:place],
            data.replace(b'"', b"'", 1),
            data[::-1],
            b"",
        ]
    )
    return other if other != data else data + b" "


def unpadded(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def padded(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def forged_webhooks(headers, body, chance, times):
    """Header fields and bodies that differ from a good callback in what Standard Webhooks signs, or in the signature."""
    signature = base64.b64decode(headers["webhook-signature"].split(",")[1])
    stamp = int(headers["webhook-timestamp"])

    def with_field(name, value):
        return {**headers, name: value}, body

    def signed(data):
        return "v1," + base64.b64encode(data).decode()

    for _ in range(times):
        yield headers, changed(body, chance)
        yield with_field("webhook-id", changed(headers["webhook-id"].encode(), chance).decode("latin-1") or "x")
        yield with_field("webhook-timestamp", str(stamp + chance.choice([-1, 1]) * chance.randrange(1, 100_000)))
        yield with_field("webhook-signature", signed(flipped(signature, chance)))
        yield with_field("webhook-signature", signed(changed(signature, chance)))
        other = hmac.new(chance.randbytes(32), chance.randbytes(40), "sha256").digest()
        yield with_field("webhook-signature", " ".join([signed(other), "v2," + signed(signature)[3:], "v1a,x"]))
    for text in ["", "v1", "v1,", ",", "v1,=", "v2," + signed(signature)[3:], signed(signature)[3:], "V1" + signed(signature)[2:]]:
        yield with_field("webhook-signature", text)


def forged_tokens(headers, body, chance, times, public_secrets):
    """The same for the JWT and the hash in it."""
    head, claims, signature = headers["Authorization"].removeprefix("Bearer ").split(".")

    def with_token(token):
        return {**headers, "Authorization": "Bearer " + token}, body

    for _ in range(times):
        yield headers, changed(body, chance)
        yield with_token(f"{unpadded(changed(padded(head), chance))}.{claims}.{signature}")
        yield with_token(f"{head}.{unpadded(changed(padded(claims), chance))}.{signature}")
        yield with_token(f"{head}.{claims}.{unpadded(flipped(padded(signature), chance))}")
        yield with_token(f"{head}.{claims}.{unpadded(changed(padded(signature), chance))}")
        # A token that is right in all but the secret, for a body of the forger's.
        forged = {**json.loads(padded(claims)), "payload_hash": hashlib.sha256(b"{}").hexdigest()}
        token = jwt.encode(forged, chance.randbytes(32), algorithm=chance.choice(["HS256", "HS384", "HS512"]))
        yield {**headers, "Authorization": "Bearer " + token}, b"{}"
    for secret in public_secrets:
        yield with_token(jwt.encode(json.loads(padded(claims)), secret, algorithm="HS256"))
    for algorithm in ["none", "None", "NONE", "", "RS256", "HS512", None]:
        other = unpadded(json.dumps({"alg": algorithm, "typ": "JWT"}).encode())
        for ending in ["", signature]:
            yield with_token(f"{other}.{claims}.{ending}")
    for token in ["", ".", "..", head, f"{head}.{claims}", f"{head}.{claims}.", f"{head}.{claims}.{signature}.x"]:
        yield with_token(token)


@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
def test_every_callback_is_accepted_and_none_of_thousands_of_forgeries_is(server, receiver):
    _, calls = callbacks_of_a_visit(server, receiver, metadata="größe=1")
    application = server.application
    chance = random.Random(20310304)
    refused = 0
    for headers, body in calls:
        assert webhook_accepts(application["webhook_secret"], headers, body)
        assert token_accepts(application["signature_secret"], headers, body)
        for fields, data in forged_webhooks(headers, body, chance, 90):
            assert not webhook_accepts(application["webhook_secret"], fields, data), (fields, data)
            refused += 1
        public = [application["api_key"], application["application_id"], "Vonage", "secret"]
        for fields, data in forged_tokens(headers, body, chance, 90, public):
            assert not token_accepts(application["signature_secret"], fields, data), (fields, data)
            refused += 1
    print(f"{refused} forgeries refused")
    assert refused >= 2000


HOSTILE = [
    "a\r\nX-Evil: 1", "\r\n\r\nHTTP/1.1 200 OK", "a\nb", "a\rb", "nul\x00nul", "\u2028line\u2029", "\x85next\x0b\x0c",
    "%0d%0aX-Evil: 1", "ünï\U0001f600", "\x1b[31mred", '"},"event":"forged"', " " * 3 + "x",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_and_metadata_never_reach_a_header_as_they_are(server, receiver, text):
    urls = {"sessions_callback_url": receiver.url}
    body = {"display_name": text, "metadata": text, "callback_urls": urls}
    try:
        room = server.call("POST", "/rooms", body)
    except AssertionError as refusal:
        # Text that no header and no terminal may hold may be refused at the door; then as a plain error.
        assert " 400: " in str(refusal)
        room = server.call("POST", "/rooms", {"display_name": "Plain", "callback_urls": urls})
    entered = visit(server, room, name=text)["t"] == "entered"
    if not entered:
        visit(server, room)
    wait_for(lambda: len(receiver.taken) == 4, "the four callbacks of a visit did not come")
    for fields, raw in receiver.calls:
        names = [name.lower() for name, _ in fields]
        assert set(names) <= FIELDS and len(names) == len(set(names)), names
        for name, value in fields:
            assert re.fullmatch(r"[\x20-\x7e]*", value), (name, value)
        event = json.loads(raw)
        assert event["event"].startswith("session:")
        assert b"\r" not in raw and b"\n" not in raw and b"\x00" not in raw
        assert event.get("metadata") in (None, room["metadata"])
        assert webhook_accepts(server.application["webhook_secret"], dict(fields), raw)
