"""Blocks that tabs and cards are made of: markup, tables, charts, controls, marks."""
