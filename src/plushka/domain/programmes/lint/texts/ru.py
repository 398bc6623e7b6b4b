"""Замечания по-русски."""

from plushka.domain.programmes.texts.counted import Counted, Sentence

SENTENCES: dict[str, Sentence] = {
    "birthday_gift_over": Counted(
        by="days",
        in_ones=True,
        one="Подарок живёт {days} день и сгорит до дня рождения: он приходит за {before_days}",
        few="Подарок живёт {days} дня и сгорит до дня рождения: он приходит за {before_days}",
        many="Подарок живёт {days} дней и сгорит до дня рождения: он приходит за {before_days}",
        other="Подарок живёт {days} дня и сгорит до дня рождения: он приходит за {before_days}",
    ),
    "step_never_reached": (
        "До этого шага не дойдёт: он через {days} дн., а шаг перед ним через {before_days} дн."
    ),
    "tier_gives_less": (
        "«{tier}» даёт до {percent} %, а «{lower}» ниже до {before} %: подниматься невыгодно"
    ),
    "tier_changes_nothing": "«{tier}» обещает то же, что «{lower}»: переход ничего не меняет",
    "gives_too_much": (
        "«{tier}» может отдать до {percent} % покупки: бонусы, скидка и вознаграждение"
        " пригласившему вместе. Обычно отдают не больше {sensible} %"
    ),
    "earns_nothing": "Это правило никогда ничего не начислит",
    "rounded_away": ("{percent} % с округлением вниз дают хоть что-то только с покупки от {sum}"),
    "band_falls": (
        "С большей суммы процент меньше: {percent} % вместо {before} %. Выгоднее взять два чека"
    ),
    "band_changes_nothing": "По обе стороны этой границы {percent} %: она ничего не меняет",
    "points_never_pay": "Этими бонусами нельзя оплатить ничего",
    "limit_of_kind_unused": (
        "Предел {percent} % ничего не меняет: всеми бонусами вместе платят до {before} %"
    ),
    "minimum_between_multiples": (
        "Списать можно только кратно {multiple}, поэтому на деле не меньше {points}"
    ),
    "gift_below_minimum": (
        "Подарок {points} меньше наименьшего списания {minimum}: потратить только его не получится"
    ),
    "warned_before_open": Counted(
        by="days",
        in_ones=True,
        one="Бонусы открыты {days} день, а предупреждение о сгорании приходит за {warn_days}",
        few="Бонусы открыты {days} дня, а предупреждение о сгорании приходит за {warn_days}",
        many="Бонусы открыты {days} дней, а предупреждение о сгорании приходит за {warn_days}",
        other="Бонусы открыты {days} дня, а предупреждение о сгорании приходит за {warn_days}",
    ),
    "late_receipt_gives_nothing": Counted(
        by="days",
        in_ones=True,
        one="Бонусы живут {days} день, а чеки принимаются до {late_days} дн.: они уже сгорят",
        few="Бонусы живут {days} дня, а чеки принимаются до {late_days} дн.: они уже сгорят",
        many="Бонусы живут {days} дней, а чеки принимаются до {late_days} дн.: они уже сгорят",
        other="Бонусы живут {days} дня, а чеки принимаются до {late_days} дн.: они уже сгорят",
    ),
    "category_twice": "Категория «{category}» названа дважды",
}
