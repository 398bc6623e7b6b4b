"""Examples for the OpenAPI file and the readable page."""

SALE = {
    "member": {"phone": "+79161234567"},
    "outlet": "main",
    "receipt": "A-1001",
    "staff": "olya",
    "lines": [
        {"sku": "A", "category": "food", "quantity": "1", "price": "700.00"},
        {
            "sku": "B",
            "category": "food",
            "quantity": "1",
            "price": "300.00",
            "discount": "0.00",
            "cost": "120.00",
        },
    ],
    "redeem": "200.00",
}
RETURN = {"receipt": "R-1", "lines": [{"line": 2, "quantity": "1"}]}
EXCHANGE = {
    "return": RETURN,
    "sale": {
        "member": {"phone": "+79161234567"},
        "outlet": "main",
        "receipt": "A-1002",
        "lines": [{"sku": "C", "category": "food", "price": "450.00"}],
    },
}
MEMBER = {"phone": "+79161234567"}
NEWCOMER = {
    "phone": "8 (916) 123-45-67",
    "name": "Анна",
    "birth_date": "1990-05-17",
    "outlet": "main",
}
INVITATION = {"member": MEMBER, "named": True}
CERTIFICATE = {"outlet": "main", "receipt": "G-1001", "nominal": "1000.00"}
REWARD_ORDER = {
    "member": MEMBER,
    "lines": [{"reward": "mug", "quantity": 1}],
    "outlet": "main",
    "reference": "SHOP-1001",
}
CLAIM = {"member": MEMBER, "outlet": "main", "receipt": "A-1001", "total": "1000.00"}
ACTIVATION = {"code": "BCDF-GHJK-MNPQ-7", "member": MEMBER, "source": "kiosk-7"}
UNRECEIPTED = {
    "member": MEMBER,
    "outlet": "main",
    "receipt": "R-2",
    "total": "300.00",
    "reason": "Чек потерян",
}
CONFIRMATION = {"member": MEMBER, "purpose": "redeem", "amount": "200.00", "outlet": "main"}
HOLD = {"member": MEMBER, "points": "100.00", "minutes": 15}
ADJUSTMENT = {"member": MEMBER, "points": "50.00", "reason": "Извинение за ожидание"}
EVENT = {
    "source": "crm",
    "id": "visit-1001",
    "type": "visit",
    "member": MEMBER,
    "data": {"place": "showroom", "minutes": 40},
}
REPLAY = {"draft": True, "days": 90}
RECKONING = {
    "average": "1000.00",
    "sales": 3000,
    "margin": "40",
    "give": "20",
    "buyers": 1500,
}
DRAFT = {
    "based_on": 1,
    "document": {
        "name": {"ru": "Наш круг", "uk": "Наше коло", "en": "Our circle"},
        "money": {"currency": "RUB"},
        "unit": {
            "ru": {"one": "балл", "few": "балла", "many": "баллов", "other": "балла"},
            "uk": {"one": "бал", "few": "бали", "many": "балів", "other": "бала"},
            "en": {"one": "point", "other": "points"},
        },
        "tiers": [
            {
                "code": "start",
                "name": {"ru": "Начальный", "uk": "Початковий", "en": "Start"},
                "earning": [{"percent": "3"}],
            }
        ],
        "activation": {"mode": "immediate"},
        "paying": {"max_percent": "50"},
        "expiry": {"purchase_days": 365},
    },
}
EXAMPLE = {
    "name": "Тысяча, половина бонусами",
    "receipt": {"outlet": "main", "total": "1000.00", "redeem": "500.00"},
    "member": {"tier": "standard", "paid_total": "2000.00", "spendable": "700.00"},
    "expected": {"to_pay": "500.00", "accrued": "25.00"},
}
TRIAL = {
    "receipt": {
        "outlet": "main",
        "at": "2030-12-24T18:00:00+03:00",
        "lines": [{"price": "1000.00", "category": "food"}],
        "redeem": "max",
    },
    "member": {"tier": "standard", "spendable": "300.00"},
}
CAMPAIGN = {
    "document": {
        "name": {"ru": "Осень", "uk": "Осінь", "en": "Autumn"},
        "starts": "2026-12-01T00:00",
        "ends": "2027-01-01T00:00",
        "weekdays": ["sat", "sun"],
        "rules": [
            {
                "code": "double",
                "name": "Двойные бонусы",
                "trigger": "purchase",
                "condition": {"field": "receipt.total", "from": "500.00"},
                "effects": [{"effect": "multiplier", "factor": "2"}],
            }
        ],
        "budgets": [{"of": "points", "most": "10000.00"}],
    }
}
SEGMENT = {
    "name": "Постоянные",
    "condition": {
        "all": [{"field": "purchases.count", "from": 5}, {"field": "member.tags", "has": "vip"}]
    },
}
