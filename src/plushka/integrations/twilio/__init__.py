"""SMS through Twilio, for the rest of the world, by its REST interface."""
