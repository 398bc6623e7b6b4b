"""SMS over SMPP, against npm's message centre."""
