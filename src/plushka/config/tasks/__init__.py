"""What commands do once Django is there: one file a task, each with a ``run``."""
