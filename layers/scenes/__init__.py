"""Scenes: views that are kept with a title and a note, shown in order, and passed on as a file."""
