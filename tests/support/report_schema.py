"""The published schema of the JSON report, ready to be held against one."""

from __future__ import annotations

import functools
import json

from jsonschema import Draft7Validator
from referencing import Registry, Resource

from validator.schema.schemas import schema_folder


@functools.cache
def published() -> Draft7Validator:
    """Return the validator of `schemas/report.json`."""
    loaded = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(schema_folder().glob("*.json"))]
    resources = [(schema["$id"], Resource.from_contents(schema)) for schema in loaded]
    schema = json.loads((schema_folder() / "report.json").read_text(encoding="utf-8"))
    return Draft7Validator(schema, registry=Registry().with_resources(resources))
