"""The tab Indicators."""
