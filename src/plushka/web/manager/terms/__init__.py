"""Terms of the draft as forms: of the whole programme, and of a tier that has its own."""
