"""Migrant workers of the survey: by region, women among them, who they are and what they get."""
