"""What a foreign table of moves says: what is understood, what must be asked, what is wrong."""
