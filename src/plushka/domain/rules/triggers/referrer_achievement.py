"""Those a member brought are so many, or bought for so much (R18). Once for each step.

The member is the referrer. The step is a code of whoever counts, such as
``invitees:10``, so that a count which went down and up again pays once.
"""

from plushka.domain.rules.fields.happened import happened
from plushka.domain.rules.triggers.trigger import Trigger
from plushka.domain.rules.values.numbers import MONEY, NUMBER
from plushka.domain.rules.values.texts import TEXT
from plushka.domain.rules.words import Words

_STEP = happened("network.step", TEXT, Words("рубеж", "рубіж", "step"))

REFERRER_ACHIEVEMENT = Trigger(
    "referrer_achievement",
    "R18",
    Words("достижение пригласившего", "досягнення того, хто запросив", "referrer’s achievement"),
    own=(
        _STEP,
        happened(
            "network.invitees",
            NUMBER,
            Words("число приглашённых", "кількість запрошених", "number of invitees"),
        ),
        happened(
            "network.paid",
            MONEY,
            Words("покупки приглашённых", "покупки запрошених", "purchases of invitees"),
        ),
    ),
    key=(_STEP,),
)
