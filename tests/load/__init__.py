"""What the server bears, behind nginx and gunicorn as a host starts them: ``make load``."""
