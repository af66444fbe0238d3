"""Every operator there is, by family."""

from __future__ import annotations

from tests.whole.quality.operators import (
    applications,
    bases,
    clients,
    companies,
    definitions,
    details,
    environments,
    fields,
    names,
    nearly,
    secrets,
    spaces,
    text,
    values,
)

ALL = (
    *text.OPERATORS,
    *spaces.OPERATORS,
    *fields.OPERATORS,
    *values.OPERATORS,
    *names.OPERATORS,
    *bases.OPERATORS,
    *details.OPERATORS,
    *companies.OPERATORS,
    *environments.OPERATORS,
    *clients.OPERATORS,
    *secrets.OPERATORS,
    *definitions.OPERATORS,
    *applications.OPERATORS,
    *nearly.OPERATORS,
)
