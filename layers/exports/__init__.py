"""What a view is taken away as: the buttons of the menu *Download*, and what is said meanwhile."""
