"""Slides: one for each scene, with title, sentence, picture, source and the words of the speaker."""
