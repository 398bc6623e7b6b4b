"""Long answers, sent piece by piece."""

from collections.abc import AsyncIterator, Iterator

from asgiref.sync import sync_to_async


async def beside[Part: str | bytes](parts: Iterator[Part]) -> AsyncIterator[Part]:
    """Give each piece as soon as it is read, while other requests are answered."""
    while (part := await sync_to_async(_next)(parts)) is not None:
        yield part


def _next[Part: str | bytes](parts: Iterator[Part]) -> Part | None:
    return next(parts, None)
