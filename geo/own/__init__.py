"""A reader's own data as a data package: written, built, kept and handed on."""
