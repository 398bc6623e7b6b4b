"""Documents as somebody gives them: looked at for size and for what nobody can keep, then read."""

from itertools import islice

import msgspec

from plushka.domain.programmes import files, promised, shape
from plushka.domain.programmes.document import Programme
from plushka.domain.rules.rule import read_all
from plushka.lib.refusal import Refusal

LARGEST = 1 << 20
"""Bytes of a document as JSON."""

_decoder = msgspec.json.Decoder(float_hook=str)


class DocumentTooLarge(Refusal):
    """The document is larger than any programme needs to be."""

    code = "too_large"

    def __init__(self) -> None:
        super().__init__("A programme may have 1 MiB of JSON.")


def read_document(document: object) -> Programme:
    """Make a programme of plain values. Refuses one too large before it is looked into, and what
    nobody may promise any more though published programmes may.
    """
    try:
        if wrong := list(islice(shape.unwritable(document), shape.MOST_TOLD)):
            raise files.ProgrammeInvalid(wrong)
        size = len(msgspec.json.encode(document))
    except (TypeError, RecursionError, msgspec.MsgspecError) as error:
        raise files.ProgrammeInvalid([("", "write values that JSON has")]) from error
    if size > LARGEST:
        raise DocumentTooLarge
    programme = files.read(document)
    rules = read_all(programme.rules)
    if wrong := list(promised.with_gaps(rules, programme, path="rules")):
        raise files.ProgrammeInvalid(wrong)
    return programme


def read_yaml_text(text: str) -> object:
    """Give the plain values of a YAML text for ``change_draft``. Refuses one too large."""
    if len(text.encode("utf-8", "replace")) > LARGEST:
        raise DocumentTooLarge
    return files.from_yaml(text)


def read_json_text(text: str) -> object:
    """Give the plain values of a JSON text; numbers stay as they are written. Refuses other."""
    try:
        return _decoder.decode(text)
    except (msgspec.DecodeError, RecursionError) as error:
        raise files.ProgrammeInvalid([("", f"no JSON: {error}")]) from error
