"""Chosen views as one HTML file that opens without a network, made of the replies of the page."""
