"""The dashboard in tmux, the xterm that shows it, and the pictures of that."""

import asyncio
import contextlib
import pathlib
import re
import subprocess
import time

PICTURES = pathlib.Path(__file__).resolve().parent

# The page has shades, which 256 colours would break into steps.
SHADED = ["-alpha", "off", "-depth", "8", "-strip", "-define", "png:compression-filter=1"]
SHADED += ["-define", "png:compression-level=9", "-define", "png:compression-strategy=1"]
SMALL = ["+dither", "-colors", "255", "-depth", "8", "-strip", "-define", "png:compression-level=9"]
SECRETS = re.compile(r"participant_token=[\w-]{4}|eyJ[\w-]{8}|whsec_\w|PRIVATE KEY|[?&]signature=[\w-]{8}")


def report(path):
    print(f"{path.name}: {path.stat().st_size // 1024} kB", flush=True)


class NotShown(SystemExit):
    """Something was awaited in vain. Whoever does not expect that ends."""


async def wait_for(condition, what, seconds=60):
    """The first true value of `condition`; fails with `what` after `seconds`."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise NotShown(f"waited {seconds} s, but {what() if callable(what) else what}")
        await asyncio.sleep(0.05)


class Terminal:
    """The dashboard in tmux, and the xterm that shows it. Pictures end with `suffix`."""

    def __init__(self, folder, display, name, suffix, colors, command, environment, secrets):
        self.folder = folder
        self.display = display
        self.name = name
        self.suffix = suffix
        self.colors = colors
        self.environment = environment
        self.secrets = secrets
        options = folder / "tmux.conf"
        options.write_text(
            'set -g default-terminal "tmux-256color"\nset -g status off\nset -s escape-time 0\n'
            'set -g window-size latest\nset -ga terminal-overrides ",xterm-256color:Tc"\n'
        )
        self.tmux("-f", str(options), "new-session", "-d", "-x", "80", "-y", "24", *command)

    def tmux(self, *arguments):
        command = ["tmux", "-u", "-L", f"{self.folder.name}-{self.name}", *arguments]
        return subprocess.run(
            command, check=True, stdout=subprocess.PIPE, text=True, env=self.environment
        ).stdout  # fmt: skip

    @property
    def text(self):
        return self.tmux("capture-pane", "-p")

    @property
    def cursor(self):
        """The line of the row under the cursor."""
        return next((number for number, line in enumerate(self.text.splitlines()) if "▶" in line), None)

    async def press(self, *keys):
        """Keys by tmux's names, one after the other: an Escape with a key right behind it is another key."""
        for key in keys:
            self.tmux("send-keys", key)
            await asyncio.sleep(0.03)

    async def type(self, text):
        self.tmux("send-keys", "-l", text)

    async def sees(self, *texts, seconds=60):
        def missing():
            shown = self.text
            return [text for text in texts if text not in shown]

        await wait_for(lambda: not missing(), lambda: f"{self.name} does not show {missing()}:\n{self.text}", seconds)

    async def misses(self, text, seconds=20):
        await wait_for(
            lambda: text not in self.text, lambda: f"{self.name} still shows {text!r}:\n{self.text}", seconds
        )

    @contextlib.asynccontextmanager
    async def window(self, columns, rows, points):
        """Shows the dashboard in an xterm of this size. Gives the function that takes a picture of it."""
        told = self.folder / f"window-{self.name}"
        told.unlink(missing_ok=True)
        ground, ink = self.colors
        attach = f"echo $WINDOWID > {told}; exec tmux -u -L {self.folder.name}-{self.name} attach"
        xterm = subprocess.Popen(
            ["xterm", "-display", self.display, "-geometry", f"{columns}x{rows}+0+0", "-b", "10", "-bw", "0", "+sb",
             "-fa", "DejaVu Sans Mono", "-fd", "Noto Sans Mono CJK SC", "-fs", str(points), "-bg", ground, "-fg", ink,
             "-xrm", "XTerm*termName: xterm-256color", "-xrm", "XTerm*boldColors: false",
             "-xrm", "XTerm*alwaysHighlight: true", "-xrm", "XTerm*directColor: true",
             "-e", "sh", "-c", attach],
            env=self.environment,
        )  # fmt: skip
        size = f"{columns}x{rows}"
        shown = ["display-message", "-p", "#{window_width}x#{window_height}"]
        try:
            await wait_for(lambda: told.is_file() and told.read_text().strip(), "no window was opened")
            await wait_for(lambda: self.tmux(*shown).strip() == size, f"the window is not {size}")
            window = told.read_text().strip()
            yield lambda picture: self._take(window, f"{picture}-{size}{self.suffix}")
        finally:
            xterm.terminate()
            xterm.wait()

    async def _take(self, window, picture):
        """The window once it has stopped changing: twice the same."""
        environment = {**self.environment, "DISPLAY": self.display}
        before = None
        for _ in range(20):
            now = subprocess.run(
                ["import", "-window", window, "-depth", "8", "ppm:-"], check=True, stdout=subprocess.PIPE,
                env=environment,
            ).stdout  # fmt: skip
            if now == before:
                break
            before = now
            await asyncio.sleep(0.05)
        shown = self.text
        found = SECRETS.search(shown.replace("\n", "")) or next((part for part in self.secrets if part in shown), None)
        if found:
            raise SystemExit(f"{picture} would show a secret:\n{shown}")
        path = PICTURES / f"{picture}.png"
        subprocess.run(["convert", "ppm:-", *SMALL, f"png8:{path}"], check=True, input=now)
        report(path)

    def close(self):
        subprocess.run(
            ["tmux", "-L", f"{self.folder.name}-{self.name}", "kill-server"], stderr=subprocess.DEVNULL
        )  # fmt: skip
