"""The bars of reliability: what each suite records of the one it measures."""
