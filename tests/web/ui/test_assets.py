"""Styles and scripts reach the browser without any set-up."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client

from plushka.web.ui import assets

UI = "/static/ui/ui.css"


@pytest.fixture(autouse=True)
def _database(committed: None) -> Iterator[None]:
    return iter([None])


def test_an_address_of_a_version_may_be_kept_for_ever():
    answer = Client().get(staticfiles_storage.url("ui/ui.css"))

    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_an_address_of_no_or_an_old_version_is_asked_again():
    plain, old = Client().get(UI), Client().get(f"{UI}?v=old")

    assert {plain["Cache-Control"], old["Cache-Control"]} == {"no-cache"}


def test_what_the_browser_has_already_is_not_sent_again():
    first = Client().get(UI)

    again = Client().get(UI, headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_text_is_sent_compressed_to_who_reads_that():
    plain = Client().get(UI)
    packed = Client().get(UI, headers={"accept-encoding": "br, gzip"})

    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert "Accept-Encoding" in packed["Vary"]


@pytest.mark.parametrize(
    "name", ["../settings.py", "ui/../../middleware.py", "ui/missing.css", "ui", "", "ui/%00"]
)
def test_nothing_else_is_served(name: str):
    assert Client().get(f"/static/{name}").status_code == 404


def test_a_changed_file_gets_another_address(tmp_path: Path):
    path = tmp_path / "a.css"
    path.write_text("a{}")
    first = assets._read(str(path), 1)
    path.write_text("b{}")

    assert assets._read(str(path), 1) is first
    assert assets._read(str(path), 2).version != first.version


def test_a_picture_is_not_compressed_twice(tmp_path: Path):
    path = tmp_path / "a.png"
    path.write_bytes(b"\x89PNG")

    assert assets._read(str(path), 1).packed is None
