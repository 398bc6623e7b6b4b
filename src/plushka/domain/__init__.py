"""What the business is: one folder per idea, none of which knows HTTP."""
