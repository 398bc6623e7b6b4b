"""Which words go with a code: the company's, the programme's, the kind's."""

import pytest

from plushka.domain.confirmations import texts
from plushka.domain.messaging import wording
from plushka.domain.messaging.wording import Case
from plushka.domain.tenants.models import Tenant
from tests.domain.members.cast import NOON


def _word(text: str, way: str = "", edition: int = 0) -> None:
    case = Case("code_enrol", "ru", way=way)
    wording.put(case=case, text=text, edition=edition, actor="staff:olya", at=NOON)


def test_text_that_is_consented_to_has_a_version():
    assert texts.version("ENROL", "uk") == "code-enrol-uk-1"


def test_company_without_words_of_its_own_has_no_version_of_them(lipa: Tenant):
    assert texts.own_version("ENROL", "ru") == ""


@pytest.mark.parametrize("way", ["", "SMS"])
def test_version_of_own_words_changes_with_them(lipa: Tenant, way):
    _word("Код: {code} Я согласен", way)
    first = texts.own_version("ENROL", "ru")
    _word("Код: {code} Я согласна", way, edition=1)

    second = texts.own_version("ENROL", "ru")

    assert first.startswith("code-enrol-ru-own-")
    assert second.startswith("code-enrol-ru-own-")
    assert first != second
    assert texts.own_version("REDEEM", "ru") == ""
    assert len(second) <= 100
