"""Pages about codes: batches, what leaves for the printer, what became of them."""
