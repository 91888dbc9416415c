"""What regions are shaded by: values, classes, gaps at borders."""
