"""Sales in the cabinet: the list with its filters, and the page of one."""
