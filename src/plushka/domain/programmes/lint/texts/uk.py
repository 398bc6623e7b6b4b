"""Зауваження українською."""

from plushka.domain.programmes.texts.counted import Counted, Sentence

SENTENCES: dict[str, Sentence] = {
    "birthday_gift_over": Counted(
        by="days",
        in_ones=True,
        one=("Подарунок живе {days} день і згорить до дня народження: надходить за {before_days}"),
        few=("Подарунок живе {days} дні і згорить до дня народження: надходить за {before_days}"),
        many=(
            "Подарунок живе {days} днів і згорить до дня народження: надходить за {before_days}"
        ),
        other=(
            "Подарунок живе {days} дня і згорить до дня народження: надходить за {before_days}"
        ),
    ),
    "step_never_reached": (
        "До цього кроку не дійде: він через {days} дн., а крок перед ним через {before_days} дн."
    ),
    "tier_gives_less": (
        "«{tier}» дає до {percent} %, а «{lower}» нижче до {before} %: підійматися невигідно"
    ),
    "tier_changes_nothing": "«{tier}» обіцяє те саме, що «{lower}»: перехід нічого не змінює",
    "gives_too_much": (
        "«{tier}» може віддати до {percent} % покупки: бонуси, знижка та винагорода тому, хто"
        " запросив, разом. Зазвичай віддають не більше {sensible} %"
    ),
    "earns_nothing": "Це правило ніколи нічого не нарахує",
    "rounded_away": ("{percent} % з округленням униз дають хоч щось лише з покупки від {sum}"),
    "band_falls": (
        "З більшої суми відсоток менший: {percent} % замість {before} %. Вигідніше взяти два чеки"
    ),
    "band_changes_nothing": "По обидва боки цієї межі {percent} %: вона нічого не змінює",
    "points_never_pay": "Цими бонусами не можна оплатити нічого",
    "limit_of_kind_unused": (
        "Межа {percent} % нічого не змінює: усіма бонусами разом платять до {before} %"
    ),
    "minimum_between_multiples": (
        "Списати можна лише кратно {multiple}, тому насправді не менше {points}"
    ),
    "gift_below_minimum": (
        "Подарунок {points} менший за найменше списання {minimum}: витратити лише його не вийде"
    ),
    "warned_before_open": Counted(
        by="days",
        in_ones=True,
        one="Бонуси відкриті {days} день, а попередження про згоряння надходить за {warn_days}",
        few="Бонуси відкриті {days} дні, а попередження про згоряння надходить за {warn_days}",
        many="Бонуси відкриті {days} днів, а попередження про згоряння надходить за {warn_days}",
        other="Бонуси відкриті {days} дня, а попередження про згоряння надходить за {warn_days}",
    ),
    "late_receipt_gives_nothing": Counted(
        by="days",
        in_ones=True,
        one="Бонуси живуть {days} день, а чеки приймаються до {late_days} дн.: вони вже згорять",
        few="Бонуси живуть {days} дні, а чеки приймаються до {late_days} дн.: вони вже згорять",
        many="Бонуси живуть {days} днів, а чеки приймаються до {late_days} дн.: вони вже згорять",
        other="Бонуси живуть {days} дня, а чеки приймаються до {late_days} дн.: вони вже згорять",
    ),
    "category_twice": "Категорію «{category}» названо двічі",
}
