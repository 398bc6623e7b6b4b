"""The API for machines: tills, shops, partners (Litestar and msgspec).

An endpoint translates: bytes in, one call of the domain, bytes out. What every
endpoint shares stands around them once:

- a body is read strictly (``reading``): money from its own token, unknown
  fields refused, and when something is wrong every wrong field is named;
- a refusal becomes a problem in one place (``problems``);
- a write that carries an ``Idempotency-Key`` is answered once (T6);
- the OpenAPI file is made from the same table that serves (``openapi``).
"""
