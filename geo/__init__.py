"""Pure data code: no page, no drawing.

The flow, in order:

1. `world.catalog` reads the `datapackage.json` : datasets, fields, sources, licences, once.
2. `build` opens raw files after checking their sha256, holds each frame against its declaration,
   lists every failure, and writes one table a dataset, the shapes, and a manifest of hashes.
3. `world` opens the built tables, read-only; `view` says what is asked.
4. `flows` is the one door to the flow table; `shading`, `disparity`, `sites`, `policy`, `lessons`
   and `assessment` are the subjects; `scene` is all that one view shows.

Coordinates are stored as EPSG:4326 (degrees). Areas, lengths and simplification use the
equal-area CRS of `shapes.crs`, the only module that reprojects. A missing value stays missing:
it is never zero.
"""

import pandas as pd

# Tables are read value by value into words: many times faster with Python's texts than Arrow's.
pd.set_option("mode.string_storage", "python")
