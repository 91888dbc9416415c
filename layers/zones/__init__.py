"""The tab Zones: matrix, chord, regions of each zone."""
