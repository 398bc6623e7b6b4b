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
MEMBER = {"phone": "+79161234567"}
NEWCOMER = {
    "phone": "8 (916) 123-45-67",
    "name": "Анна",
    "birth_date": "1990-05-17",
    "outlet": "main",
}
CONFIRMATION = {"member": MEMBER, "purpose": "redeem", "amount": "200.00", "outlet": "main"}
HOLD = {"member": MEMBER, "points": "100.00", "minutes": 15}
ADJUSTMENT = {"member": MEMBER, "points": "50.00", "reason": "Извинение за ожидание"}
