"""The gift shop as its company's people change it."""
