"""The tab Assessment, and the door for files of a reader."""
