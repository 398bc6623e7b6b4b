"""A provider lets us say so much a second: we wait our turn instead of being told off."""

import asyncio


class Pace:
    """Lets so many pass within a second, evenly; the rest wait in the order they came."""

    def __init__(self, *, per_second: float) -> None:
        self._gap = 1 / per_second
        self._free_at = 0.0

    async def turn(self) -> None:
        """Wait until it is this one's turn."""
        now = asyncio.get_running_loop().time()
        at = max(now, self._free_at)
        self._free_at = at + self._gap
        if at > now:
            await asyncio.sleep(at - now)
