"""A person by their phone, for whoever has the installation's key, and for nobody else."""

from django.utils.crypto import salted_hmac


def of_phone(phone: str) -> bytes:
    """Stand in for a phone (E.164). With another ``PLUSHKA_SECRET_KEY`` it is another person."""
    return salted_hmac("plushka.aliases.holder", phone, algorithm="sha256").digest()
