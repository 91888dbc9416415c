"""Pilot sites, their networks, coverage and challenges."""
