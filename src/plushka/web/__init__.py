"""How people and programs reach the domain; no rule of the business is here."""
