"""Pictures of the page: what the browser drew as SVG, with its letters, as PNG or as PDF."""
