"""What is wrong with a value that looks like a reference and is none: each slip by its own name, pure."""

from __future__ import annotations

import re

from validator.lazy import lazy
from validator.secrets.references import parse_reference, plain_variable
from validator.values import NamedTuple

_NAMES = {"env": "NAME", "file": "PATH", "keyring": "SERVICE/USER"}
_LACKS = {
    "env": "lacks the name of the variable behind env:",
    "file": "lacks the path behind file:",
    "keyring": "lacks SERVICE/USER behind keyring:",
}
_OWN = "(?P<form>env|file|keyring)"
_INNER = lazy(rf"\$\{{{_OWN}(?P<sign>[^A-Za-z0-9_{{}}]{{0,3}})(?P<name>[^{{}}]{{0,512}})\}}\Z", re.IGNORECASE)
_OPEN = lazy(rf"\$\{{{_OWN}:[^{{}}]{{1,512}}\Z")
_BARE = lazy(rf"{_OWN}:(?!//)(?P<name>[^\s{{}}]{{1,512}})\Z")
_DOLLAR = lazy(r"\$(?P<env>env:)?(?P<name>[A-Za-z_][A-Za-z0-9_]{0,127})\Z", re.IGNORECASE)
_SHELL = lazy(r"\$\{(?P<name>[A-Za-z_][A-Za-z0-9_]{0,254})\}\Z")
_WORKFLOW = lazy(r"\$\{\{\s{0,4}(?:secrets|env|vars)\.(?P<name>[A-Za-z_]\w{0,127})\s{0,4}\}\}\Z")
_PIPELINE = lazy(r"\$\((?:env:)?(?P<name>[A-Za-z_][\w.]{0,127})\)\Z")
_WINDOWS = lazy(r"%(?P<name>[A-Za-z_][A-Za-z0-9_]{0,127})%\Z")
_PROGRAM = lazy(r"(?:process\.env|os\.environ|ENV)(?:\.|\[['\"])(?P<name>\w{1,128})(?:['\"]\])?\Z")
_DEFAULT = lazy(r"(?P<name>[A-Za-z_][A-Za-z0-9_]{0,254})(?::[-=+?]|[=+?]).{0,512}\Z")
_MANAGER = lazy(
    r"(?:op://|arn:|projects/|@Microsoft\.KeyVault|\$?\{?(?:[a-z+-]{0,20}vault|secrets?|ssm|kv|gsm|sops)[:(/#])",
    re.IGNORECASE,
)
_DECLARE = "declare its form under secret-references in the settings"


class Wrong(NamedTuple):
    """A slip, in words that go on a sentence about the reference, and what to write instead."""

    says: str
    remedy: str


def fault_of(text: str) -> Wrong:
    """Return what is wrong with a text that has the look of a reference, and what to write."""
    value = text.strip()
    for look in (_within, _unfinished, _too_much, _others):
        found = look(value)
        if found is not None:
            return found
    if _MANAGER.match(value):
        return Wrong("is one of a secret manager's, and not declared", f"{_DECLARE}, or write ${{env:NAME}}")
    return Wrong("has a form that is not known here", f"write {_known()}, or {_DECLARE}")


def without_dollar(key: str) -> str:
    """Return the reference that was meant by the only key of a mapping in braces; an empty text where none was."""
    found = _BARE.match(key)
    return _own(found["form"], found["name"]) if found is not None else ""


def _known() -> str:
    return "${env:NAME}, ${file:PATH} or ${keyring:SERVICE/USER}"


def _own(form: str, name: str) -> str:
    """Return a reference to write: with the name that was given if that is a plain one, else with a word for it."""
    given = f"${{{form}:{name}}}"
    return given if form == "env" and plain_variable(given) else f"${{{form}:{_NAMES[form]}}}"


def _within(value: str) -> Wrong | None:
    """Look at one of our own forms that is whole and has something wrong in it."""
    found = _INNER.match(value)
    if found is None:
        return None
    form, sign, name = found["form"].lower(), found["sign"].strip(), found["name"].strip()
    says = _LACKS[form] if not name else _of_sign(found["form"], sign)
    if not says and (found["sign"] != sign or name != found["name"]):
        says = "has a space in it that does not belong there"
    default = _DEFAULT.match(name) if form == "env" else None
    if not says and default is not None:
        return Wrong("has a default, and nothing is filled in here", f"write {_own(form, default['name'])}")
    says = says or _of_name(form, name)
    return Wrong(says, f"write {_own(form, name)}") if says else None


def _of_sign(form: str, sign: str) -> str:
    """Return what is wrong with the form, or with what stands between it and the name; nothing where all is right."""
    if sign != ":":
        return f"has {sign or 'no colon'} behind {form.lower()}{', where a colon belongs' if sign else ''}"
    return "" if form.islower() else f"has {form.lower()} in capitals, where small letters belong"


def _of_name(form: str, name: str) -> str:
    if form == "keyring" and "/" not in name.strip("/"):
        return "lacks /USER behind the service"
    return "names a variable with other characters than letters, digits and _" if form == "env" else ""


def _unfinished(value: str) -> Wrong | None:
    """Look at a reference of which a part is missing."""
    found = _OPEN.match(value)
    if found is not None:
        return Wrong("lacks } at its end", f"write {_own(found['form'], value.partition(':')[2])}")
    found = _BARE.match(value)
    if found is not None:
        return Wrong("lacks ${ and } around it", f"write {_own(found['form'], found['name'])}")
    found = _DOLLAR.match(value)
    if found is not None:
        lacks = "the braces around it" if found["env"] else "env: and the braces around it"
        return Wrong(f"lacks {lacks}", f"write {_own('env', found['name'])}")
    found = _SHELL.match(value)
    if found is not None and found["name"].lower() not in _NAMES:
        return Wrong("lacks env: before the name", f"write {_own('env', found['name'])}")
    return None


def _too_much(value: str) -> Wrong | None:
    """Look at a reference with a sign too many."""
    for part, sign in ((value[1:], value[:1]), (value[:-1], value[-1:])):
        if sign in {"$", "}"} and parse_reference(part) is not None:
            name = plain_variable(part)
            return Wrong(f"has one {sign} too many", f"write {part if name else _known()}")
    return None


def _others(value: str) -> Wrong | None:
    """Look at the forms of other programs, which fill them in and are not asked here."""
    for form, whose in (
        (_WORKFLOW, "is one of GitHub Actions, which fills it in within workflows alone"),
        (_PIPELINE, "is one of pipelines and shells, which nobody fills in here"),
        (_WINDOWS, "is one of Windows' shell, which nobody fills in here"),
        (_PROGRAM, "is a program's way to read the environment"),
    ):
        found = form.match(value)
        if found is not None:
            return Wrong(whose, f"write {_own('env', found['name'])}")
    if "{{" in value or "<%" in value or value.startswith("#{"):
        return Wrong("is one of a template, which nobody fills in here", f"write {_known()}, or {_DECLARE}")
    return None
