"""Places of a reader: outlines from a boundary file, and the names by which rows find them."""
