"""The tab Lessons: likeness, ranking, lesson sheet, coverage."""
