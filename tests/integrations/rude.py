"""Servers that hardly are any: they answer what they are told to, then hang or go away."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

type Answering = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

END = "END"
"""In place of an answer: the line is cut."""


@asynccontextmanager
async def rude(answering: Answering) -> AsyncIterator[int]:
    """Serve so; gives the port."""
    server = await asyncio.start_server(answering, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        server.close_clients()


def talk(*answers: str) -> Answering:
    """Greet with the first, answer each line of the other with the next, then say nothing more."""

    async def talking(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for answer in answers:
            if answer == END:
                writer.close()
                return
            writer.write(f"{answer}\r\n".encode())
            await writer.drain()
            if not await reader.readline():
                break
        while await reader.read(1000):
            pass
        writer.close()

    return talking


def answer_http(answer: bytes | None) -> Answering:
    """Read a request's head; then write this and go away, or hang where there is None."""

    async def answering(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        if answer is None:
            await reader.read()
        else:
            writer.write(answer)
            await writer.drain()
        writer.close()

    return answering


def http(status: str, body: str = "", *headers: str) -> bytes:
    """Write a whole answer."""
    head = (f"HTTP/1.1 {status}", f"Content-Length: {len(body.encode())}", *headers)
    return ("\r\n".join(head) + f"\r\n\r\n{body}").encode()
