"""Compares what a server answered before it was killed with what it knows afterwards."""

import collections
import dataclasses
import json

# Which kind of callback URL an event goes to; every other event stays on the stream.
KINDS = {
    "room:expired": "rooms",
    "session:started": "sessions", "session:ended": "sessions",
    "session:participant:joined": "sessions", "session:participant:left": "sessions",
    "recording:started": "recordings", "recording:ended": "recordings", "recording:uploaded": "recordings",
}  # fmt: skip
EXPECTED = {"create": 201, "patch": 200, "delete": 204}


@dataclasses.dataclass
class History:
    """Everything that was seen. Times are those of one monotonic clock."""

    operations: list  # the lines of all clients' ledgers
    events: list  # the log as the API tells it in the end
    rooms: dict  # id -> room, as the API tells it in the end
    themes: dict  # id -> theme
    received: list  # the lines of the receiver's record
    stops: list  # (just before, just after) of each time when the server was killed or told to end
    streamed: dict  # sequence -> event, as a follower of the stream heard it
    dead: set  # sequences of dead letters
    paths: dict  # kind -> path of the application's callback URL


class Judge:
    def __init__(self, history):
        self.history = history
        self.faults = []
        self.named = collections.defaultdict(list)
        for event in history.events:
            self.named[event["name"]].append(event)

    def verdict(self):
        """What is wrong, one sentence each; empty when all is well."""
        self.log()
        for kind in ("room", "theme"):
            self.answers(kind)
            self.creations(kind)
            self.changes(kind)
            self.final_state(kind)
        self.people()
        self.sessions()
        self.callbacks()
        self.order()
        return self.faults

    def fault(self, text):
        self.faults.append(text)

    # The log

    def log(self):
        sequences = [event["sequence"] for event in self.history.events]
        if sequences != list(range(1, len(sequences) + 1)):
            self.fault(f"The log's numbers are not 1 to {len(sequences)}: {gaps(sequences)}")
        by_sequence = {event["sequence"]: event for event in self.history.events}
        for sequence, event in self.history.streamed.items():
            if by_sequence.get(sequence) != event:
                self.fault(f"The stream told event {sequence}, and the log has {by_sequence.get(sequence)}: {event}")

    # Rooms and themes

    def done(self, *names):
        return [operation for operation in self.history.operations if operation["did"] in names]

    def answers(self, kind):
        for operation in self.done(f"create-{kind}", f"patch-{kind}", f"delete-{kind}"):
            expected = EXPECTED[operation["did"].split("-")[0]]
            if operation["status"] not in (None, expected):
                self.fault(f"A sound request was answered {operation['status']}, not {expected}: {operation}")

    def creations(self, kind):
        created = collections.defaultdict(list)
        for event in self.named[f"{kind}:created"]:
            created[name_of(kind, event)].append(id_of(kind, event))
        for name, ids in created.items():
            if len(ids) > 1:
                self.fault(f"The {kind} {name} was asked for once and made {len(ids)} times: {ids}")
        for operation in self.done(f"create-{kind}"):
            if operation["status"] == 201 and created[operation["name"]] != [operation["id"]]:
                made = created[operation["name"]]
                self.fault(f"An acknowledged {kind} is not in the log, which has {made}: {operation}")

    def changes(self, kind):
        told = collections.defaultdict(list)
        for event in self.named[f"{kind}:updated"]:
            told[id_of(kind, event), value_of(kind, event)].append(event["sequence"])
        last = {}
        for operation in sorted(self.done(f"patch-{kind}"), key=lambda operation: operation["started"]):
            found = told[operation["target"], operation["value"]]
            if operation["status"] == 200 and not found:
                self.fault(f"An acknowledged change is not in the log: {operation}")
            if not found:
                continue
            earlier = last.get(operation["target"])
            if earlier and earlier[0]["ended"] < operation["started"] and earlier[1] > found[0]:
                self.fault(f"A change was logged before one that had ended before it began: {operation}, {earlier[0]}")
            last[operation["target"]] = (operation, found[0])

    def final_state(self, kind):
        now = self.history.rooms if kind == "room" else self.history.themes
        latest, gone = {}, {}
        for event in self.history.events:
            if event["name"] in (f"{kind}:created", f"{kind}:updated"):
                if id_of(kind, event) in gone:
                    self.fault(f"The log changes a {kind} that it had deleted: {event}")
                latest[id_of(kind, event)] = event["body"][kind]
            elif event["name"] == f"{kind}:deleted":
                gone[event["body"][f"{kind}_id"]] = event["sequence"]
        for id, value in latest.items():
            if id in gone and id in now:
                self.fault(f"The {kind} {id} was deleted by event {gone[id]} and is there")
            elif id not in gone and id not in now:
                self.fault(f"The {kind} {id} is in the log, was never deleted and is not there")
            elif id in now and comparable(now[id]) != comparable(value):
                self.fault(f"The {kind} {id} is {now[id]}, and the log's last word was {value}")
        for id in now.keys() - latest.keys():
            self.fault(f"The {kind} {id} is there, and the log does not know it")
        for operation in self.done(f"delete-{kind}"):
            if operation["status"] == 204 and (operation["target"] in now or operation["target"] not in gone):
                self.fault(f"An acknowledged deletion was forgotten: {operation}")
        self.final_values(kind, now)

    def final_values(self, kind, now):
        """The value in the end must be one that no acknowledged change came wholly after."""
        changes = collections.defaultdict(list)
        for operation in self.done(f"patch-{kind}"):
            changes[operation["target"]].append(operation)
        for id in changes.keys() & now.keys():
            value = now[id]["expires_at" if kind == "room" else "brand_text"]
            mine = next((change for change in changes[id] if change["value"] == value), None)
            since = mine["ended"] if mine else 0
            later = [change for change in changes[id] if change["status"] == 200 and change["started"] > since]
            if later:
                self.fault(f"The {kind} {id} has the value {value}, and this was acknowledged after it: {later[-1]}")

    # People

    def people(self):
        joined, left = self.by_participant("joined"), self.by_participant("left")
        names = collections.Counter(event["body"]["name"] for event in self.named["session:participant:joined"])
        for name, count in names.items():
            if count > 1:
                self.fault(f"{name} joined once and is in the log {count} times")
        for operation in self.done("join"):
            if operation["id"] is None:
                continue
            events = joined[operation["id"]]
            found = [(event["body"]["name"], event["room_id"]) for event in events]
            if found != [(operation["name"], operation["room"])]:
                self.fault(f"An acknowledged join is in the log as {events}: {operation}")
        for operation in self.done("leave", "sent-away"):
            if operation["why"] != "moved" and len(left[operation["id"]]) != 1:
                self.fault(f"An acknowledged leave is in the log as {left[operation['id']]}: {operation}")
        for operation in self.done("seat-lost"):
            self.fault(f"A seat was lost before the grace was over: {operation}")
        for operation in self.done("resume"):
            if operation["seat"] != operation["id"]:
                self.fault(f"Somebody came back as somebody else: {operation}")
        for id in joined.keys() | left.keys():
            pair = [event["sequence"] for event in joined[id] + left[id]]
            if len(joined[id]) != 1 or len(left[id]) != 1 or pair != sorted(pair):
                self.fault(f"The participant {id} did not join once and then leave once: {joined[id] + left[id]}")

    def by_participant(self, what):
        found = collections.defaultdict(list)
        for event in self.named[f"session:participant:{what}"]:
            found[event["body"]["participant_id"]].append(event)
        return found

    def sessions(self):
        """A room has one session at a time; people are in one that lives; none is left over in the end."""
        live, seen = {}, set()
        for event in self.history.events:
            body, name = event["body"], event["name"]
            session, room = body.get("session_id"), body.get("room_id")
            if name == "session:started":
                if room in live or session in seen:
                    self.fault(f"A session started while another was live, or for the second time: {event}")
                live[room] = session
                seen.add(session)
            elif name in KINDS and KINDS[name] == "sessions" and live.get(room) != session:
                self.fault(f"The live session of the room is {live.get(room)}: {event}")
            elif name == "session:ended":
                del live[room]
        for room, session in live.items():
            self.fault(f"The session {session} of the room {room} never ended")

    # Callbacks

    def callbacks(self):
        self.expected = self.expected_callbacks()
        self.accepted = collections.defaultdict(list)
        first = {}
        lost = collections.Counter(line["lost"] for line in self.history.received if "lost" in line)
        for line in self.history.received:
            if "id" not in line:
                continue
            key = (line["sequence"], line["path"])
            known = first.setdefault(line["id"], line)
            if (known["sequence"], known["path"], known["body"]) != (*key, line["body"]):
                self.fault(f"Two callbacks have one webhook-id and differ: {known}, {line}")
            if first.setdefault(key, line)["id"] != line["id"]:
                self.fault(f"One callback came with two webhook-ids: {first[key]}, {line}")
            if key not in self.expected:
                self.fault(f"A callback tells what the log does not, or went to the wrong URL: {line}")
            elif not self.is_told(self.expected[key], json.loads(line["body"])):
                self.fault(f"The callback's body is not that of the log, {self.expected[key]['body']}: {line}")
            if line["status"] == 204:
                self.accepted[key].append(line)
        for key, event in self.expected.items():
            if not self.accepted[key] and event["sequence"] not in self.history.dead:
                self.fault(f"A committed event was never called back and is no dead letter: {event}")
        for key, lines in self.accepted.items():
            self.repetitions(lines, lost)

    def repetitions(self, lines, lost):
        """A callback that was accepted comes again only when its answer may have been lost."""
        times = self.history.stops + [(line["at"],) * 2 for line in self.history.received if "cut" in line]
        lines = sorted(lines, key=lambda line: line["at"])
        for earlier, later in zip(lines, lines[1:], strict=False):
            excused = any(before <= later["at"] and after >= earlier["at"] for before, after in times)
            if not excused and not lost[earlier["id"]]:
                self.fault(f"A callback came again though nothing had happened in between: {earlier}, {later}")

    def expected_callbacks(self):
        own, self.metadata = {}, {}
        for event in self.named["room:created"]:
            room = event["body"]["room"]
            own[room["id"]] = room.get("callback_urls", {})
            self.metadata[room["id"]] = room["metadata"]
        expected = {}
        for event in self.history.events:
            kind = KINDS.get(event["name"])
            if kind:
                url = own.get(event["room_id"], {}).get(f"{kind}_callback_url")
                path = "/" + url.split("/", 3)[3] if url else self.history.paths[kind]
                expected[event["sequence"], path] = event
        return expected

    def is_told(self, event, body):
        """The body of the log, field by field in its order; at its end the room's metadata where there is any."""
        metadata = self.metadata.get(event["room_id"])
        ending = [("metadata", metadata)] if metadata is not None else []
        fields = list(body.items())
        return fields == list(event["body"].items()) and fields[len(fields) - len(ending) :] == ending

    def order(self):
        """Within a room and URL callbacks are accepted for the first time in the order of the log."""
        lanes = collections.defaultdict(list)
        for (sequence, path), lines in self.accepted.items():
            if lines and (sequence, path) in self.expected:
                room = self.expected[sequence, path]["room_id"]
                lanes[room, path].append((self.history.received.index(lines[0]), sequence, lines[0]["gap"]))
        for lane in lanes.values():
            lane.sort()
            told, highest = set(), 0
            for _, sequence, gap in lane:
                if sequence < highest and sequence not in told:
                    self.fault(f"The callback of event {sequence} came after that of {highest}, and no gap was told")
                told |= {int(number) for number in gap.split(",") if number.strip()}
                highest = max(highest, sequence)


def gaps(sequences):
    wrong = [(earlier, later) for earlier, later in zip(sequences, sequences[1:], strict=False) if later != earlier + 1]
    return f"begins with {sequences[:1]}, {len(wrong)} jumps, the first at {wrong[:1]}"


def id_of(kind, event):
    return event["body"][kind]["id" if kind == "room" else "theme_id"]


def name_of(kind, event):
    return event["body"][kind]["display_name" if kind == "room" else "theme_name"]


def value_of(kind, event):
    return event["body"][kind]["expires_at" if kind == "room" else "brand_text"]


def comparable(value):
    """A room or theme without what differs from one telling to the next, and what has an event of its own."""
    kept = {name: field for name, field in value.items() if name not in ("is_available", "_links")}
    links = value.get("_links", {})
    return kept | {"guest_url": links.get("guest_url")}
