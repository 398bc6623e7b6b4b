"""Пояснения по-русски."""

from plushka.domain.programmes.texts.counted import Counted, Sentence

SENTENCES: dict[str, Sentence] = {
    "percent": "{percent} % от {base}",
    "percent redeemed": "{percent} % от {base}: {redeemed} оплачены бонусами",
    "bands upto": "Процент для сумм до {upto} включительно",
    "bands between": "Процент для сумм больше {above} и до {upto} включительно",
    "bands above": "Процент для сумм больше {above}",
    "days none": "До этого дня покупок не было",
    "days same": "Прошлая покупка была в тот же день",
    "days": Counted(
        by="days",
        in_ones=True,
        one="С прошлой покупки прошёл {days} день",
        few="С прошлой покупки прошло {days} дня",
        many="С прошлой покупки прошло {days} дней",
        other="С прошлой покупки прошло {days} дня",
    ),
    "marginal": "По частям от {base}",
    "marginal redeemed": "По частям от {base}: {redeemed} оплачены бонусами",
    "marginal only": "{percent} % со всей суммы",
    "marginal upto": "{percent} % с первых {upto}",
    "marginal between": "{percent} % с того, что больше {above} и до {upto}",
    "marginal above": "{percent} % с того, что больше {above}",
    "per_full": Counted(
        by="each_points",
        one="{each_points} бонус за каждые полные {each} из {seen}",
        few="{each_points} бонуса за каждые полные {each} из {seen}",
        many="{each_points} бонусов за каждые полные {each} из {seen}",
        other="{each_points} бонуса за каждые полные {each} из {seen}",
    ),
    "per_full redeemed": Counted(
        by="each_points",
        one="{each_points} бонус за каждые полные {each} из {seen}: {redeemed} оплачены бонусами",
        few="{each_points} бонуса за каждые полные {each} из {seen}: {redeemed} оплачены бонусами",
        many=(
            "{each_points} бонусов за каждые полные {each} из {seen}: {redeemed} оплачены бонусами"
        ),
        other=(
            "{each_points} бонуса за каждые полные {each} из {seen}: {redeemed} оплачены бонусами"
        ),
    ),
    "proportional": "{of} за {sold}: осталась доля за {base}",
    "proportional redeemed": "{of} за {sold}: осталась доля за {base}",
    "excluded": "Без начисления {excluded_sum}: {excluded}",
    "nothing excluded": "Ничего не начислено: за эти товары бонусы не начисляются",
    "nothing redeemed": "Ничего не начислено: всё оплачено бонусами",
    "nothing rest": "Ничего не начислено: остальное оплачено бонусами",
    "nothing unpaid": "Ничего не начислено: платить нечего",
    "nothing step": "Ничего не начислено: {seen} меньше {each}",
    "nothing percent": "Ничего не начислено: {percent} % от {base}",
    "nothing small": "Ничего не начислено: вышло бы меньше {least}",
    "discount percent": "Скидка {percent} % от {base}",
    "discount marginal": "Скидка по частям от {base}",
    "discount excluded": "Без скидки {excluded_sum}: {excluded}",
    "limit_excluded": "Бонусами нельзя оплатить {excluded_sum}: {excluded}",
    "limit_percent": "Бонусами можно оплатить до {percent} % от {base}",
    "limit_line_price": "В каждой позиции не меньше {price} платят деньгами",
    "limit_purchase": "Бонусами с покупок можно оплатить до {upto} этого чека",
    "limit_gift": "Подарочными бонусами можно оплатить до {upto} этого чека",
    "limit_multiple": "Бонусы списывают суммами, кратными {multiple}",
    "limit_minimum": Counted(
        by="minimum",
        one="Меньше {minimum} бонуса списать нельзя",
        few="Меньше {minimum} бонусов списать нельзя",
        many="Меньше {minimum} бонусов списать нельзя",
        other="Меньше {minimum} бонуса списать нельзя",
    ),
    "redemption": "Бонусами оплачено {redeemed} из {base}",
    "kinds": "Бонусами с покупок оплачено {purchase}, подарочными {gift}",
    "consideration": (
        "Бонусами оплачено {redeemed} как встречным предоставлением: цены в чеке не меняются"
    ),
    "reversal": "Возврат: начислено было {earned}, за оставшееся полагается {target}",
    "returned": "Возвращены бонусы, которыми была оплачена покупка",
    "returned_expired": (
        "Возвращены бонусы, которыми была оплачена покупка; срок {expired} из них истёк"
    ),
    "birthday": "Подарок ко дню рождения",
    "referral_newcomer": "Подарок за регистрацию по рекомендации",
    "referral_paid": "{percent} % от {base}: столько оплатил участник, которого вы пригласили",
    "referral_points": Counted(
        by="of",
        one="{percent} % от {of} бонуса, начисленного участнику, которого вы пригласили",
        few="{percent} % от {of} бонусов, начисленных участнику, которого вы пригласили",
        many="{percent} % от {of} бонусов, начисленных участнику, которого вы пригласили",
        other="{percent} % от {of} бонуса, начисленных участнику, которого вы пригласили",
    ),
    "tier": "Покупок на {base}: этого достаточно для следующего уровня",
    "adjustment": "Корректировка вручную",
    "expiry TERM_ENDED": "Срок бонусов истёк",
    "expiry RELEASED_AFTER_TERM": "Срок бонусов истёк, пока они были в резерве",
    "expiry GRANTED_AFTER_TERM": "Срок бонусов истёк ещё до начисления",
    "expiry RETURNED_AFTER_TERM": "Срок бонусов истёк ещё до возврата",
}
