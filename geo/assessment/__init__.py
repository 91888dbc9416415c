"""What sites report, and what a reader loads beside the paper."""
