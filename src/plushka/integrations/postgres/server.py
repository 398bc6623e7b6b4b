"""Starting, joining and stopping the server."""

import contextlib
import os
import signal
import subprocess
import time
from pathlib import Path

from psycopg.pq import PGconn, Ping

from plushka.integrations.postgres import locks
from plushka.integrations.postgres.cluster import binaries, complaint, ensure_cluster
from plushka.integrations.postgres.places import (
    SOCKET,
    Places,
    PostgresUnavailable,
    choose_socket_directory,
    is_private,
    write_whole,
)
from plushka.integrations.postgres.runas import RunsAs, choose
from plushka.integrations.postgres.settings import settings

SILENCE_SECONDS = 30.0
"""How long processes of a killed server may live on, or a server may not answer at all."""

RECOVERY_SECONDS = 600.0
"""How long a server may say that it is not ready yet."""

STOP_SECONDS = 60.0
"""How long the server may take to stop."""

PASSING = ("shared memory block", "lock file")
"""A server that failed saying this met the last of an earlier one: it is tried again."""

_leases: dict[Path, int] = {}


def ensure(home: Path) -> str:
    """Return the URL of the server in `home`, made, started or joined as needed.

    The caller counts among its users until it ends or calls ``stop_if_last``.
    A server that is starting or recovering is waited for. Raises
    PostgresUnavailable where there can be none.
    """
    places = Places.of(home)
    places.make()
    try:
        with locks.exclusive(places.starting):
            if places.root not in _leases:
                _leases[places.root] = locks.shared(places.leases)
            _wait_until_ready(places)
            return places.url()
    except OSError as error:
        raise PostgresUnavailable(
            f"Cannot use {error.filename or places.root}: {error.strerror}."
        ) from error


def stop_if_last(home: Path) -> bool:
    """Give up our use of the server and stop it if nobody else uses it; whether it was stopped."""
    places = Places.of(home)
    lease = _leases.pop(places.root, None)
    if lease is None:
        return False
    try:
        with locks.exclusive(places.starting):
            if not locks.alone(lease):
                return False
            _stop(places)
            return True
    finally:
        os.close(lease)


def stop(home: Path) -> None:
    """Stop the server, whoever uses it; commits that were answered stay."""
    places = Places.of(home)
    if places.data.exists():
        with locks.exclusive(places.starting):
            _stop(places)


def _wait_until_ready(places: Places) -> None:
    """Start the server if no process of it is left; ask until it takes connections."""
    began = spoke = time.monotonic()
    launched = False
    while (state := _ask(places)) is not Ping.OK:
        now = time.monotonic()
        if state is Ping.REJECT:
            spoke = now
        elif (alive := locks.if_free(places.alive)) is not None:
            try:
                if launched:
                    _complain(places, patient=now - spoke < SILENCE_SECONDS)
                _start(places, alive)
            finally:
                os.close(alive)
            launched = True
        _give_up_after(places, silence=now - spoke, wait=now - began)
        time.sleep(0.02)


def _ask(places: Places) -> Ping:
    """What the server says for itself, at the socket that was last recorded."""
    if not (places.data.exists() and places.password.exists()):
        return Ping.NO_RESPONSE
    directory = places.socket_directory()
    if directory is None or not is_private(directory, places.data.stat().st_uid):
        return Ping.NO_RESPONSE
    return Ping(PGconn.ping(f"{places.url()}&connect_timeout=5".encode()))


def _start(places: Places, alive: int) -> None:
    """Start the server, all of whose processes inherit the lock `alive`.

    Nobody holds that lock and nobody answers at the socket, so a pid file is a
    leftover; were it not, PostgreSQL would still refuse shared memory in use.
    """
    runs_as = choose(places, binaries() / "postgres")
    runs_as.take(places.root)
    ensure_cluster(places, runs_as, alive)
    runs_as.take_tree(places.data)
    places.pid_file.unlink(missing_ok=True)
    _prepare_socket(places, runs_as)
    _launch(places, runs_as, alive)
    for place in places.root.iterdir():
        if place.is_file():
            runs_as.take(place)


def _prepare_socket(places: Places, runs_as: RunsAs) -> None:
    """Choose the socket's directory, clear it, and tell it to the server and its clients."""
    directory = choose_socket_directory(places, runs_as.uid)
    runs_as.take(directory)
    for leftover in (directory / SOCKET, directory / f"{SOCKET}.lock"):
        leftover.unlink(missing_ok=True)
    write_whole(places.data / "plushka.conf", settings(directory))
    runs_as.take(places.data / "plushka.conf")
    write_whole(places.socket_record, f"{directory}\n")


def _launch(places: Places, runs_as: RunsAs, alive: int) -> None:
    """Run the server in a session of its own, as nobody's child that would have to reap it."""
    if places.log.exists():
        places.log.replace(places.log.with_suffix(".log.old"))
    command = (*runs_as.prefix, str(binaries() / "postgres"), "-D", str(places.data))
    with places.log.open("wb") as log:
        subprocess.run(
            ("/bin/sh", "-c", '"$@" &', "sh", *command),
            check=True,
            stdout=log,
            stderr=log,
            pass_fds=(alive,),
            start_new_session=True,
            **runs_as.options(),
        )


def _complain(places: Places, *, patient: bool) -> None:
    """Say why the server we launched has ended, unless it may be tried again."""
    said = complaint(places.log.read_text(errors="replace"))
    killed = "FATAL:" not in said and "PANIC:" not in said
    if patient and (killed or any(words in said for words in PASSING)):
        return
    raise PostgresUnavailable(f"PostgreSQL did not start: {said} (its log is {places.log}).")


def _give_up_after(places: Places, *, silence: float, wait: float) -> None:
    if silence > SILENCE_SECONDS:
        raise PostgresUnavailable(
            f"A PostgreSQL in {places.data} does not answer, or processes of a killed one are"
            f" still at work: end those that hold {places.alive} and try again."
        )
    if wait > RECOVERY_SECONDS:
        raise PostgresUnavailable(
            f"The PostgreSQL in {places.data} is not ready after"
            f" {RECOVERY_SECONDS / 60:.0f} minutes: see {places.log} and try again later."
        )


def _stop(places: Places) -> None:
    """Ask the server to end its clients' sessions and itself; wait until all of it is gone."""
    began = time.monotonic()
    asked = False
    while True:
        speaks = _ask(places) is not Ping.NO_RESPONSE
        if not speaks and locks.is_free(places.alive):
            _remove_outside_socket(places)
            return
        if speaks and not asked:
            _signal(places)
            asked = True
        if time.monotonic() - began > STOP_SECONDS:
            raise PostgresUnavailable(
                f"The PostgreSQL in {places.data} does not stop: see {places.log}."
            )
        time.sleep(0.02)


def _signal(places: Places) -> None:
    """Ask for a fast shutdown. The server has just answered, so the pid file is its own."""
    try:
        os.kill(int(places.pid_file.read_text().split()[0]), signal.SIGINT)
    except (FileNotFoundError, ProcessLookupError):
        # It was on its way out already.
        return


def _remove_outside_socket(places: Places) -> None:
    """Leave nothing of ours outside PLUSHKA_HOME."""
    directory = places.socket_directory()
    if directory is not None and not directory.is_relative_to(places.root):
        with contextlib.suppress(OSError):
            directory.rmdir()
