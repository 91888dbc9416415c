"""Where residents are registered, beside where people moved."""
