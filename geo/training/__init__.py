"""What a training programme planned and reports, kept apart."""
