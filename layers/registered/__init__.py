"""Where residents are registered: parts of the cards."""
