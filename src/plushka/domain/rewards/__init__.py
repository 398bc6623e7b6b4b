"""The gift shop: what points buy, and the orders of it (U10, U11, U13, U19, B28, T27).

A *reward* is what a company offers for points, or for points and money. Its *stock* is counted
apart from it, so that whoever edits a text waits for no order. An *order* keeps the prices of the
moment it was made.

Always true, and checked by ``plushka verify``:

- what is left of a stock is what was put in, less what orders keep, less what was handed over;
- stock and points are set aside together, or neither is;
- an order that waits for money has an open hold of its points, and ends when the hold does,
  whether anybody wrote that down or not (T2);
- an order that is paid has one redemption; what is cancelled of it goes back into the lots it
  was taken from, with their old term (T12), and money is given back as money;
- every piece of a line is still to be had, handed over, or cancelled, and never two of them.

Whoever changes orders locks the member's account first, then the order, then stocks by id.
"""
