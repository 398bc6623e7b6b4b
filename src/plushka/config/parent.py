"""A server process ends with the one that started it, however that ended.

Granian's workers outlive a parent that is killed, and a second server would
then share the port with them.
"""

import ctypes
import os
import platform
import signal
import threading
import time

_VARIABLE = "PLUSHKA_SERVED_BY"
_SET_PARENT_DEATH_SIGNAL = 1
"""``PR_SET_PDEATHSIG`` of Linux."""


def announce() -> None:
    """Say that this process is the parent of those it will start."""
    os.environ[_VARIABLE] = str(os.getpid())


def end_with_it() -> None:
    """End this process when its parent ends; without a parent that said so, do nothing."""
    announced = os.environ.get(_VARIABLE)
    if announced is None or int(announced) == os.getpid():
        return
    if platform.system() == "Linux":
        ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
        # It may have ended before we asked to be told.
        _end_without(int(announced))
    else:
        threading.Thread(target=_watch, args=(int(announced),), daemon=True).start()


def _watch(parent: int) -> None:
    while True:
        _end_without(parent)
        time.sleep(1)


def _end_without(parent: int) -> None:
    if os.getppid() != parent:
        os._exit(1)
