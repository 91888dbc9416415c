"""A corridor's rank through the intervals as a small picture with points only at intervals."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from dash import html

WIDTH, HEIGHT, EDGE = 300, 64, 12


def rank_line(labels: Sequence[str], ranks: Sequence[int], description: str) -> html.Img:
    """Draw ranks, the best on top; the text beside it carries the same numbers.

    Parameters
    ----------
    labels : sequence of str
        Interval under each point.
    ranks : sequence of int
        Rank in each interval, 1 is the best.
    description : str
        Text equivalent.
    """
    low, high = min(ranks), max(ranks)
    span = max(high - low, 1)
    step = (WIDTH - 4 * EDGE) / max(len(ranks) - 1, 1)
    points = [
        (2 * EDGE + i * step, 18 + (rank - low) / span * (HEIGHT - 40))
        for i, rank in enumerate(ranks)
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    marks = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.4" fill="#10284b"/>'
        f'<text x="{x:.1f}" y="{y - 6:.1f}" text-anchor="middle" font-size="11" '
        f'font-family="sans-serif" fill="#1b2430">{rank}</text>'
        f'<text x="{x:.1f}" y="{HEIGHT - 3}" text-anchor="middle" font-size="9" '
        f'font-family="sans-serif" fill="#4a5563">{label}</text>'
        for (x, y), rank, label in zip(points, ranks, labels, strict=True)
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<polyline points="{line}" fill="none" stroke="#9fb3c8" stroke-width="1.5" '
        f'stroke-dasharray="2 3"/>{marks}</svg>'
    )
    return html.Img(src=f"data:image/svg+xml,{quote(svg)}", alt=description, className="spark")
