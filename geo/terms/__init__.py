"""Terms with their glosses, and where they stand in a text."""
