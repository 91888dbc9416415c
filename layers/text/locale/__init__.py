"""Message catalogues: the template of all visible text, and one folder for each translation."""
