"""Foreign files as grids of texts, whatever program wrote them."""
