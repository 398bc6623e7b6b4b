"""A session that is kept up: opened again after each end, more seldom while it fails."""

import asyncio
import random
from contextlib import suppress

from plushka.integrations.sending import Trouble
from plushka.integrations.smpp.session import BindRefused, Ended, Session, Taker, opened
from plushka.integrations.smpp.settings import Settings
from plushka.integrations.smpp.statuses import code_of

CONNECT_SECONDS = 5.0
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
STEADY_SECONDS = 60.0
"""A session that lasted so long was a good one: after it the pauses begin anew."""


class NotConnected(Exception):  # noqa: N818 - a fault said in the trade's words
    """There is no session now; why, and when the next is tried, in seconds."""

    def __init__(self, why: str, retry_after: float) -> None:
        self.why, self.retry_after = why, retry_after


class Line:
    """One company's line to its provider."""

    def __init__(self, settings: Settings, take: Taker) -> None:
        self._settings = settings
        self._take = take
        self._session: Session | None = None
        self._tried = asyncio.Event()
        self._why = "not_connected"
        self._pause = FIRST_PAUSE
        self._free_at = 0.0
        self._keeping = asyncio.create_task(self._keep())

    async def session(self) -> Session:
        """Give the session as soon as the provider's pace allows a message; refuses while there
        is none.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(CONNECT_SECONDS):
                await self._tried.wait()
        await self._paced()
        if self._session is None or self._session.is_over:
            raise NotConnected(self._why, self._pause)
        return self._session

    async def check(self) -> str:
        """Give the name the provider goes by; raises ``Trouble``."""
        session = self._session
        if session is not None and not session.is_over:
            return session.peer
        return await check(self._settings)

    async def close(self) -> None:
        """Take leave of the provider and open no session any more."""
        self._keeping.cancel()
        await asyncio.gather(self._keeping, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    async def _keep(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            began = loop.time()
            try:
                self._session = await _bound(self._settings, self._take)
            except (OSError, TimeoutError, BindRefused, Ended) as fault:
                self._why = _why(fault)
            else:
                self._tried.set()
                await self._session.watch(self._settings.enquire_every)
                self._why = "line_broke"
            self._tried.set()
            if loop.time() - began > STEADY_SECONDS:
                self._pause = FIRST_PAUSE
            # No two workers shall knock at a provider that comes back in the same moment.
            await asyncio.sleep(self._pause * random.uniform(0.5, 1.0))  # noqa: S311 - no secret
            self._pause = min(self._pause * 2, LONGEST_PAUSE)

    async def _paced(self) -> None:
        if not self._settings.per_second:
            return
        now = asyncio.get_running_loop().time()
        mine = max(self._free_at, now)
        self._free_at = mine + 1 / self._settings.per_second
        await asyncio.sleep(mine - now)


async def check(settings: Settings) -> str:
    """Open a session and close it again; give the name the provider goes by. Raises
    ``Trouble``.
    """
    try:
        session = await _bound(settings, _refuse)
    except (OSError, TimeoutError, BindRefused, Ended) as fault:
        raise Trouble(_why(fault)) from None
    await session.close()
    return session.peer


async def _bound(settings: Settings, take: Taker) -> Session:
    session = await opened(
        settings.host,
        settings.port,
        tls=settings.tls,
        take=take,
        answer_within=settings.answer_within,
        within=CONNECT_SECONDS,
    )
    try:
        await session.bind(
            system_id=settings.system_id,
            password=settings.password,
            system_type=settings.system_type,
        )
    except BaseException:
        await session.close()
        raise
    return session


async def _refuse(_: object) -> None:
    """What comes in during a trial is told again to who takes it in."""
    raise NotConnected("trial", 0)


def _why(fault: Exception) -> str:
    match fault:
        case BindRefused(status=status):
            return code_of(status)
        case TimeoutError():
            return "no_answer"
        case Ended():
            return "line_broke"
        case _:
            return "no_connection"
