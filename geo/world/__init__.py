"""The world that is shown: its catalogue, its opened tables, its regions, intervals and places."""
