"""Flows between regions: measures, questions, the one query door, change, zones, indicators."""
