"""Three times as many clients as the server has room for: all are answered, and what it accepts it keeps."""

import asyncio
import concurrent.futures
import collections
import json
import resource

import pytest
from conftest import Server, wait_for

FILES = 512
# The server keeps 256 of its files for itself.
ROOM_FOR = FILES - 256
SECONDS = 6


class Crowd:
    """Clients that keep their connections and create rooms, one after the other."""

    def __init__(self, server):
        self.server = server
        self.statuses = collections.Counter()
        self.created = set()
        self.faults = []
        self.turned_away = 0

    async def run(self, size):
        self.end = asyncio.get_running_loop().time() + SECONDS
        await asyncio.gather(*(self.client(number) for number in range(size)))

    def is_over(self):
        return asyncio.get_running_loop().time() > self.end

    async def client(self, number):
        count = 0
        while not self.is_over():
            try:
                reader, writer = await asyncio.open_connection("127.0.0.1", self.server.port)
            except ConnectionResetError:
                # Ended before this side saw it open: nothing was asked on it, so nothing was left unanswered.
                self.turned_away += 1
                await asyncio.sleep(0.3)
                continue
            try:
                status = 201
                while status == 201 and not self.is_over():
                    count += 1
                    status = await self.create(reader, writer, f"room {number} {count}")
                    await asyncio.sleep(0.3)
            except (OSError, asyncio.IncompleteReadError, ValueError) as error:
                self.faults.append(f"client {number}: {error!r}")
            finally:
                writer.close()

    async def create(self, reader, writer, name):
        body = json.dumps({"display_name": name}).encode()
        head = f"POST /v1/meetings/rooms HTTP/1.1\r\nHost: {self.server.address}\r\nContent-Length: {len(body)}\r\n"
        # In one piece: a refusal may come before the server has read more than the beginning.
        writer.write(head.encode() + f"Authorization: Bearer {self.server.token}\r\n\r\n".encode() + body)
        answer = await reader.readuntil(b"\r\n\r\n")
        status = int(answer.split(None, 2)[1])
        headers = dict(line.lower().split(b": ", 1) for line in answer.split(b"\r\n")[1:] if line)
        content = await reader.readexactly(int(headers[b"content-length"]))
        self.statuses[status] += 1
        if status == 201:
            self.created.add(json.loads(content)["id"])
        elif b"retry-after" not in headers:
            self.faults.append(f"a {status} says nothing of when to come again")
        return status


@pytest.fixture
def small_server(binary, tmp_path):
    """A server that may have few files open, and so few connections."""
    program = tmp_path / "greenroom"
    program.write_text(f'#!/bin/sh\nulimit -n {FILES}\nexec {binary} "$@"\n')
    program.chmod(0o755)
    server = Server(program, tmp_path, "--room-limit", "1000000")
    yield server
    server.stop()


def test_an_overloaded_server_refuses_in_good_order_and_loses_nothing(small_server):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(max(soft, 4096), hard), hard))
    crowd = Crowd(small_server)
    # On a thread of its own: the browser's tests leave their event loop running on this one.
    with concurrent.futures.ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(crowd.run(3 * ROOM_FOR))).result()
    print(f"{3 * ROOM_FOR} clients: {dict(crowd.statuses)}, {len(crowd.faults)} faults")
    assert crowd.faults == []
    assert set(crowd.statuses) <= {201, 429, 503}
    assert crowd.turned_away <= sum(crowd.statuses.values()) // 100
    assert crowd.statuses[503] > 0 and crowd.statuses[201] > ROOM_FOR
    # The crowd is gone: the server has room again, and everything that it acknowledged.
    found = wait_for(lambda: rooms(small_server), "the server did not answer again")
    assert crowd.created - found == set()


def rooms(server):
    found, start = set(), 0
    try:
        while start is not None:
            page = server.call("GET", f"/rooms?page_size=1000&start_id={start}")
            found |= {room["id"] for room in page["_embedded"]}
            following = page["_links"].get("next")
            start = following and int(following["href"].rsplit("start_id=", 1)[1])
    except AssertionError:
        return None
    return found
