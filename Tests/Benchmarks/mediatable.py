"""What a load of meetings came to, and the table of it."""

import dataclasses
import math
import statistics

from figures import text

NAMES = ("greenroom", "janus")


@dataclasses.dataclass
class Outcome:
    """One run: the callers' report, percent of a core, and megabytes."""

    report: dict
    janus: float
    own: float
    load: float
    resident: float

    def held(self):
        """How many pictures with their sound came through: see `is_held`."""
        sent = {(row["publisher"], row["kind"]): row["packets"] for row in self.report["sent"]}
        good = {}
        for row in self._watched():
            pair = (row["viewer"], row["publisher"])
            good[pair] = good.get(pair, True) and is_held(row, sent[row["publisher"], row["kind"]])
        return sum(good.values())

    def per_stream(self):
        held = self.held()
        return self.janus / held if held else math.inf

    def lost(self):
        """Percent of all packets that were to reach viewers."""
        rows = self._watched()
        lost = sum(row["lost"] for row in rows)
        return lost / max(lost + sum(row["packets"] for row in rows), 1) * 100

    def megabits(self):
        """What reached everybody in a second, what publishers hear of each other too."""
        return sum(row["bytes"] for row in self.report["streams"]) * 8e-6 / self.report["seconds"]

    def joined(self, what):
        """The median of all viewers, in milliseconds; infinite when most of them never got so far."""
        times = [row[what] for row in self.report["joins"]]
        return statistics.median(math.inf if time is None else time for time in times)

    def sent(self, kind):
        """Megabits a second of one publisher, by kind."""
        rows = [row["bytes"] for row in self.report["sent"] if row["kind"] == kind]
        return statistics.mean(rows) * 8e-6 / self.report["seconds"]

    def _watched(self):
        return [row for row in self.report["streams"] if row["viewer"] is not None]


def is_held(row, sent):
    """Less than 1 % lost, and at least 95 % of what was sent."""
    return row["lost"] < 0.01 * (row["packets"] + row["lost"]) and row["packets"] >= 0.95 * sent


COLUMNS = {
    "held": lambda outcome: outcome.held(),
    "packets lost, %": lambda outcome: outcome.lost(),
    "Janus, % of a core a stream held": lambda outcome: outcome.per_stream(),
    "Janus, % of a core": lambda outcome: outcome.janus,
    "Greenroom itself, % of a core": lambda outcome: outcome.own,
    "join → first packet, ms": lambda outcome: outcome.joined("first_packet_ms"),
    "join → first picture, ms": lambda outcome: outcome.joined("first_picture_ms"),
    "join → all pictures, ms": lambda outcome: outcome.joined("all_pictures_ms"),
    "Mbit/s out": lambda outcome: outcome.megabits(),
    "Janus, MB resident": lambda outcome: outcome.resident,
    "the callers, % of a core": lambda outcome: outcome.load,
}
PRICE = "Janus, % of a core a stream held"


class MediaTable:
    """A line for each case, medians of its runs, Greenroom and Janus alone in each cell."""

    def __init__(self):
        self.cases = {}

    def add(self, case, name, outcome):
        self.cases.setdefault(case, {name: [] for name in NAMES})[name].append(outcome)

    def sent(self, kind):
        outcomes = [outcome for both in self.cases.values() for runs in both.values() for outcome in runs]
        return statistics.median(outcome.sent(kind) for outcome in outcomes)

    def __str__(self):
        head = ["publishers × viewers", "streams", *COLUMNS]
        lines = [head, ["---"] * len(head)]
        for (publishers, viewers), both in self.cases.items():
            cells = [f"{publishers} × {viewers}", str(publishers * viewers)]
            for what, of in COLUMNS.items():
                ours, theirs = (statistics.median(map(of, both[name])) if both[name] else math.nan for name in NAMES)
                cells.append(_cell(ours, theirs, has_ratio=what == PRICE))
            lines.append(cells)
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(ours, theirs, has_ratio):
    shown = f"{_shown(ours)} / {_shown(theirs)}"
    if has_ratio and theirs and math.isfinite(ours) and math.isfinite(theirs):
        shown += f", {ours / theirs:.2f}×"
    return shown


def _shown(value):
    """Three digits; a stroke for what never came, or is not there."""
    return text(value) if math.isfinite(value) else "–"
