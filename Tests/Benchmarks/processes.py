"""What the kernel says of a process and those it has started."""

import contextlib
import os
import pathlib
import time


def family(process):
    """The process and all below it."""
    try:
        children = pathlib.Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        children = []
    return [int(process)] + [member for child in children for member in family(child)]


def named(name, argument, seconds=10):
    """The process of a program of this name that was started with `argument` somewhere in its line, awaited."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for process in pathlib.Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if (process / "comm").read_text() == f"{name}\n" and argument in (process / "cmdline").read_text():
                    return int(process.name)
        time.sleep(0.05)
    raise RuntimeError(f"no {name} runs with {argument}")


def processor_seconds(process):
    """Run time of one process with all of its threads, in user space and in the kernel, since its start."""
    # The name of the program may hold spaces: fields are counted from behind it (proc(5)).
    fields = pathlib.Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(process):
    """(resident, proportional) megabytes of the family.

    Shared pages count whole in the resident size of the largest member, so it stands for all; by share in the second,
    which is a sum.
    """
    found = []
    for member in family(process):
        fields = {}
        for line in pathlib.Path(f"/proc/{member}/smaps_rollup").read_text().splitlines()[1:]:
            name, value, *_ = line.split()
            fields[name] = int(value)
        private = fields["Private_Clean:"] + fields["Private_Dirty:"]
        found.append((fields["Rss:"], private, fields["Pss:"]))
    found.sort(reverse=True)
    resident = found[0][0] + sum(private for _, private, _ in found[1:])
    return resident / 1024, sum(proportional for _, _, proportional in found) / 1024


class Usage:
    """Run time and waits of all threads of a family, since it was made."""

    def __init__(self, process):
        self._process = process
        self._start = self._read()

    def _read(self):
        found = {}
        for member in family(self._process):
            for task in pathlib.Path(f"/proc/{member}/task").iterdir():
                try:
                    run = int((task / "schedstat").read_text().split()[0])
                    status = (task / "status").read_text()
                except (OSError, IndexError):
                    continue
                waits = int(status.split("\nvoluntary_ctxt_switches:")[1].split()[0])
                found[task.name] = (run, waits)
        return found

    def since(self):
        """(seconds of processor time, voluntary context switches). Threads that ended meanwhile are not counted."""
        run = waits = 0
        for task, (ran, waited) in self._read().items():
            before = self._start.get(task, (0, 0))
            run += ran - before[0]
            waits += waited - before[1]
        return run / 1e9, waits
