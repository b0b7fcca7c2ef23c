"""Janus by itself, as its package has it: the VideoRoom, and its own WebSocket."""

import pathlib
import socket
import subprocess

from servers import ServerProcess, environment, free_port

PROGRAM = "janus"
OTHER_PLUGINS = (
    "audiobridge", "duktape", "echotest", "lua", "nosip", "recordplay", "sip", "streaming", "textroom", "videocall",
    "voicemail",
)
OTHER_TRANSPORTS = ("http", "mqtt", "nanomsg", "pfunix", "rabbitmq")


def library():
    """The folder of its plugins and transports, or None."""
    found = sorted(pathlib.Path("/usr/lib").glob("*/janus/plugins/libjanus_videoroom.so"))
    return found[0].parents[1] if found else None


def _disabled(names):
    return ",".join(f"libjanus_{name}.so" for name in names)


def _main_file(folder, event_loops, ports):
    """What is not named is as Janus has it by default. Other plugins are left out, as they are in Greenroom's."""
    parts = library()
    kinds = ("plugins", "transports", "events", "loggers")
    folders = "".join(f'  {kind}_folder = "{parts}/{kind}"\n' for kind in kinds)
    return (
        f'general: {{\n  configs_folder = "{folder}"\n{folders}  debug_level = 3\n  event_loops = {event_loops}\n}}\n'
        f'media: {{\n  rtp_port_range = "{ports}"\n}}\n'
        f'plugins: {{\n  disable = "{_disabled(OTHER_PLUGINS)}"\n}}\n'
        f'transports: {{\n  disable = "{_disabled(OTHER_TRANSPORTS)}"\n}}\n'
        'loggers: {\n  disable = "libjanus_jsonlog.so"\n}\nevents: {\n  broadcast = false\n}\n')


class PlainJanus(ServerProcess):
    """A Janus with a WebSocket on a free port of 127.0.0.1."""

    def __init__(self, folder, event_loops, ports="20000-24999"):
        port = free_port()
        (folder / "janus.jcfg").write_text(_main_file(folder, event_loops, ports))
        (folder / "janus.transport.websockets.jcfg").write_text(
            f'general: {{\n  ws = true\n  ws_ip = "127.0.0.1"\n  ws_port = {port}\n  wss = false\n}}\n')
        (folder / "janus.plugin.videoroom.jcfg").write_text("general: {\n}\n")
        command = [PROGRAM, "-C", str(folder / "janus.jcfg"), "-F", str(folder)]
        super().__init__(command, port, folder, environment(folder))

    def answers(self):
        with socket.create_connection(("127.0.0.1", self.port), timeout=2):
            return True

    @property
    def socket(self):
        return f"ws://127.0.0.1:{self.port}/"

    @staticmethod
    def version():
        """What it says of itself before it finds that it does not know the option."""
        said = subprocess.run([PROGRAM, "--version"], capture_output=True, text=True, timeout=20).stdout
        return said.partition("(")[2].partition(")")[0] or "of an unknown version"
