"""General configuration held against the schema that its connector has for it."""

from __future__ import annotations

from validator.catalog import placeholders
from validator.diagnostics import Severity
from validator.documents.finding import Finding, Here
from validator.documents.kinds import GENERAL
from validator.documents.names import field_name
from validator.schema.foreign import OPEN, breaches_of, tamed
from validator.schema.shape import with_findings
from validator.schema.validate import fits
from validator.secrets.placeholders import is_placeholder
from validator.secrets.references import looks_like_reference
from validator.words import did_you_mean, is_same, listed, quoted, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.schema.validate import Breach

_MORE_WORDS = {
    "exclusiveMinimum": ("must be more than {}", "write a greater number"),
    "exclusiveMaximum": ("must be less than {}", "write a smaller number"),
    "maxLength": ("is longer than {} characters", "write a shorter text"),
    "minLength": ("is shorter than {} characters", "write a longer text"),
    "maxItems": ("has more than {} entries", "leave some out"),
    "minItems": ("has fewer than {} entries", "add some"),
}
_OF_EMPTY = frozenset({"minLength", "minItems"})
_OF_CHOICE = frozenset({"enum", "const"})


def check_general_configuration(config: Document, connector: Document) -> Document:
    """Return a config with what is wrong with its general configuration under the schema of its connector.

    A key that the schema does not list, and does not forbid either, is only noted. References and placeholders fit
    any type, and what names a company is left to the rules about that.
    """
    values, schema = config.get(GENERAL), connector.get(GENERAL)
    if not isinstance(values, dict) or not isinstance(schema, dict) or not connector.is_sound(GENERAL):
        return config
    whole = {"properties": {GENERAL: tamed(schema, schema, f"#/properties/{GENERAL}")}}
    if _certainly_fits(values, whole["properties"][GENERAL], trusted=connector.shipped):
        return config
    from validator.schema.explain import in_words  # noqa: PLC0415 - only values that may not fit pay

    ids = connector.get("companyId", "keys")
    found = [each for each in breaches_of(whole, {GENERAL: values}) if not _is_other_rules(each, ids or ())]
    findings = [
        *in_words(config, [each for each in found if not _is_bound(each)]),
        *_bounds([each for each in found if _is_bound(each)]),
    ]
    noted = _open_mappings(found)
    name = quoted(connector.get("name") or connector.get("key"))
    for index, finding in enumerate(findings):
        holder = finding.place.route[:-1]
        if finding.rule == "unknown-field" and holder in noted:
            findings[index] = _note(finding, noted[holder], name)
    told = with_findings(config, [each for each in findings if each.spoils])
    notes = (each for each in findings if not each.spoils)
    return told.but(findings=(*told.findings, *notes))


def _certainly_fits(values: Any, schema: Any, *, trusted: bool) -> bool:  # noqa: ANN401
    """Whether values fit a schema, as far as a quick look tells; the expressions of a trusted one may be run."""
    return not _holds(schema, {"$ref"} if trusted else {"$ref", "pattern"}) and fits(values, schema)


def _holds(node: Any, keys: set[str]) -> bool:  # noqa: ANN401
    if isinstance(node, dict):
        return not keys.isdisjoint(node) or any(_holds(each, keys) for each in node.values())
    return isinstance(node, list) and any(_holds(each, keys) for each in node)


def _is_other_rules(breach: Breach, company_ids: Sequence[str]) -> bool:
    """Whether other rules speak of a value, or none can without showing all that is in it."""
    value, route = breach.data, breach.route
    if isinstance(value, dict | list) and breach.keyword in _OF_CHOICE:
        return True
    if isinstance(value, str) and (looks_like_reference(value) or is_placeholder(value, placeholders())):
        return True
    return len(route) > 1 and route[1] in company_ids and isinstance(value, str | int | float)


def _is_bound(breach: Breach) -> bool:
    """Whether a breach is of a bound that only schemas of others have; that nothing is there is said elsewhere."""
    return breach.keyword in _MORE_WORDS and (breach.keyword not in _OF_EMPTY or bool(breach.data))


def _bounds(breaches: Iterable[Breach]) -> Iterator[Finding]:
    for breach in breaches:
        message, help_text = _MORE_WORDS[breach.keyword]
        words = f"{field_name(breach.route)} {message.format(breach.value)}"
        yield Finding(words, Here(breach.route), help_text, rule="invalid-value", spoils=(breach.route,))


def _open_mappings(breaches: Iterable[Breach]) -> dict[Route, Any]:
    """Return the schemas of the mappings that may have other keys than the listed ones, by route."""
    return {
        breach.route: breach.node
        for breach in breaches
        if breach.keyword == "additionalProperties" and breach.node.get("$comment") == OPEN
    }


def _note(finding: Finding, schema: Any, connector: str) -> Finding:  # noqa: ANN401
    """Return a finding as a note, unless its key stands for one that the schema requires.

    One that differs from a known key in case and punctuation alone is a warning: nobody else reads it.
    """
    change = finding.change
    meant = change.text if change is not None else None
    if meant in schema.get("required", ()):
        return finding
    key = shown(str(finding.place.route[-1]), "this key")
    same = meant is not None and is_same(str(finding.place.route[-1]), meant)
    return finding._replace(
        message=f"{key} is none of the keys that are known of {connector}{did_you_mean(meant)}",
        help=f"known are {listed(schema['properties'], last='and')}; compare it with the screen",
        change=change._replace(safe=False) if change is not None else None,
        severity=Severity.WARNING if same else Severity.INFO,
        spoils=(),
    )
