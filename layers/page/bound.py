"""The id that binds a control to a field of the view."""

from __future__ import annotations


def bound(field: str, part: str = "main") -> dict[str, str]:
    """Id that binds a control to a field of the view.

    Parameters
    ----------
    field : str
        Name of the field in the address.
    part : str
        ``main``, or which of several controls of one field this is; a second control of the same
        kind is ``main:2``, and ``weight:gdp`` is the control of one entry of the field.
    """
    return {"view": field, "part": part}
