"""The only way in: raw files read, held against their declaration, completed, derived, written."""
