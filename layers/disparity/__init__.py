"""The tab Disparity."""
