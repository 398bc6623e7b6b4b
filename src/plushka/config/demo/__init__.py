"""The demo: shop «Липа» with a year of sales behind it, made once and kept."""
