"""What is sent and what is answered: structs in the order of the documented fields."""
