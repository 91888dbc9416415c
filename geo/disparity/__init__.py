"""Regional disparity: Theil, Gini, zone means, year by year."""
