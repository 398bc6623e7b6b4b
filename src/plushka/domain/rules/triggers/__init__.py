"""What a rule listens to: one small file for each trigger, the profiles R11 to R22."""
