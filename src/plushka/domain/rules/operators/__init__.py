"""What may be asked of a field: one small file for each kind of operator."""
