"""Every rule there is, in the order of the rule book."""

from __future__ import annotations

from validator.rules import base_connections, company_id, details, options, references, secrets, text
from validator.rules.model import Rule

ALL: tuple[Rule, ...] = (
    text.yaml_syntax,
    text.invalid_encoding,
    text.duplicate_key,
    text.ambiguous_scalar,
    text.invisible_character,
    text.too_complex,
    text.unsupported_tag,
    text.unknown_kind,
    text.missing_field,
    text.unknown_field,
    text.wrong_type,
    text.invalid_value,
    text.exclusive_fields,
    text.typographic_quote,
    text.comment_cuts_value,
    text.unused_suppression,
    references.duplicate_name,
    references.unknown_workspace,
    references.unknown_application,
    references.unknown_connector,
    references.unknown_definition,
    references.unknown_oauth_client,
    references.oauth_client_required,
    references.oauth_client_unexpected,
    references.oauth_client_mismatch,
    references.public_client_not_offered,
    references.unknown_integration,
    references.unused_document,
    base_connections.base_connection_required,
    base_connections.unknown_base_connection,
    base_connections.base_connection_disabled,
    base_connections.base_connection_not_applicable,
    base_connections.base_connection_ambiguous,
    base_connections.base_connection_override,
    base_connections.base_connection_definition,
    base_connections.base_connection_unsupported,
    base_connections.empty_base_connection,
    details.missing_detail,
    details.unknown_detail,
    options.invalid_option,
    options.connection_environment_alias,
    options.invalid_detail,
    company_id.company_id_is_url,
    company_id.company_id_is_project,
    company_id.company_id_malformed,
    company_id.company_id_example,
    company_id.company_id_of_another,
    company_id.company_id_shared,
    company_id.company_id_region,
    secrets.literal_secret,
    secrets.placeholder_value,
    secrets.unknown_reference,
)

BY_ID: dict[str, Rule] = {rule.id: rule for rule in ALL}

__all__ = ["ALL", "BY_ID", "Rule"]
