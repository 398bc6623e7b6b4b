"""What leaves for the printer: written portion by portion, sealed until somebody fetches it.

Always true: files are sealed with the batch's own secret, and so are the passwords of archives
derived from it. Whoever destroys the secret destroys what was not fetched, in backups too.
"""

import hmac
from collections.abc import Callable
from itertools import islice
from uuid import UUID

from plushka.domain.codes.alphabets import LETTERS
from plushka.domain.codes.deriving import derived
from plushka.domain.codes.keys import batch_secret
from plushka.domain.codes.making import CodesForgotten, shape_of
from plushka.domain.codes.models import Batch
from plushka.domain.codes.queries import BatchNotThere
from plushka.domain.codes.spelling import shown
from plushka.lib.sealing import seal_bytes, unseal_bytes

_FILE, _PASSWORD = "code-file", b"archive"
_LETTERS_OF_A_PASSWORD = 20
"""97 bits: nobody tries them out."""


def portion(batch: Batch, *, after: int = 0, most: int) -> list[tuple[int, str]]:
    """Give the codes after a number, ``most`` of them, which the batch has to have.

    Refuses ``CodesForgotten``, and ``BatchNotThere`` while they are being made.
    """
    secret, skipped = _secret(batch), frozenset(batch.skipped)
    if batch.state == Batch.State.MAKING:
        raise BatchNotThere(state=batch.state)
    drawn = derived(secret, shape_of(batch), first=after + 1)
    return list(islice((one for one in drawn if one[0] not in skipped), most))


def sealer(batch: Batch) -> Callable[[bytes], bytes]:
    """Give what makes pieces of a batch's files unreadable; refuses ``CodesForgotten``."""
    key = _secret(batch).hex()
    return lambda piece: seal_bytes(piece, key=key, purpose=_FILE)


def opener(batch: Batch) -> Callable[[bytes], bytes]:
    """Give what makes them readable again; refuses ``CodesForgotten``."""
    key = _secret(batch).hex()
    return lambda piece: unseal_bytes(piece, key=key, purpose=_FILE)


def password_of(batch: Batch, *, task_id: UUID) -> str:
    """Give the password of the archive that a task makes: kept nowhere, the same each time."""
    left = int.from_bytes(hmac.digest(_secret(batch), _PASSWORD + task_id.bytes, "sha256"))
    drawn = []
    for _letter in range(_LETTERS_OF_A_PASSWORD):
        left, place = divmod(left, len(LETTERS))
        drawn.append(LETTERS[place])
    return shown("".join(drawn))


def _secret(batch: Batch) -> bytes:
    if batch.secret is None:
        raise CodesForgotten
    return batch_secret(batch.secret)
