"""The tab Zones: matrix, chord, provinces of each zone."""
