"""Members in the cabinet: the list with its columns and filters, the page of one, its forms."""
