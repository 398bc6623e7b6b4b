"""Sends: claims what is due, hands it to channels, many at once, and settles what they said."""

import asyncio
import datetime as dt
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from uuid import UUID

import structlog
from django.db.utils import InterfaceError, OperationalError

from plushka.config.delivery import balances
from plushka.config.delivery.desk import Clock, Desk, companies_due, tenants
from plushka.config.delivery.hearing import Hearing, Receive
from plushka.config.delivery.lines import CONSOLE, Line, Lines
from plushka.config.delivery.results import outcome, outgoing, unlinked
from plushka.domain.messaging.handing import Due, Outcome
from plushka.domain.messaging.models import Connection
from plushka.integrations.sending import Result, Unsure
from plushka.web.ui.channels import NoLine

AT_ONCE = 500
"""Messages claimed by one transaction, at most: otherwise what was handed over in a second."""

AT_FIRST = 50

UNDER_WAY = 4
"""So many times what a channel takes at once may wait for it, before no more is begun.

Of what is begun nobody knows after a kill whether it was sent.
"""

STUCK_SECONDS = 1.0
"""When nothing claimed could be begun for so long, more is claimed for the other channels."""

LOOK_SECONDS = 0.5
FLUSH_SECONDS = 0.05
LISTEN_SECONDS = 15.0
LONGEST_SECONDS = 60.0
"""A channel that has not answered by then was cut off, whatever it promised."""

LONGEST_AWAY_SECONDS = 60
"""So long what providers said is kept for a database that went away."""

NO_LINE_PAUSE = dt.timedelta(minutes=1)

NO_LINK = "no_link"
"""Why a letter with an offer does not leave: it would have no way out of it."""

type Serves = Callable[[], Sequence[int]]
"""Asked for the companies to serve, by their ids."""

log = structlog.get_logger("plushka.messages")


class Sender:
    """Sends for the companies it serves, as long as it is this process's turn."""

    def __init__(
        self, *, clock: Clock, receive: Receive, is_console: bool, serves: Serves = tenants
    ) -> None:
        self._clock = clock
        self._serves = serves
        self._is_console = is_console
        self._hearing = Hearing(clock=clock, receive=receive)
        self._lines = Lines(self._hearing.hear)
        self._desks: dict[int, Desk] = {}

    async def keep_sending(
        self, *, stopping: threading.Event, is_our_turn: Callable[[], bool]
    ) -> None:
        """Send what is due until somebody says stop; what is under way then is settled first.

        A fault of one company's is logged and holds up nobody else's.
        """
        at_work: dict[int, asyncio.Task[None]] = {}
        listening = asyncio.create_task(self._keep_listening())
        asking = asyncio.create_task(balances.keep_asking(self._serves))
        try:
            while not stopping.is_set() and is_our_turn():
                for tenant_id in await asyncio.to_thread(self._wanted):
                    if tenant_id not in at_work or at_work[tenant_id].done():
                        work = self._work_off(tenant_id, stopping)
                        at_work[tenant_id] = asyncio.create_task(work)
                await asyncio.sleep(LOOK_SECONDS)
        finally:
            await asyncio.gather(*at_work.values(), return_exceptions=True)
            for beside in (listening, asking):
                beside.cancel()
            await asyncio.gather(listening, asking, return_exceptions=True)
            await self._lines.close()
            await self._hearing.finish()

    def _wanted(self) -> list[int]:
        """Give the companies to be looked at: those with something due, or left by another."""
        due = set(companies_due(self._clock()))
        return [one for one in self._serves() if one in due or not self._desk(one).is_clear]

    async def send_due(self, tenant_id: int) -> None:
        """Send what is due for one company now, and settle it; then close."""
        await self._work_off(tenant_id, threading.Event())
        await self._lines.close()
        await self._hearing.finish()

    async def _keep_listening(self) -> None:
        """Hold the lines open by which companies are called, also of those that send nothing."""
        while True:
            for tenant_id in await asyncio.to_thread(self._serves):
                try:
                    rows = await self._desk(tenant_id).listening()
                    await self._lines.keep(tenant_id, rows)
                except (OperationalError, InterfaceError):
                    log.warning("database_away", tenant=tenant_id)
                except Exception:
                    log.exception("listening_failed", tenant=tenant_id)
            await asyncio.sleep(LISTEN_SECONDS)

    async def _work_off(self, tenant_id: int, stopping: threading.Event) -> None:
        try:
            await _Company(self._desk(tenant_id), tenant_id, self._lines, stopping).work_off()
        except (OperationalError, InterfaceError):
            # What was under way is taken up when the database is back.
            self._desk(tenant_id).is_clear = False
            log.warning("database_away", tenant=tenant_id)
        except Exception:
            self._desk(tenant_id).is_clear = False
            log.exception("sending_failed", tenant=tenant_id)

    def _desk(self, tenant_id: int) -> Desk:
        if tenant_id not in self._desks:
            desk = Desk(tenant_id, clock=self._clock, is_console=self._is_console)
            self._desks[tenant_id] = desk
        return self._desks[tenant_id]


class _Company:
    """One company's messages, from the first that is due until none is left."""

    def __init__(
        self, desk: Desk, tenant_id: int, lines: Lines, stopping: threading.Event
    ) -> None:
        self._desk = desk
        self._tenant_id = tenant_id
        self._lines = lines
        self._stopping = stopping
        self._outcomes: list[Outcome] = []
        self._under_way: Counter[UUID | None] = Counter()
        self._room: dict[UUID | None, asyncio.Semaphore] = {}
        self._most: dict[UUID | None, int] = {}
        #: Claimed and not begun, with the connections they go by.
        self._ahead: list[Due] = []
        self._rows: dict[UUID, Connection] = {}
        self._n_begun, self._claimed_at, self._begun_at = 0, 0.0, 0.0

    async def work_off(self) -> None:
        """Send until nothing is due and all is settled, or somebody says stop."""
        await self._desk_is_clear()
        sending: set[asyncio.Task[None]] = set()
        try:
            await self._send_all(sending)
        except Exception:
            # What providers said of what is under way is known nowhere else.
            await asyncio.gather(*sending, return_exceptions=True)
            await self._settle_at_last()
            raise

    async def _send_all(self, sending: set[asyncio.Task[None]]) -> None:
        is_more = True
        while ((is_more or self._ahead) and not self._stopping.is_set()) or sending:
            if is_more and not self._stopping.is_set() and self._is_time_for_more():
                is_more = await self._claim()
            if not self._stopping.is_set():
                sending |= await self._hand_over()
            if sending:
                await asyncio.wait(sending, timeout=FLUSH_SECONDS)
            sending -= {one for one in sending if one.done()}
            # What waited behind a message that is settled may go now.
            is_more = await self._settle() or is_more

    def _is_time_for_more(self) -> bool:
        return not self._ahead or time.monotonic() > self._begun_at + STUCK_SECONDS

    async def _claim(self) -> bool:
        """Take about as many as were handed over in a second; tell whether there were any."""
        now = time.monotonic()
        a_second = self._n_begun / max(0.001, now - self._claimed_at)
        most = min(AT_ONCE, max(AT_FIRST, int(a_second)))
        claimed, rows = await self._desk.claim(most=most, busy=self._busy(), ahead=self._ahead)
        self._ahead += claimed.going
        self._rows |= rows
        self._n_begun, self._claimed_at = 0, now
        return claimed.n_seen > 0

    async def _desk_is_clear(self) -> None:
        """Take up what a sender before us left, once."""
        if not self._desk.is_clear:
            if n_left := await self._desk.recover():
                log.warning("messages_taken_up", tenant=self._tenant_id, rows=n_left)
            self._desk.is_clear = True

    def _busy(self) -> list[UUID | None]:
        return [
            connection_id
            for connection_id, room in self._room.items()
            if room.locked() and self._is_full(connection_id)
        ]

    def _is_full(self, connection_id: UUID | None) -> bool:
        return self._under_way[connection_id] >= self._most.get(connection_id, 1)

    async def _hand_over(self) -> set[asyncio.Task[None]]:
        """Begin what there is room for, and hand it over."""
        ahead, self._ahead = self._ahead, []
        begun: list[tuple[Due, Line | str]] = []
        for one in ahead:
            if self._is_full(one.connection_id):
                self._ahead.append(one)
                continue
            line = NO_LINK if unlinked(one) else await self._line_or_trouble(one)
            if isinstance(line, Line):
                self._under_way[one.connection_id] += 1
            begun.append((one, line))
        if not begun:
            return set()
        await self._desk.begin([one for one, _ in begun])
        self._n_begun, self._begun_at = self._n_begun + len(begun), time.monotonic()
        tasks: set[asyncio.Task[None]] = set()
        for one, line in begun:
            if isinstance(line, Line):
                tasks.add(asyncio.create_task(self._send(one, line)))
            elif line == NO_LINK:
                self._outcomes.append(Outcome(one, "FAILED", code=NO_LINK, is_final=True))
            else:
                self._outcomes.append(
                    Outcome(one, "FAILED", code=f"set_up:{line}", retry_after=NO_LINE_PAUSE)
                )
        return tasks

    async def _line_or_trouble(self, one: Due) -> Line | str:
        try:
            return await self._line(one, self._rows)
        except NoLine as trouble:
            return str(trouble)

    async def _line(self, one: Due, rows: dict[UUID, Connection]) -> Line:
        if one.connection_id is None:
            line = CONSOLE
        else:
            line = await self._lines.get(self._tenant_id, rows[one.connection_id])
        if one.connection_id not in self._room:
            self._room[one.connection_id] = asyncio.Semaphore(line.channel.at_once)
            self._most[one.connection_id] = UNDER_WAY * line.channel.at_once
        return line

    async def _send(self, one: Due, line: Line) -> None:
        async with self._room[one.connection_id]:
            try:
                message = outgoing(one, tenant_id=self._tenant_id, sender=line.sender)
                result: Result = await asyncio.wait_for(
                    line.channel.send(message), LONGEST_SECONDS
                )
            except TimeoutError:
                result = Unsure("timeout")
            except Exception:
                # An adapter's fault: it may have sent before it fell.
                log.exception("channel_fell", tenant=self._tenant_id)
                result = Unsure("fault")
        self._under_way[one.connection_id] -= 1
        said = outcome(one, result, knows_ids=line.channel.knows_ids)
        self._outcomes.append(said)

    async def _settle(self) -> bool:
        """Write what is known by now; tell whether anything was."""
        settled = list(self._outcomes)
        if settled:
            await self._desk.settle(settled)
            del self._outcomes[: len(settled)]
        return bool(settled)

    async def _settle_at_last(self) -> None:
        """Write what is known as soon as the database is back, for as long as it may be away."""
        for _ in range(LONGEST_AWAY_SECONDS):
            try:
                await self._settle()
            except (OperationalError, InterfaceError):
                await asyncio.sleep(1)
            else:
                return
