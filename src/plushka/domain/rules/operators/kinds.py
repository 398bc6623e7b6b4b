"""The table of operators."""

from plushka.domain.rules.operators.between import BETWEEN
from plushka.domain.rules.operators.exists import EXISTS
from plushka.domain.rules.operators.from_ import FROM
from plushka.domain.rules.operators.gt import GT
from plushka.domain.rules.operators.has import HAS
from plushka.domain.rules.operators.in_ import IN
from plushka.domain.rules.operators.is_ import IS
from plushka.domain.rules.operators.lt import LT
from plushka.domain.rules.operators.operator import Operator
from plushka.domain.rules.operators.upto import UPTO

OPERATORS: dict[str, Operator] = {
    operator.name: operator for operator in (IS, IN, GT, FROM, LT, UPTO, BETWEEN, HAS, EXISTS)
}
