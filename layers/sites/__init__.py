"""The tab Sites, and all that is said of sites and networks elsewhere."""
