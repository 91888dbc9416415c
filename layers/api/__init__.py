"""The same view as data: JSON and CSV, described by OpenAPI."""
