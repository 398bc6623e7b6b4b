"""The views of the till: one domain call each, then the screen."""
