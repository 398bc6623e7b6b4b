"""One folder for each outside system: the only code that talks to it."""
