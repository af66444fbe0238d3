"""Whether a resolved value may be a client id: a slip can make clientId refer to a password."""

from __future__ import annotations

import re

from validator.catalog import shipped
from validator.documents.kinds import CONNECTOR
from validator.lazy import lazy
from validator.schema.patterns import fits
from validator.secrets.tokens import wordy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from validator.secrets.references import Reference

_SECRET_NAME = lazy(r"(?:passw(?:or)?d|passwd|passphrase|pwd|secret|token)(?:\.[a-z]{1,8})?", re.IGNORECASE)
_MADE = lazy(r"(?=.*[0-9])(?=.*[A-Za-z])[A-Za-z0-9._~-]{20,256}")


def names_a_secret(reference: Reference) -> bool:
    """Whether what a reference names is called a password, a secret or a token."""
    return any(found.end() == len(reference.target) for found in _SECRET_NAME.finditer(reference.target))


def has_form(text: str, connector: str | None, *, written: bool) -> bool:
    """Whether a value has the form of a connector's client ids.

    Where the shipped catalogue knows none, what is `written` into a file may be shown, since everybody can read it
    there, and a resolved value only if a program made it: long, of letters and digits, and no words. What a project
    says of the form does not count.
    """
    facts = (each.get("clientId", "forms") for each in shipped(connector or "") if each.kind == CONNECTOR)
    forms = next((each for each in facts if each), None)
    if forms:
        return any(fits(form, text) for form in forms)
    return written or (_MADE.fullmatch(text) is not None and not wordy(text))
