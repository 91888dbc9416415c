"""Boundary files of every kind as layers of features; no other file is ever opened."""
