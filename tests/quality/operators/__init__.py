"""Every operator there is, by family."""

from __future__ import annotations

from tests.quality.operators import fields, text, values

ALL = (*text.OPERATORS, *fields.OPERATORS, *values.OPERATORS)
