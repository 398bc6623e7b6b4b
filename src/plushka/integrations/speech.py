"""Says a text aloud: espeak-ng speaks it, sox brings it to what telephones carry."""

import asyncio
import re

from plushka.integrations.sending import Outgoing, Trouble

VOICES = {"ru": "ru", "uk": "uk", "en": "en"}
SLOWLY = "140"
"""Words a minute: a code is written down while it is heard."""
RATE = "8000"
PAUSE_BEFORE = "0.7"
"""Seconds; whoever answers takes the phone to the ear first."""
PATIENCE_SECONDS = 10.0
LONGEST = 600
"""Letters: a minute of talk."""

CODE = re.compile(r"[0-9]{4,}")
"""Shorter than four digits no code is."""

MISSING = "Speech needs espeak-ng and sox on this server."


def aloud(message: Outgoing) -> str:
    """Write a message as a voice is to say it, whoever's the voice is.

    A code is said digit by digit: «4217» is written down, «four thousand two hundred» is not.
    Other numbers are said as numbers.
    """
    if not message.is_code:
        return message.text[:LONGEST]
    return CODE.sub(lambda found: ", ".join(found[0]), message.text)[:LONGEST]


async def spoken(text: str, *, language: str, wait_seconds: float = 0.0) -> bytes:
    """Give the text as a WAV of 8000 Hz, with silence after it for who is to press a key.

    Raises ``Trouble`` where it cannot be said.
    """
    said = text[:LONGEST].encode(errors="replace").replace(b"\x00", b"")
    voice = VOICES.get(language, "ru")
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            raw = await _piped(
                ("espeak-ng", "-v", voice, "-s", SLOWLY, "--stdin", "--stdout"), said
            )
            sox = ("sox", "-t", "wav", "--ignore-length", "-", "-r", RATE, "-c", "1", "-b", "16")
            return await _piped(
                (*sox, "-t", "wav", "-", "pad", PAUSE_BEFORE, f"{wait_seconds:.1f}"), raw
            )
    except OSError:
        raise Trouble(MISSING) from None


async def _piped(command: tuple[str, ...], given: bytes) -> bytes:
    """Run a program over what is given; ends it when nobody waits any more."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        *command, stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        made, _ = await process.communicate(given)
    except BaseException:
        process.kill()
        await process.wait()
        raise
    if process.returncode or not made:
        raise Trouble(MISSING)
    return made
