"""Visible text: messages, numbers, and the words of fixed terms."""
