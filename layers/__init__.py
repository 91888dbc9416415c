"""What is drawn and what is asked: map layers, page and server. Computes nothing about people."""
