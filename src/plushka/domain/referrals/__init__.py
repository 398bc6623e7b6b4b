"""Who may invite whom, and what came of it (U23 to U25)."""
