"""The gift shop: what points buy, and the orders of it (U10, U11, U13, B28, T27)."""
