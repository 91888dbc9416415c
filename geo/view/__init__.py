"""What a reader asks for: the view, its fields, and the address that spells it."""
