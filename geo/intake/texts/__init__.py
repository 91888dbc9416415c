"""Texts of cells, one by one or by the million: numbers, marks, and words that say something."""
