"""Terms in the words of the page: marked, glossed, and listed whole."""
