"""The map: a palette, one module for each layer, and the figure they make together."""
