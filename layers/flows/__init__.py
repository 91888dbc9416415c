"""Corridors and provinces in words: sentence, cards, comparison, table."""
