"""People who meet with sound and picture, many at once: the program in `load`, built here, and what it publishes."""

import json
import os
import pathlib
import subprocess
import threading

SOURCES = pathlib.Path(__file__).resolve().parent / "load"
# Where Debian's Go packages are, golang-github-pion-webrtc.v3-dev and golang-github-gorilla-websocket-dev.
PACKAGES = pathlib.Path("/usr/share/gocode")

PICTURE = "VP8, 640×480, 20 pictures a second"
SOUND = "Opus, 30 kbit/s in 50 packets a second"
# A test picture with some grain, so that it costs what a camera's does; key frames come only when they are asked for.
_PICTURE = [
    "-f", "lavfi", "-i", "testsrc2=size=640x480:rate=20", "-t", "20", "-vf", "noise=alls=8:allf=t", "-c:v", "libvpx",
    "-b:v", "600k", "-minrate", "600k", "-maxrate", "600k", "-bufsize", "600k", "-g", "1000", "-keyint_min", "1000",
    "-deadline", "realtime", "-cpu-used", "8",
]
_SOUND = [
    "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000", "-t", "20", "-ac", "1", "-c:a", "libopus",
    "-b:a", "30k", "-vbr", "off", "-frame_duration", "20", "-page_duration", "20000",
]


def why_not():
    """Why the program cannot be built here; None when it can."""
    for package in ("pion/webrtc", "gorilla/websocket"):
        if not (PACKAGES / "src/github.com" / package).is_dir():
            return f"the Go package {package} is not installed"
    return None


class Callers:
    """The built program with a picture and a sound, in a folder."""

    def __init__(self, folder):
        self._program = folder / "load-program"
        self._picture, self._sound = folder / "picture.ivf", folder / "sound.ogg"
        for options, file in ((_PICTURE, self._picture), (_SOUND, self._sound)):
            subprocess.run(["ffmpeg", "-v", "error", *options, str(file)], check=True, timeout=120)
        # Go finds `/v3` of a package only for sources with a go.mod that are themselves below a GOPATH.
        (folder / "src").mkdir()
        (folder / "src" / "load").symlink_to(SOURCES)
        paths = {"GO111MODULE": "off", "GOPATH": f"{folder}:{PACKAGES}", "CGO_ENABLED": "0"}
        subprocess.run(
            ["go", "build", "-o", str(self._program), "load"],
            check=True, env=os.environ | paths, cwd=folder, timeout=600)

    def come(self, target, socket, case, seconds, room=""):
        """Lets people come to a place: a context of their run."""
        publishers, viewers = case
        return Run([
            str(self._program), "-target", target, "-socket", socket, "-room", room, "-picture", str(self._picture),
            "-sound", str(self._sound), "-publishers", str(publishers), "-viewers", str(viewers),
            "-pace", f"{seconds.pace}s", "-warm-up", f"{seconds.warm_up}s", "-window", f"{seconds.window}s",
        ])  # fmt: skip


class Run:
    """One run of the program. It ends with its input, so also when we are killed."""

    # All the waiting that the program itself may do ends before.
    longest = 600

    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._watch = threading.Timer(self.longest, self.process.kill)
        self._watch.daemon = True
        self._watch.start()

    def wait_for(self, word):
        """Returns when the program has come so far."""
        for line in self.process.stdout:
            if line.strip() == word:
                return
        raise RuntimeError(f"the load ended before it was {word}")

    def report(self):
        """What it counted."""
        return json.loads(self.process.stdout.read())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._watch.cancel()
        self.process.stdin.close()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()
