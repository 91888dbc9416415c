"""The tab Pairs: every corridor between two regions in one matrix."""
