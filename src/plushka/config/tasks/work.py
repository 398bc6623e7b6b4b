"""Run the jobs until told to stop."""

import signal
import threading

from plushka.config import logs
from plushka.config.clock import now
from plushka.config.jobs import Jobs


def run() -> None:
    """Do what is due, every few seconds; Ctrl-C and SIGTERM end it between two jobs."""
    logs.configure()
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    jobs = Jobs(clock=now, stopping=stopping)
    try:
        jobs.keep_doing()
    finally:
        jobs.close()
