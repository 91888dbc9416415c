"""Chord diagrams: flows between the places round a circle, of zones or of regions."""
