"""Pure data code: no page, no drawing.

The flow, in order:

1. `catalog` reads `datapackage.json`: every dataset, field, source and licence, once.
2. `readers` opens raw files after checking their sha256, and gives frames in our column names.
3. `schema` and `checks` hold each frame against its declaration and list every failure.
4. `build` writes `data/built`: one table a dataset, shapes, and a manifest of hashes.
5. `store` opens the built tables, read-only; `view` says what is asked; `filters` selects rows.

Coordinates are stored as EPSG:4326 (degrees). Areas, lengths and simplification use the
equal-area CRS of `crs`, the only module that reprojects. A missing value stays missing: it is
never zero.
"""
