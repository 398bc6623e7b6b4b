"""Become an ordinary user inside a user namespace, then run a command.

Run as a script of its own: ``namespace.py UID GID COMMAND [ARGUMENT …]``. For
the system outside the command stays the user who called, without any of its
capabilities; for itself it is UID, which is all that PostgreSQL asks for.
"""

import os
import sys
from pathlib import Path


def main(uid: str, gid: str, *command: str) -> None:
    outer_uid, outer_gid = os.geteuid(), os.getegid()
    os.unshare(os.CLONE_NEWUSER)
    Path("/proc/self/uid_map").write_text(f"{uid} {outer_uid} 1")
    # The kernel lets a process map its group only when it has given up changing its groups.
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/gid_map").write_text(f"{gid} {outer_gid} 1")
    os.execv(command[0], command)  # noqa: S606 - no shell is wanted


if __name__ == "__main__":
    main(*sys.argv[1:])
