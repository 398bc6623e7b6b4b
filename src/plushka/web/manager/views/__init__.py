"""What each page of the cabinet answers."""
