"""What a browser gives us to be reached by: read with suspicion, for we shall call its address."""

from urllib.parse import urlsplit

import msgspec
from cryptography.hazmat.primitives.asymmetric import ec

from plushka.integrations.webpush.keys import CURVE, decoded, encoded

LONGEST = 2000
AUTH_SIZE = 16

SERVICES = (
    "https://fcm.googleapis.com",
    "https://*.push.services.mozilla.com",
    "https://*.notify.windows.com",
    "https://*.push.apple.com",
)
"""Who carries notices for the browsers that people use."""


class BadSubscription(ValueError):  # noqa: N818 - a fault said in the trade's words
    """No browser says so, or its push service is none we know."""


class Keys(msgspec.Struct, frozen=True):
    """What notices are sealed with."""

    p256dh: str
    auth: str


class Subscription(msgspec.Struct, frozen=True):
    """A browser that may be sent notices."""

    endpoint: str
    keys: Keys

    @property
    def origin(self) -> str:
        """Whose the address is."""
        parts = urlsplit(self.endpoint)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def kept(self) -> str:
        """One form of it, in which it is kept and compared."""
        return msgspec.json.encode(self).decode()


def read(text: str | bytes, *, services: tuple[str, ...] = SERVICES) -> Subscription:
    """Read the JSON of a browser; refuses what would be sent to none of the push services.

    Anybody could name an address inside our own network otherwise.
    """
    try:
        read = msgspec.json.decode(text, type=Subscription)
        parts = urlsplit(read.endpoint)
        point, auth = decoded(read.keys.p256dh), decoded(read.keys.auth)
        ec.EllipticCurvePublicKey.from_encoded_point(CURVE, point)
    except ValueError:
        raise BadSubscription from None
    address = read.endpoint
    is_plain = address.isascii() and address.isprintable() and "\\" not in address
    if not (is_plain and len(text) <= LONGEST and len(auth) == AUTH_SIZE and parts.path):
        raise BadSubscription
    if not any(_is_of(read.origin, service) for service in services):
        raise BadSubscription
    return Subscription(address, Keys(encoded(point), encoded(auth)))


def _is_of(origin: str, service: str) -> bool:
    """Compare whole origins; a star stands for names of the service's own."""
    scheme, star, domain = service.partition("*.")
    if not star:
        return origin == service
    return (
        origin.startswith(scheme)
        and origin.endswith(f".{domain}")
        and all(one.isalnum() or one in "-." for one in origin.removeprefix(scheme))
    )
