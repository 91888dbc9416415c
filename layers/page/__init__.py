"""The page around the map: controls, words, cards, timeline, table and sources."""
