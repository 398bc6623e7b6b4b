"""Small tables open in spreadsheets as the large ones do."""

import pytest

from plushka.web.manager.exporting import csv_file


@pytest.mark.parametrize(("language", "between"), [("ru", ";"), ("uk", ";"), ("en", ",")])
def test_a_table_has_a_mark_and_what_spreadsheets_put_between(language, between):
    told = csv_file.small([("Код", "Сумма"), ("=1+1", 5)], language=language)

    head, row = told.decode().splitlines()
    assert head == f"\N{ZERO WIDTH NO-BREAK SPACE}Код{between}Сумма"
    assert row == f"'=1+1{between}5"
