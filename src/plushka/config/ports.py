"""Whether anybody can listen at an address."""

import errno
import socket

from plushka.config.application import Unusable


def refuse_taken(host: str, port: int) -> None:
    """Refuse an address that somebody listens on already, or that is not this machine's.

    Asked before anything is started. Granian shares its port among its own
    workers, so it would share it with a stranger's too; a socket that does not
    share finds out.
    """
    try:
        places = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (socket.gaierror, UnicodeError) as error:
        raise Unusable(f"There is no address {host!r} to listen on.") from error
    for family, kind, protocol, _, address in places:
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(address)
                probe.listen()
            except OSError as error:
                raise Unusable(_why(host, port, error)) from error


def _why(host: str, port: int, error: OSError) -> str:
    match error:
        case PermissionError():
            return f"Port {port} may not be used by this user: choose one with --port."
        case _ if error.errno == errno.EADDRINUSE:
            return f"Port {port} of {host} is taken: choose another with --port."
    return f"Nothing can listen on {host}, port {port}: {(error.strerror or '').lower()}."
