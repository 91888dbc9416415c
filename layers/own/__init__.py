"""The panel Open data: a reader's own file is read, understood together, and shown as a world."""
