"""The way through the views: which keys lead to each picture, and what shows that it is there."""

import contextlib

from summit import GREEN_ROOM, REFUSED, STAGE
from terminals import NotShown, wait_for

SMALL, LARGE, WALL = (80, 24, 11), (120, 40, 10), (200, 50, 9)


class Pair:
    """The dark and the light dashboard, which get the same keys."""

    def __init__(self, terminals, wanted):
        self.terminals = terminals
        self.wanted = wanted
        self.takes = []
        self.missed = []

    @contextlib.asynccontextmanager
    async def window(self, size):
        async with contextlib.AsyncExitStack() as stack:
            self.takes = [await stack.enter_async_context(each.window(*size)) for each in self.terminals]
            yield

    async def press(self, *keys):
        for terminal in self.terminals:
            await terminal.press(*keys)

    async def type(self, text):
        for terminal in self.terminals:
            await terminal.type(text)

    async def sees(self, *texts):
        for terminal in self.terminals:
            await terminal.sees(*texts)

    async def misses(self, text):
        for terminal in self.terminals:
            await terminal.misses(text)

    async def take(self, picture, *texts):
        """A picture once the texts are there. Without them the others are still taken."""
        for terminal in self.terminals:
            try:
                await terminal.sees(*texts, seconds=15)
            except NotShown as problem:
                self.missed.append(f"{picture} was not taken: {problem}")
                return
        if not self.wanted or any(picture.startswith(name) for name in self.wanted):
            for take in self.takes:
                await take(picture)

    async def climb(self, text):
        """Scrolls up until a text comes into sight."""
        for terminal in self.terminals:
            for _ in range(40):
                if text in terminal.text:
                    break
                await terminal.press("k")

    async def choose(self, row):
        """Puts the cursor on the row that begins with a text."""
        for terminal in self.terminals:
            await terminal.press("g", "g")
            for _ in range(80):
                if f"▶{row}" in terminal.text:
                    break
                at = terminal.cursor
                await terminal.press("j")
                await wait_for(lambda: terminal.cursor != at, f"no row is called {row}", seconds=10)


async def take(terminals, summit, wanted):
    pair = Pair(terminals, wanted)
    async with pair.window(LARGE):
        await places(pair)
        await objects(pair, summit)
        await themes(pair)
    async with pair.window(SMALL):
        await small(pair)
        await overlays(pair)
    async with pair.window(WALL):
        await pair.press("1")
        await pair.take("board", "ROOMS", "most ")
    return pair.missed


async def places(pair):
    """What the digits lead to."""
    await pair.press("1")
    await pair.take("board", "ROOMS", "EVENTS")
    await pair.press("2")
    await pair.take("rooms", "[2 rooms]")
    await pair.press("3")
    await pair.take("sessions", "[3 sessions]", STAGE)
    await pair.press("4")
    await pair.take("events-following", "following")
    await pair.press("j", "j", "j")
    await pair.take("events-paused", "PAUSED")
    await pair.press("f", "5")
    await pair.take("recordings", "[5 recordings]", "running")
    await pair.press("6")
    await pair.take("themes", "BRAND")
    await pair.press("7")
    await pair.take("deliveries", "[7 deliveries]", REFUSED)
    await pair.press("8")
    await pair.take("run-sheet", "PLAN")
    await pair.press("9")
    await pair.take("api-log", "METHOD")
    await pair.press("!")
    await pair.take("alarms", "[! alarms]" if "[! alarms]" in pair.terminals[0].text else "WHAT")
    await pair.press("?")
    await pair.take("help", "KEY")
    await pair.press("q")


async def objects(pair, summit):
    """A room and what is one key away from it."""
    await pair.press("2")
    await pair.choose(GREEN_ROOM)
    await pair.press("Enter")
    await pair.take("room", "rooms ▸", "WAITING")
    await pair.press("q")
    await pair.choose(STAGE)
    await pair.press("o")
    await pair.take("session", "sessions ▸", "PEOPLE OVER TIME")
    await pair.press("j", "j", "Enter")
    await pair.take("person", "▸")
    await pair.press("4", "j", "j", "j", "Enter")
    await pair.take("event", "event ")
    await pair.press("q", "f", "5", "j", "j", "j", "Enter")
    await pair.take("recording", "recordings ▸")


async def themes(pair):
    await pair.press("6", "j", "j", "Enter")
    await pair.take("theme", "themes ▸")
    await pair.press("e")
    await pair.sees("PREVIEW")
    await pair.press("Tab", "C-u")
    await pair.type("#0b7d62")
    await pair.take("theme-editor", "#0b7d62")
    await pair.press("Escape")
    await pair.sees("Esc again")
    await pair.press("Escape")
    await pair.misses("PREVIEW")


async def small(pair):
    await pair.press("1", "g", "g")
    await pair.take("board", "LAST 15m", "EVENTS")
    await pair.press("7", "g", "g", "Enter")
    await pair.take("delivery", "ATTEMPTS")
    # From below, so that the token above the body stays out of the picture.
    await pair.press("h", "G")
    await pair.climb("BODY")
    await pair.take("delivery-body", "BODY", "7b 22")


async def overlays(pair):
    """What stands over a list."""
    await pair.press("2")
    await pair.press("/")
    await pair.type("people:>3 theme:")
    await pair.take("filter", "Summit")
    await pair.press("Escape")
    await pair.misses("people:>3")
    await pair.press("s")
    await pair.take("sort-menu", "Sort")
    await pair.press("q")
    await pair.choose(GREEN_ROOM)
    await pair.press("y")
    await pair.take("copy-menu", "secret, asks once")
    await pair.press("r")
    await pair.take("qr-code", "guest link")
    await pair.press("q")
    await pair.press("D")
    await pair.take("delete", "irreversible")
    await pair.press("q")
    await pair.press(":")
    await pair.type("ext")
    await pair.take("command-line", ":ext")
    await pair.press("Escape")
    await pair.misses(":ext")
    await pair.press("n")
    await pair.sees("New room")
    await pair.type("Speaker dry run")
    await pair.press("Tab", "Right", "Tab")
    await pair.type("+3h")
    await pair.take("room-form", "in 3h")
    await pair.press("Escape")
    await pair.sees("Esc again")
    await pair.press("Escape")
    await pair.misses("New room")
