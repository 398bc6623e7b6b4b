"""What the server is told: sized for a small machine, and never at the price of a commit."""

import os
from pathlib import Path

MIB = 1024 * 1024

ENTRY = """\
include 'plushka.conf'
# plushka.conf is written anew at every start. Your own settings go below and win.
"""

SETTINGS = """\
# Written by Plushka at every start: your own settings go into postgresql.conf.
listen_addresses = ''
unix_socket_directories = '{socket_directory}'
unix_socket_permissions = 0700
cluster_name = 'plushka'
max_connections = 200

shared_buffers = {shared_buffers}MB
effective_cache_size = {cache}MB
maintenance_work_mem = {maintenance}MB
work_mem = 8MB
random_page_cost = 1.1
jit = off

# A commit that was answered is on the disk.
fsync = on
synchronous_commit = on
full_page_writes = on
wal_compression = on
min_wal_size = 256MB
max_wal_size = 4GB
checkpoint_timeout = 15min

# A new company's tables grow from nothing to thousands of rows within seconds. Until somebody
# counts them the planner takes them for empty and reads them whole; a minute would be long.
autovacuum_naptime = 1s

# Ends the work of a client that is gone.
client_connection_check_interval = 10s

# Details and statements of an error may hold a phone number: they stay out of the log.
log_error_verbosity = terse
log_min_error_statement = panic
log_line_prefix = '%m [%p] '
log_timezone = UTC
timezone = UTC
datestyle = 'iso, ymd'
lc_messages = C
default_text_search_config = 'pg_catalog.simple'
"""


def settings(socket_directory: Path) -> str:
    """The text of ``plushka.conf`` for this machine: a quarter of its memory, at most 1 GiB."""
    memory = memory_mib()
    return SETTINGS.format(
        socket_directory=socket_directory,
        shared_buffers=_within(memory // 4, 64, 1024),
        cache=_within(memory // 2, 128, 65536),
        maintenance=_within(memory // 16, 32, 256),
    )


def memory_mib(limit_file: Path = Path("/sys/fs/cgroup/memory.max")) -> int:
    """Memory of the machine, or of the container where that is less."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    try:
        memory = min(memory, int(limit_file.read_text()))
    except (OSError, ValueError):
        # No container, or one whose limit is the word "max".
        return memory // MIB
    return memory // MIB


def _within(value: int, least: int, most: int) -> int:
    return max(least, min(most, value))
