"""Lists as files: gathered by the worker a portion at a time, then written for Excel or as CSV."""
