"""Staff in the cabinet: their list, invitations, PINs and tills."""
