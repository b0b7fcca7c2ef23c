#!/usr/bin/env python3
"""Makes the pictures of this folder from the running program: all views of the dashboard, dark and light, and the page.

A real server is filled with an event through its API and through the socket of the meeting page; a receiver refuses the
callbacks of one room. Two dashboards run in tmux, which sends them the keys, and are shown by an xterm each; the page
runs in Chromium. What takes a morning happens within seconds, and its times are spread over the morning in the
server's database afterwards; recordings are written there too, because nothing records yet. No secret gets into a
picture: a screen that shows one ends the run.

    apt install xvfb xterm tmux x11-utils imagemagick fonts-dejavu-core fonts-noto-cjk chromium
    python3 -m venv .venv && .venv/bin/pip install playwright websockets
    GREENROOM=.build/release/greenroom .venv/bin/python screenshots/make.py [VIEW…]

VIEW chooses pictures by the beginnings of their names. GREENROOM names the program, CHROMIUM the browser (default
/usr/bin/chromium), ARRIVALS the seconds over which the last people arrive (default 75). Everything else is written to a
folder that is removed at the end.
"""

import asyncio
import contextlib
import datetime
import os
import pathlib
import subprocess
import sys
import tempfile

import tour
from server import PUBLIC_URL, Server
from summit import GREEN_ROOM, LEFT_WAITING, UNHOSTED, Hooks, Summit, host_token
from terminals import PICTURES, SHADED, Terminal, report, wait_for

ARRIVALS = float(os.environ.get("ARRIVALS", "75"))
DARK = ("#14171c", "#d5d9e0")
LIGHT = ("#ffffff", "#22262e")


def hours_ahead():
    """Of UTC, where it is between ten and eleven: the pictures show a day of work whenever they are made."""
    return (10 - datetime.datetime.now(datetime.timezone.utc).hour + 11) % 24 - 11


def settings(server, run_sheet, background):
    listen = server.free_address()
    return f"""
profile: summit
operator: dana
background: {background}
run_sheet: {run_sheet}
profiles:
  summit:
    server: http://{server.host}
    application_id: {server.application["application_id"]}
    private_key: {server.application["private_key_path"]}
    environment: SUMMIT
    receiver:
      listen: {listen}
      signature_secret: {server.application["signature_secret"]}
      webhook_secret: {server.application["webhook_secret"]}
filters:
  rooms:
    live: is:live
    closing: closes:<1h
    crowded: guests:>15
  events:
    stage: room:"Main Stage"
    people: event:participant
  deliveries:
    failing: is:failed
"""


def start(stack, folder, name, suffix, colors, server, run_sheet):
    """A dashboard with a home of its own: nothing of the person who runs this gets into a picture."""
    home = folder / name
    (home / ".config" / "greenroom").mkdir(parents=True)
    path = home / ".config" / "greenroom" / "config.yaml"
    path.write_text(settings(server, run_sheet, name))
    path.chmod(0o600)
    ahead = hours_ahead()
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8", "SHELL": "/bin/sh",
        "COLORTERM": "truecolor", "TZ": f"<{ahead:+03d}>{-ahead}",
    }  # fmt: skip
    terminal = Terminal(home, display(stack), name, suffix, colors, [server.binary], environment, stack.secrets)
    stack.callback(terminal.close)
    return terminal


def display(stack):
    """An X server without a screen; its name."""
    read, write = os.pipe()
    process = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1800x1100x24", "-nolisten", "tcp", "-nocursor"],
        pass_fds=[write], stderr=subprocess.DEVNULL,
    )  # fmt: skip
    stack.callback(process.wait)
    stack.callback(process.terminate)
    os.close(write)
    with os.fdopen(read) as told:
        return ":" + told.readline().strip()


async def take_page(server, rooms, crowd):
    from playwright.async_api import async_playwright

    def local(link):
        return link.replace(PUBLIC_URL, f"http://{server.host}")

    async with async_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])

        async def visit(link, width, height, scale, name):
            context = await browser.new_context(
                viewport={"width": width, "height": height}, device_scale_factor=scale, locale="en-GB",
                reduced_motion="reduce",
            )  # fmt: skip
            page = await context.new_page()
            await page.goto(local(link))
            await page.get_by_label("Your name").fill(name)
            return page

        async def take(page, picture):
            path = PICTURES / f"{picture}.png"
            raw = await page.screenshot(animations="disabled", caret="hide")
            subprocess.run(["convert", "png:-", *SHADED, str(path)], check=True, input=raw)
            report(path)

        guest = rooms["Track 1 — Platforms"]["_links"]["guest_url"]["href"]
        await take(await visit(guest, 390, 844, 2, "Joana Prates"), "page-join-phone")
        await take(await visit(guest, 1280, 800, 1, "Joana Prates"), "page-join-laptop")

        page = await visit(rooms[GREEN_ROOM]["_links"]["host_url"]["href"], 390, 844, 2, "Mira Aldous")
        await page.get_by_role("button", name="Join", exact=True).click()
        await page.get_by_role("button", name="Leave").wait_for()
        for name in LEFT_WAITING:
            await page.get_by_text(name, exact=True).wait_for()
        await take(page, "page-meeting-phone")
        await browser.close()


async def show(stack, folder, binary, wanted):
    hooks = Hooks()
    stack.callback(hooks.close)
    server = Server(binary, folder, hooks.url)
    stack.callback(server.stop)
    await wait_for(server.answers, "the server does not answer")
    summit = Summit(server, hooks, wait_for, datetime.timezone(datetime.timedelta(hours=hours_ahead())))
    stack.secrets = list(server.secrets)
    await summit.open()
    stack.push_async_callback(summit.crowd.go)
    await summit.fill()
    stack.secrets += [host_token(room) for room in summit.rooms.values()]

    run_sheet = folder / "day-1.csv"
    run_sheet.write_text(summit.run_sheet())
    terminals = [
        start(stack, folder, "dark", "", DARK, server, run_sheet),
        start(stack, folder, "light", "-light", LIGHT, server, run_sheet),
    ]  # fmt: skip
    for terminal in terminals:
        await terminal.sees("LIVE")
    await summit.go_on(ARRIVALS)
    summit.crowd.check()
    for terminal in terminals:
        await terminal.sees(f"!! {UNHOSTED[:8]}")
    missed = await tour.take(terminals, summit, wanted)
    if not wanted or any("page".startswith(name) or name.startswith("page") for name in wanted):
        await take_page(server, summit.rooms, summit.crowd)
    summit.crowd.check()
    return missed


async def main():
    binary = os.environ.get("GREENROOM")
    if not binary or not pathlib.Path(binary).is_file():
        raise SystemExit("GREENROOM must name the greenroom program, for example .build/release/greenroom")
    with tempfile.TemporaryDirectory(prefix="greenroom-pictures-", ignore_cleanup_errors=True) as folder:
        async with contextlib.AsyncExitStack() as stack:
            missed = await show(stack, pathlib.Path(folder), str(pathlib.Path(binary).resolve()), sys.argv[1:])
    return "\n\n".join(missed) or 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
