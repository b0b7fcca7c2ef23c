"""What the kernel says of a process."""

import pathlib


def memory(process):
    """(resident, proportional) megabytes: shared pages count whole in the first, by share in the second."""
    fields = {}
    for line in pathlib.Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:]:
        name, value, *_ = line.split()
        fields[name] = int(value)
    return fields["Rss:"] / 1024, fields["Pss:"] / 1024


class Usage:
    """Run time and waits of all threads of a process, since it was made."""

    def __init__(self, process):
        self._tasks = pathlib.Path(f"/proc/{process}/task")
        self._start = self._read()

    def _read(self):
        found = {}
        for task in self._tasks.iterdir():
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
