"""Geometry: coordinate systems, coverages, arrows, half-circles, chords, borders, distances."""
