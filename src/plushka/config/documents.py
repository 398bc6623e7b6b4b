"""Documents that a command is given in files."""

from pathlib import Path

from plushka.config.application import Unusable
from plushka.domain.programmes import given


def read_document(file: Path) -> object:
    """Give the plain values of a YAML or JSON file. Refuses one too long without reading it."""
    with file.open("rb") as opened:
        content = opened.read(given.LARGEST + 1)
    if len(content) > given.LARGEST:
        raise given.DocumentTooLarge
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise Unusable(f"{file}: byte {error.start} is no UTF-8.") from None
    if file.suffix.lower() == ".json":
        return given.read_json_text(text)
    return given.read_yaml_text(text)
