"""The tab Sources: every dataset, and where the paper disagrees with itself."""
