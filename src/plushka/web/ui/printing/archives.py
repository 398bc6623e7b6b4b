"""ZIP archives in pieces, as they are written: nothing is whole in memory, or on a disk."""

import io
import zipfile
from collections.abc import Buffer, Iterable, Iterator
from typing import IO, Any, cast

import pyzipper

type Entry = tuple[str, Iterable[bytes]]
"""The name of a file, and what is in it piece by piece."""

_WHEN = (1980, 1, 1, 0, 0, 0)
"""The same files make the same archive; when they were made is nobody's business."""


class _Sink(io.RawIOBase):
    """Keeps what was written until it is taken; cannot go back, like a line to a browser."""

    def __init__(self) -> None:
        self._written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, piece: Buffer) -> int:
        self._written += piece
        return len(memoryview(piece))

    def take(self) -> bytes:
        taken, self._written = bytes(self._written), bytearray()
        return taken


def pack(entries: Iterable[Entry], *, password: str = "") -> Iterator[bytes]:
    """Pack files; with a password they are closed by AES-256, names and sizes are not."""
    sink = _Sink()
    with _archive(sink, password) as archive:
        for name, pieces in entries:
            info = _info(name, password)
            with archive.open(info, "w", force_zip64=True) as inside:
                for piece in pieces:
                    inside.write(piece)
                    yield from _taken(sink)
            yield from _taken(sink)
    yield from _taken(sink)


def _archive(sink: _Sink, password: str) -> Any:
    if not password:
        return zipfile.ZipFile(cast("IO[bytes]", sink), "w")
    archive = pyzipper.AESZipFile(sink, "w", encryption=pyzipper.WZ_AES)
    archive.setpassword(password.encode())
    archive.setencryption(pyzipper.WZ_AES, nbits=256)
    return archive


def _info(name: str, password: str) -> Any:
    info = (pyzipper.zipfile_aes.AESZipInfo if password else zipfile.ZipInfo)(name, _WHEN)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _taken(sink: _Sink) -> Iterator[bytes]:
    if piece := sink.take():
        yield piece
