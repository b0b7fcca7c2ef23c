"""Files as the media server records them, with pictures and sounds from ffmpeg."""

import json
import struct
import subprocess


def video(path, first_ms, seconds, color="red", kind="camera"):
    """A moving picture of one color, whose first packet came in at `first_ms` since 1970."""
    source = f"color=c={color}:s=320x180:r=20,drawgrid=w=40:h=40:c=white@0.2"
    encoder = ["-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "200k", "-g", "60", "-f", "ivf"]
    data = _ffmpeg(["-f", "lavfi", "-i", source, "-t", str(seconds), *encoder])
    frames, place = [], 32
    while place + 12 <= len(data):
        size, number = struct.unpack("<IQ", data[place : place + 12])
        frames.append((number * 50, data[place + 12 : place + 12 + size]))
        place += 12 + size
    packets = []
    for at, frame in frames:
        parts = [frame[index : index + 1100] for index in range(0, len(frame), 1100)]
        for index, part in enumerate(parts):
            head = b"\x10" if index == 0 else b"\x00"
            packets.append((at, at * 90, index == len(parts) - 1, head + part))
    _write(path, "v", "vp8", kind, first_ms, packets)


def audio(path, first_ms, seconds, hertz=440):
    """A tone."""
    source = f"sine=frequency={hertz}:sample_rate=48000"
    data = _ffmpeg(["-f", "lavfi", "-i", source, "-t", str(seconds), "-c:a", "libopus", "-ac", "1", "-f", "ogg"])
    packets, open_packet, place = [], b"", 0
    while place + 27 <= len(data):
        count = data[place + 26]
        sizes = data[place + 27 : place + 27 + count]
        place += 27 + count
        for size in sizes:
            open_packet += data[place : place + size]
            place += size
            if size < 255:
                packets.append(open_packet)
                open_packet = b""
    sounds = [(index * 20, index * 960, False, packet) for index, packet in enumerate(packets[2:])]
    _write(path, "a", "opus", "mic", first_ms, sounds)


def _ffmpeg(arguments):
    command = ["ffmpeg", "-nostdin", "-v", "error", *arguments, "-"]
    return subprocess.run(command, check=True, capture_output=True).stdout


def _write(path, medium, codec, kind, first_ms, packets):
    first = first_ms * 1000
    about = json.dumps({"t": medium, "c": codec, "d": kind, "s": first, "u": first}).encode()
    with open(path, "wb") as file:
        file.write(b"MJR00002" + struct.pack(">H", len(about)) + about)
        for number, (at, stamp, is_last, payload) in enumerate(packets):
            kind_byte = 96 | (0x80 if is_last else 0)
            packet = struct.pack(">BBHII", 0x80, kind_byte, number & 0xFFFF, stamp & 0xFFFFFFFF, 77) + payload
            file.write(b"MEET" + struct.pack(">IH", at, len(packet)) + packet)
