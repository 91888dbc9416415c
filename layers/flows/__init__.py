"""Corridors and regions in words: sentence, cards, comparison, table."""
