"""Who is a member already is told so, before any code is asked for."""

import pytest

from plushka.domain.enrolment import operations as enrolment
from plushka.domain.enrolment.newcomers import Newcomer
from plushka.domain.members.operations import AlreadyMember
from plushka.domain.programmes import files
from plushka.domain.programmes.operations import publish
from tests.conftest import NOON
from tests.domain.members.cast import ANNAS_PHONE


def test_member_who_joins_again_without_a_code_is_a_member_already(lipa):
    publish(programme=files.preset("bonusplus"), actor="system:test", at=NOON)
    anna = Newcomer(identifiers=(ANNAS_PHONE,))
    first = enrolment.enrol(newcomer=anna, actor="system:test", at=NOON, is_trusted=True)

    with pytest.raises(AlreadyMember) as refused:
        enrolment.enrol(newcomer=anna, actor="system:test", at=NOON)

    assert refused.value.member_id == first
