"""Where moves stand in a grid: a list by its columns, a matrix by its heads, and both as moves."""
