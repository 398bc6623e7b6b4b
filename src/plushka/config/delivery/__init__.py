"""The sender: takes messages from the queue and hands them to providers.

Always true:

- one process sends at a time, the one that does the jobs;
- what is handed over was written down before, and what became of it after: a kill in between
  leaves an attempt that the next sender takes up;
- a provider that hangs holds up its own messages only.
"""
