"""Forms that stand for a document: what was sent becomes values, values become what is shown."""
