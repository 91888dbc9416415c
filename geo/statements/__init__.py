"""What the page says of the paper: where it stands there, and what is our own."""
