"""Two telephones of Debian's baresip on this machine: ours, and the one of who is called."""

import json
import socket
import time
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.programs import MISSING, free_port, need, running

CONFIGURATION = """\
poll_method epoll
sip_listen {address}:{sip}
call_local_timeout 20
audio_path {folder}
audio_player aubridge,{name}
audio_source aufile,{sound}
audio_alert aubridge,{name}
ausrc_srate 8000
auplay_srate 8000
ausrc_channels 1
auplay_channels 1
rtp_ports {rtp}-{rtp_end}
snd_path {folder}
module_path /usr/lib/baresip/modules
module g711.so
module aufile.so
module aubridge.so
{recording}module_tmp account.so
module_app menu.so
module_app ctrl_tcp.so
ctrl_tcp_listen 127.0.0.1:{control}
"""


@dataclass(frozen=True)
class Telephone:
    """A telephone that is on."""

    folder: Path
    domain: str
    """Where others call it."""
    control: int
    sound: Path

    @contextmanager
    def in_hand(self) -> Iterator["Hand"]:
        """Take it in hand: hear what happens, and press."""
        with socket.create_connection(("127.0.0.1", self.control), timeout=15) as line:
            yield Hand(line)

    def recordings(self, *, of: int) -> list[Path]:
        """What it has heard in so many calls, a file a call."""
        give_up = time.monotonic() + 5
        while time.monotonic() < give_up:
            files = sorted(self.folder.glob("dump-*-dec.wav"))
            if len(files) == of and all(map(_is_whole, files)):
                return files
            time.sleep(0.05)
        raise AssertionError("it has not heard so many calls")


@dataclass(frozen=True)
class Hand:
    """Whoever holds a telephone."""

    line: socket.socket

    def waits_for(self, event: str) -> None:
        """Hold it until this happens."""
        heard = b""
        while f'"type":"{event}"'.encode() not in heard:
            more = self.line.recv(65536)
            assert more, "the telephone went off"
            heard += more

    def does(self, command: str, params: str = "") -> None:
        """Press something."""
        told = json.dumps({"command": command, "params": params}).encode()
        self.line.sendall(b"%d:%b," % (len(told), told))


def _is_whole(recording: Path) -> bool:
    """Whether it was ended: until then its head tells of no sound."""
    try:
        with wave.open(str(recording)) as file:
            return file.getnframes() > 0
    except (wave.Error, EOFError):
        return False


def _address() -> str:
    """An address of this machine beside loopback, on which baresip does not call."""
    with socket.socket(type=socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("203.0.113.1", 9))
            found: str = probe.getsockname()[0]
        except OSError:
            found = "127.0.0.1"
    if found.startswith("127."):
        pytest.skip(f"{MISSING}a network beside loopback (baresip needs one)")
    return found


@contextmanager
def _on(folder: Path, name: str, rtp: int, *, mode: str, records: bool) -> Iterator[Telephone]:
    folder.mkdir()
    address, sip, control = _address(), free_port(), free_port()
    sound = folder / "say.wav"
    told = {"address": address, "sip": sip, "control": control, "folder": folder, "name": name}
    recording = "module sndfile.so\n" if records else ""
    (folder / "config").write_text(
        CONFIGURATION.format(**told, sound=sound, rtp=rtp, rtp_end=rtp + 98, recording=recording)
    )
    with wave.open(str(sound), "wb") as silence:
        silence.setparams((1, 2, 8000, 0, "NONE", ""))
        silence.writeframes(bytes(2 * 8000 * 30))
    account = f"<sip:{name}@{address}:{sip}>;regint=0;answermode={mode}\n"
    (folder / "accounts").write_text(account)
    (folder / "contacts").touch()
    with running(
        need("baresip"), "-f", folder, log=folder / "log", port=control, line="baresip is ready"
    ):
        yield Telephone(folder, f"{address}:{sip}", control, sound)


@pytest.fixture
def telephones(tmp_path: Path) -> Iterator[tuple[Telephone, Telephone]]:
    """Ours, and one that answers at once and records what it hears."""
    need("espeak-ng")
    need("sox")
    with (
        _on(tmp_path / "ours", "lipa", 20000, mode="manual", records=False) as ours,
        _on(tmp_path / "olga", "79161234567", 20200, mode="auto", records=True) as olga,
    ):
        yield ours, olga


@pytest.fixture
def silent_telephones(tmp_path: Path) -> Iterator[tuple[Telephone, Telephone]]:
    """Ours, and one that rings until somebody does something."""
    need("espeak-ng")
    need("sox")
    with (
        _on(tmp_path / "ours", "lipa", 20000, mode="manual", records=False) as ours,
        _on(tmp_path / "olga", "79161234567", 20200, mode="manual", records=False) as olga,
    ):
        yield ours, olga
