"""All figures of one view, worked out once."""
