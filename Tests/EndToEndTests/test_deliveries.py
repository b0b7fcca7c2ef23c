"""What becomes of callbacks when receivers and the server itself fail."""

import json
import random

import pytest
from conftest import wait_for
from receivers import receiving, visit


@pytest.fixture
def receiver():
    with receiving() as receiver:
        yield receiver


def rooms(server, url, count):
    return [
        server.call("POST", "/rooms", {"display_name": f"R{number}", "callback_urls": {"sessions_callback_url": url}})
        for number in range(count)
    ]


def deliveries(server, query=""):
    found, path = [], f"/deliveries?page_size=1000{query}"
    while path:
        page = server.call("GET", path)
        found += page["_embedded"]["deliveries"]
        following = page["_links"].get("next")
        path = following and following["href"].split("/v1/meetings")[1]
    return found


def count_of(server, name):
    return sum(event["name"] == name for event in server.events())


def test_a_url_that_is_gone_is_held_over_a_crash_and_resumed_with_all_it_missed(own_server, receiver):
    receiver.answer = lambda headers, body: 410
    made = rooms(own_server, receiver.url, 3)
    for room in made:
        visit(own_server, room)
    wait_for(lambda: len(deliveries(own_server)) == 12, "twelve callbacks were not made")
    wait_for(lambda: all(entry["paused"] for entry in deliveries(own_server)), "the URL was not paused")
    tried = len(receiver.calls)
    assert 1 <= tried <= 3
    own_server.kill()
    own_server.start()
    (endpoint,) = own_server.call("GET", "/deliveries/endpoints")["_embedded"]["endpoints"]
    assert (endpoint["url"], endpoint["held"]) == (receiver.url, 12)
    assert len(receiver.calls) == tried
    receiver.answer = lambda headers, body: 204
    assert own_server.call("POST", "/deliveries/endpoints/resume", {"url": receiver.url}) == {"resumed": 12}
    wait_for(lambda: len(receiver.taken) == 12, "what was held did not come")
    for room in made:
        names = [event["event"] for event in receiver.events() if event["room_id"] == room["id"]]
        assert names[0] == "session:started" and names[-1] == "session:ended"
    log = open(own_server.log.name, encoding="utf-8").read()
    assert "wants no more callbacks" in log
    for secret in ("signature_secret", "webhook_secret"):
        assert own_server.application[secret] not in log
    assert "/hook" not in log


def test_no_callback_is_lost_by_crashes_of_the_server_and_a_receiver_that_fails(own_server, receiver):
    chance = random.Random(4711)
    receiver.answer = lambda headers, body: chance.choice([204, 204, 204, 500, 503])
    made = rooms(own_server, receiver.url, 8)
    for round in range(3):
        for room in made:
            visit(own_server, room)
        own_server.kill()
        own_server.start()
    receiver.answer = lambda headers, body: 204
    # Whoever was inside at a crash leaves when the seat is given up: wait for the last word of every session.
    wait_for(lambda: count_of(own_server, "session:started") == count_of(own_server, "session:ended") > 0,
             "a session did not end", seconds=60)  # fmt: skip
    committed = [event for event in own_server.events() if event["name"].startswith("session:")]
    wait_for(
        lambda: all(entry["state"] == "delivered" for entry in deliveries(own_server)),
        "not every callback was delivered", seconds=90)  # fmt: skip
    assert len(deliveries(own_server)) == len(committed)
    first = {}
    for place, (headers, body) in enumerate(receiver.taken):
        first.setdefault(headers["webhook-id"], (place, json.loads(body)))
    assert {body["event"] + body["session_id"] for _, body in first.values()} == {
        event["body"]["event"] + event["body"]["session_id"] for event in committed}  # fmt: skip
    assert len(first) == len(committed)
    for room in made:
        told = [event["body"] for event in committed if event["body"]["room_id"] == room["id"]]
        heard = [body for _, body in sorted(first.values(), key=lambda entry: entry[0]) if body["room_id"] == room["id"]]
        assert heard == told


def test_what_was_delivered_is_replayed_by_range_with_the_same_ids(own_server, receiver):
    for room in rooms(own_server, receiver.url, 2):
        visit(own_server, room)
    wait_for(lambda: len(receiver.taken) == 8, "the callbacks of two visits did not come")
    wait_for(lambda: len(deliveries(own_server, "&state=delivered")) == 8, "they were not noted")
    middle = sorted(entry["sequence"] for entry in deliveries(own_server))[2:5]
    wanted = {"from_sequence": middle[0], "to_sequence": middle[-1]}
    assert own_server.call("POST", "/deliveries/replay", wanted) == {"replayed": 3}
    wait_for(lambda: len(receiver.taken) == 11, "the replayed callbacks did not come")
    once = {headers["webhook-id"]: body for headers, body in receiver.taken[:8]}
    for headers, body in receiver.taken[8:]:
        assert once[headers["webhook-id"]] == body
        assert int(headers["Greenroom-Sequence"]) in middle
    detail = own_server.call("GET", f"/deliveries/{deliveries(own_server)[-1]['id']}")
    assert detail["body"].encode() in once.values() and detail["attempt_log"][0]["status"] == 204
