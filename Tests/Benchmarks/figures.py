"""Figures and the table that they are printed in."""

import statistics


def percentile(values, share):
    """The smallest value that `share` (0…1) of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -int(-share * len(ordered) // 1) - 1))]


def text(value):
    if value == 0:
        return "0"
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}" if abs(value) >= 0.001 else f"{value:.1g}"


class Figure:
    """Values of the same thing: the median counts, lowest and highest show the spread."""

    def __init__(self, values):
        self.values = list(values)
        self.median = statistics.median(self.values)

    def __str__(self):
        if len(self.values) == 1:
            return text(self.median)
        return f"{text(self.median)} ({text(min(self.values))}–{text(max(self.values))})"


class Table:
    """Figures of ours beside those of rivals, printed as Markdown, a line for each thing measured."""

    def __init__(self):
        self.rows = {}
        self.notes = []

    def add(self, what, unit, ours, rival=None, theirs=None, more_is_better=False, budget=""):
        """`ours` and `theirs` are lists of values. The ratio says how many times better ours is."""
        ours = Figure(ours)
        row = self.rows.setdefault((what, unit), (str(ours), budget or "–", []))
        if theirs is None:
            return
        theirs = Figure(theirs)
        over, under = (ours, theirs) if more_is_better else (theirs, ours)
        times = over.median / under.median if under.median > 0 else 0
        shown = f"{times:.2g}" if times < 10 else f"{times:,.0f}"
        ratio = f", {shown}×" if times > 0 else ""
        row[2].append(f"{rival} {theirs}{ratio}")

    def note(self, text):
        self.notes.append(text)

    def __str__(self):
        head = ("what", "unit", "goal", "greenroom", "beside it, and how many times better ours is")
        lines = [" | ".join(head), " | ".join("---" for _ in head)]
        for (what, unit), (ours, budget, beside) in self.rows.items():
            lines.append(" | ".join((what, unit, budget, ours, " · ".join(beside) or "–")))
        table = ["\n".join(f"| {line} |" for line in lines)] if self.rows else []
        return "\n\n".join(table + self.notes)
