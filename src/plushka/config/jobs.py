"""The jobs that nobody waits for, and the loop that does them (ADR 0010).

Always true:

- one process does them at a time, holding an advisory lock of the database;
  others stand by and take over when it ends;
- a job decides nothing: without it every answer is the same (T2), but for tiers, which move
  down when their day is over (T15), and for points whose warning failed, which it lets last
  longer before their end comes (B11);
- a job that meets a fault is tried again in the next round, and the others go on.
"""

import asyncio
import datetime as dt
import threading
from collections.abc import Callable
from dataclasses import dataclass

import psycopg
import structlog
from django.conf import settings
from django.db import connections
from django.db.utils import InterfaceError, OperationalError

from plushka.config.application import open_database
from plushka.config.delivery.sender import Sender
from plushka.config.task_kinds import KINDS
from plushka.config.warnings import (
    warn_of_activations,
    warn_of_codes,
    warn_of_funds,
    warn_of_stock,
)
from plushka.domain.access import forgetting as access
from plushka.domain.certificates import operations as certificates
from plushka.domain.codes import forgetting as printed
from plushka.domain.confirmations import forgetting as codes
from plushka.domain.draws import closing as draws
from plushka.domain.imports import forgetting as imports
from plushka.domain.journeys import birthday_moments, birthdays
from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger import revaluing
from plushka.domain.limits import forgetting as limits
from plushka.domain.messaging import hearing, reporting
from plushka.domain.notices import expiring, in_vain
from plushka.domain.notices import following as notices
from plushka.domain.repeats import forgetting as repeats
from plushka.domain.replay import working as replays
from plushka.domain.rewards import operations as rewards
from plushka.domain.sales import following
from plushka.domain.sales import retiering as tiers
from plushka.domain.tasks import files
from plushka.domain.tasks import working as tasks
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Tenant
from plushka.integrations.postgres import PostgresUnavailable
from plushka.lib.db.connection import connection
from plushka.web.hooks.receiving import receive
from plushka.web.manager.codes import files as code_files
from plushka.web.ui import signed_in

ROUND_SECONDS = 5.0
TASK_SECONDS = 1.0
AT_ONCE = 1000
"""Accounts settled in one transaction."""

FOLLOWED = 200
"""Events followed in one transaction: a tenth of a second, in which their buyers' tills wait."""

_LOCK = 7_306_865_402
"""Any number will do, as long as every worker asks for the same one."""

type Beside = Callable[..., None]

log = structlog.get_logger("plushka.jobs")


@dataclass(frozen=True, slots=True)
class Job:
    """Something to be done for each company every so often.

    ``do`` runs in the company's context, is told the time, and gives how many
    rows it dealt with; it is called again at once while that is ``at_once``.
    """

    name: str
    every: dt.timedelta
    do: Callable[[dt.datetime], int]
    at_once: int | None = None


def _give_birthday_gifts(at: dt.datetime) -> int:
    return birthdays.give(at=at, most=AT_ONCE)


def _let_birthdays_happen(at: dt.datetime) -> int:
    return birthday_moments.happen(at=at, most=AT_ONCE)


def _convert(at: dt.datetime) -> int:
    return revaluing.convert(at=at, most=AT_ONCE)


def _expire(at: dt.datetime) -> int:
    return ledger.expire(at=at, most=AT_ONCE)


def _expire_certificates(at: dt.datetime) -> int:
    return certificates.expire(at=at, most=AT_ONCE)


def _follow(at: dt.datetime) -> int:
    return following.follow(at=at, most=FOLLOWED)


def _tell(at: dt.datetime) -> int:
    return notices.follow(at=at, most=AT_ONCE)


def _warn(at: dt.datetime) -> int:
    return expiring.warn(at=at, most=AT_ONCE)


def _extend(at: dt.datetime) -> int:
    return in_vain.extend(at=at, most=AT_ONCE)


def _take_up_reports(at: dt.datetime) -> int:
    return reporting.take_up(at=at, most=AT_ONCE)


def _expire_orders(at: dt.datetime) -> int:
    return rewards.expire(at=at, most=AT_ONCE)


def _retier(at: dt.datetime) -> int:
    return tiers.retier(at=at, most=AT_ONCE)


JOBS: tuple[Job, ...] = (
    # Applies what rules promise for what sales bring about; nobody waits longer than a round.
    Job("follow_sales", dt.timedelta(seconds=5), _follow, FOLLOWED),
    # Tells members what happened to their points; warns them of what is about to expire.
    Job("notices", dt.timedelta(seconds=5), _tell, AT_ONCE),
    Job("expiry_warnings", dt.timedelta(minutes=10), _warn, AT_ONCE),
    # Before anything ends: points last longer whose warning reached nobody.
    Job("failed_warnings", dt.timedelta(minutes=1), _extend, AT_ONCE),
    # Writes down that points were converted, because they are worth something else by now.
    Job("convert", dt.timedelta(minutes=1), _convert, AT_ONCE),
    # Writes down expired lots and ended holds.
    Job("expire", dt.timedelta(minutes=1), _expire, AT_ONCE),
    # Gives back the stock of reward orders whose money nobody paid in time.
    Job("expire_orders", dt.timedelta(minutes=1), _expire_orders, AT_ONCE),
    # Writes down that certificates are over, with what was left on them.
    Job("expire_certificates", dt.timedelta(minutes=10), _expire_certificates, AT_ONCE),
    # Every hour, because days begin at other hours elsewhere.
    Job("birthdays", dt.timedelta(hours=1), _give_birthday_gifts, AT_ONCE),
    Job("birthday_rules", dt.timedelta(hours=1), _let_birthdays_happen, AT_ONCE),
    # Moves tiers whose period is over, or whose purchases came back; due at a local midnight.
    Job("retier", dt.timedelta(minutes=1), _retier, AT_ONCE),
    # Fixes the lists of draws whose time for chances is over.
    Job("close_draws", dt.timedelta(seconds=30), lambda at: draws.close_due(at=at), 1),
    # Tells owners once that little is left for messages.
    Job("warn_of_funds", dt.timedelta(minutes=1), warn_of_funds),
    # Tells them that codes stopped at a limit of the company.
    Job("warn_of_codes", dt.timedelta(minutes=1), warn_of_codes),
    # Tells owners that somebody guesses codes, or that a batch is out.
    Job("warn_of_activations", dt.timedelta(minutes=1), warn_of_activations),
    # Tells owners and marketers of what is nearly gone from the gift shop.
    Job("warn_of_stock", dt.timedelta(minutes=10), warn_of_stock),
    # Reports that came before their message had its provider's name.
    Job("take_up_reports", dt.timedelta(minutes=1), _take_up_reports, AT_ONCE),
    Job("forget_answers", dt.timedelta(days=1), lambda at: repeats.forget_old(at=at)),
    Job("forget_codes", dt.timedelta(days=1), lambda at: codes.forget_old(at=at)),
    Job("forget_strangers", dt.timedelta(days=1), lambda at: codes.forget_strangers(at=at)),
    Job("forget_inbound", dt.timedelta(days=1), lambda at: hearing.forget_old(at=at)),
    # Exports and imports hold personal data; their files are not kept for ever.
    Job("forget_files", dt.timedelta(days=1), lambda at: files.forget_old(at=at)),
    # Sealed files of codes wait an hour to be fetched.
    Job("forget_code_files", dt.timedelta(minutes=5), lambda at: code_files.forget_old(at=at)),
    Job("forget_imports", dt.timedelta(days=1), lambda at: imports.forget_old(at=at)),
    Job("forget_day_counts", dt.timedelta(days=1), lambda at: limits.forget_old(at=at)),
    Job("forget_alerts", dt.timedelta(days=1), lambda at: limits.forget_alerts(at=at)),
    # Sign-ins of staff that ran out, and what the list of sessions says of them.
    Job("forget_sessions", dt.timedelta(hours=6), lambda at: signed_in.forget_all_ended(at=at)),
    Job("forget_guards", dt.timedelta(days=1), lambda at: printed.forget_guards(at=at)),
    Job("forget_tallies", dt.timedelta(days=1), lambda at: printed.forget_tallies(at=at)),
    Job("forget_tries", dt.timedelta(days=1), lambda at: access.forget_old(at=at)),
)


class Jobs:
    """Does each job when it is due, all of them at the start."""

    def __init__(self, *, clock: Callable[[], dt.datetime], stopping: threading.Event) -> None:
        self._clock = clock
        self._stopping = stopping
        self._due: dict[str, dt.datetime] = {}
        self._has_turn = False
        self._beside: dict[Beside, threading.Thread] = {}

    def keep_doing(self) -> None:
        """Work until ``stopping`` is set; a database that went away is waited for."""
        while not self._stopping.is_set():
            try:
                if self._is_our_turn():
                    self.do_due()
            except (OperationalError, InterfaceError) as trouble:
                log.warning("database_away", trouble=_first_line(trouble))
                self._find_database()
            self._stopping.wait(ROUND_SECONDS)

    def do_due(self) -> None:
        """Do every job whose time has come, for every company."""
        for job in JOBS:
            at = self._clock()
            if at < self._due.get(job.name, at):
                continue
            for tenant_id in Tenant.objects.order_by("id").values_list("id", flat=True):
                try:
                    self._do(job, tenant_id)
                except (OperationalError, InterfaceError):
                    raise
                except Exception:
                    log.exception("job_failed", job=job.name, tenant=tenant_id)
            self._due[job.name] = at + job.every
        for long_work in (replays.carry_out_all, self._do_tasks, self._send_messages):
            self._keep_beside(long_work)

    def close(self) -> None:
        """Give the lock and the connections back."""
        self._has_turn = False
        connections.close_all()

    def _do(self, job: Job, tenant_id: int) -> None:
        is_more = True
        while is_more and not self._stopping.is_set():
            with connection(), tenant_context(tenant_id):
                n_rows = job.do(self._clock())
            is_more = n_rows == job.at_once
            if n_rows:
                log.info(job.name, tenant=tenant_id, rows=n_rows)

    def _keep_beside(self, work: Beside) -> None:
        """Do long work beside the jobs: a year takes longer than a birthday may wait.

        The thread ends with the process; a replay that was cut off begins again, and so does a
        portion of a task.
        """
        if work not in self._beside or not self._beside[work].is_alive():
            self._beside[work] = threading.Thread(
                target=work,
                kwargs={"clock": self._clock, "stopping": self._stopping},
                daemon=True,
            )
            self._beside[work].start()

    def _do_tasks(self, *, clock: Callable[[], dt.datetime], stopping: threading.Event) -> None:
        """Look every second for what people asked for, as long as the turn is ours."""
        try:
            while self._has_turn and not stopping.wait(TASK_SECONDS):
                tasks.carry_out_all(kinds=KINDS, clock=clock, stopping=stopping)
        except Exception:
            # The next round begins anew, where the last whole portion ended.
            log.exception("tasks_interrupted")

    def _send_messages(
        self, *, clock: Callable[[], dt.datetime], stopping: threading.Event
    ) -> None:
        """Send what people are to be told, as long as the turn is ours."""
        sender = Sender(clock=clock, receive=receive, is_console=settings.PLUSHKA_DEMO)
        try:
            sending = sender.keep_sending(stopping=stopping, is_our_turn=lambda: self._has_turn)
            asyncio.run(sending)
        except Exception:
            # The next round begins anew, with what was cut off.
            log.exception("sending_interrupted")

    def _is_our_turn(self) -> bool:
        """Take the lock, or see that the session which holds it for us is still there."""
        with connections["owner"].cursor() as cursor:
            if self._has_turn:
                cursor.execute("SELECT 1")
            else:
                cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
                self._has_turn = bool(cursor.fetchone()[0])
        return self._has_turn

    def _find_database(self) -> None:
        self.close()
        try:
            open_database()
        except (PostgresUnavailable, psycopg.Error, OperationalError) as trouble:
            log.warning("database_still_away", trouble=_first_line(trouble))


def _first_line(trouble: Exception) -> str:
    return str(trouble).partition("\n")[0]
