"""Long work that a person asked for: exports, imports, changes of many members.

A task is a row. The worker carries it out in portions; whoever asked may close
the page and come back.

Always true:

- a portion and how far the task is are written in one transaction: a worker
  that is killed between two portions loses nothing and doubles nothing;
- a portion that raises took back what it wrote; it is tried three times, then
  the task has failed, and says so;
- what was asked for (``request``), where it stands (``progress``) and what it
  came to (``result``) name nobody; personal data are only in the task's files,
  which are deleted after ``files.KEPT``, or when a person of the company says so.
"""
