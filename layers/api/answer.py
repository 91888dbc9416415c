"""What a route answers: values beside its rows, and the rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd


@dataclass(frozen=True)
class Answer:
    """What a route answers.

    Attributes
    ----------
    head : mapping
        Values beside the rows, by the names of the route's ``head`` columns.
    rows : DataFrame
        At least the headers of the route's row columns; missing values are NA.
    """

    head: Mapping[str, Any]
    rows: pd.DataFrame
