"""A network of the tests' own: the same addresses on every machine, and nothing of a call leaves it.

The media server never uses loopback, so the network has a second interface, a pair of linked ends. Where the system does
not allow this, the machine's own interfaces serve, and a call without one is skipped.
"""

import ctypes
import pathlib
import shutil
import subprocess

NEW_NETWORK = 0x40000000  # CLONE_NEWNET, unshare(2)
ADDRESS = "10.77.0.1"


def commands(address):
    """What `ip` does in a network to give it one address besides loopback."""
    return [
        "link set lo up",
        # Pairs are there where the kernel has no dummy interfaces.
        "link add m0 type veth peer name m1",
        f"addr add {address}/24 dev m0",
        "link set m0 up",
        "link set m1 up",
        f"route add default via {address.rpartition('.')[0]}.254 dev m0",
    ]


def enter():
    """Moves this process, and all that it starts from now on, into a network of its own; says why where it cannot."""
    if not shutil.which("ip"):
        return "iproute2 is not installed"
    # In a process of its own first: there is no way back from a network that has no addresses.
    trial = subprocess.run(
        ["unshare", "--net", "sh", "-ec", "; ".join(f"ip {command}" for command in commands(ADDRESS))],
        capture_output=True, text=True,
    )  # fmt: skip
    if trial.returncode:
        return trial.stderr.strip().splitlines()[-1] if trial.stderr.strip() else "the system does not allow it"
    if ctypes.CDLL(None, use_errno=True).unshare(NEW_NETWORK):
        return "the system does not allow it"
    for command in commands(ADDRESS):
        subprocess.run(["ip", *command.split()], check=True)
    return None


def has_interface():
    """Whether there is an interface besides loopback that is up: what a call needs."""
    return any(
        path.name != "lo" and (path / "operstate").read_text().strip() != "down"
        for path in pathlib.Path("/sys/class/net").iterdir()
    )
