"""The tab of rural workers: regions, women, who they are and what they get."""
