"""Faults of a host while readers ask: what is lost, what they see, and how soon it is as before."""
