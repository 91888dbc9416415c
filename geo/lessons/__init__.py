"""Where a lesson could travel: likeness of regions and the lesson sheet."""
