"""Sites and links of a reader, without moves: laid on the world of the page."""
