"""The OD map as markup: a grid of tiles as the regions lie, in each tile the same grid once more.

It holds the cells of the matrix, with the same shades, signs and choice; only where they stand is
another. A cell without a figure shows its kind, so that no blank is taken for nobody.
"""

from __future__ import annotations

from typing import Any

import htpy as h

from geo.flows.pairs import MAP_OUT, grid_size, is_free_at_the_left, tiled, tiles
from geo.rows import rows_of
from layers.blocks.cells import step_style
from layers.blocks.markup import joined
from layers.pairs.cells import Sheet, caption, held
from layers.text import joints, words
from layers.text.gettext import _

Spots = dict[str, tuple[int, int]]


def od_map(sheet: Sheet) -> h.Element:
    """All pairs, one row of the grid a tile; arrows walk from cell to cell as they lie."""
    order, spots = sheet.scene.view.order, tiles(sheet.world)
    is_out = order == MAP_OUT
    columns, rows = grid_size(spots)
    template = _("{caption}: where people went") if is_out else _("{caption}: where they came from")
    said_of = template.format(caption=caption(sheet.scene))
    size = f"--columns:{columns};--rows:{rows};{step_style(sheet.colours)}"
    held_by = tiled(sheet.cells, order)
    # In a hall words stand in these corners, so that the tiles have the whole width.
    looks = {"tiles": True, "free-left": is_free_at_the_left(spots)}
    return h.div(class_=looks, role="grid", aria_label=said_of, style=size)[
        joined(_tile(sheet, code, rows_of(held_by[code]), spots) for code in spots)
    ]


def _tile(sheet: Sheet, code: str, cells: list[dict[str, Any]], spots: Spots) -> h.Element:
    """One region: its name, and its cells in their places."""
    name = words.region(sheet.world, code)
    on = code == sheet.scene.question.region or any(
        code in ends for ends in sheet.scene.chosen_pairs
    )
    return h.div(class_={"tile": True, "on": on}, role="row", style=_area(spots[code]))[
        h.span(class_="tile-name", role="rowheader")[name],
        h.div(class_="tile-cells", role="presentation")[
            joined(_cell(sheet, cell, spots) for cell in cells)
        ],
    ]


def _area(spot: tuple[int, int]) -> str:
    return f"grid-area:{spot[1]}/{spot[0]}"


def _cell(sheet: Sheet, cell: dict[str, Any], spots: Spots) -> h.Element:
    """One pair in its place, which is that of its other end."""
    value, marks = held(sheet, cell)
    name = words.corridor(sheet.world, cell["origin_code"], cell["destination_code"])
    return h.i(
        role="gridcell",
        style=_area(spots[cell["there_code"]]),
        aria_label=joints.titled(name, value) if value else name,
        data_name=name,
        **marks,
    )
