"""Slides: one for each scene, with title, sentence, picture, source and the speaker's words."""
