"""Prize draws in the cabinet."""
