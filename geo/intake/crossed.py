"""A matrix as moves: one side down, the other across."""

from __future__ import annotations

from dataclasses import dataclass

from geo.files.grid import Grid
from geo.intake.asking import Asking
from geo.intake.moves import Moves


@dataclass(frozen=True, eq=False)
class Matrix:
    """Figures of a matrix."""

    moves: Moves
    is_sure: bool = False
    size: int = 0
    titles: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    measure: str = ""
    sample: tuple[tuple[str, ...], ...] = ()


def matrix_of(grid: Grid, file: str) -> Matrix | None:
    """The matrix of a grid."""
    return None


def ask_direction(asking: Asking, matrix: Matrix) -> bool:
    """Ask which side the rows are."""
    return False


def moves_of_matrix(matrix: Matrix, turned: bool) -> Moves:
    """Moves of a matrix."""
    return matrix.moves
