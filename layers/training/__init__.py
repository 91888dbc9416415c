"""What a training programme planned and reports: a part of cards."""
