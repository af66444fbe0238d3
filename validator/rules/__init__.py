"""Every rule there is, in the order of the rule book."""

from __future__ import annotations

from validator.rules import (
    addresses,
    applications,
    base_fields,
    base_selection,
    client_owners,
    clients,
    company_ids,
    company_use,
    connectors,
    definitions,
    detail_values,
    details,
    environments,
    expiry,
    general_configuration,
    hosts,
    keys,
    naming,
    oauth_fields,
    oauth_urls,
    references,
    secret_references,
    secrets,
    text,
    usage,
    workspaces,
)
from validator.rules.rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

FAMILIES: Mapping[str, tuple[Rule, ...]] = {
    "The file": (
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
    ),
    "References": (
        references.duplicate_name,
        references.unknown_workspace,
        references.unknown_application,
        references.unknown_connector,
        references.unknown_definition,
        references.unknown_oauth_client,
        clients.oauth_client_required,
        clients.oauth_client_unexpected,
        clients.oauth_client_mismatch,
        clients.public_client_not_offered,
        references.unknown_integration,
        usage.unused_document,
        naming.naming_convention,
    ),
    "Base connections": (
        base_selection.base_connection_required,
        base_selection.unknown_base_connection,
        base_selection.base_connection_disabled,
        base_selection.base_connection_not_applicable,
        base_selection.base_connection_ambiguous,
        base_fields.base_connection_override,
        base_fields.base_connection_definition,
        base_selection.base_connection_unsupported,
        base_fields.empty_base_connection,
    ),
    "Connection details": (
        details.missing_detail,
        details.unknown_detail,
        detail_values.invalid_option,
        detail_values.connection_environment_alias,
        detail_values.invalid_detail,
        workspaces.duplicate_connection,
        workspaces.workspace_described_twice,
        workspaces.development_on_production,
        usage.unchecked,
        general_configuration.legacy_general_configuration,
        general_configuration.mixed_credentials,
        applications.incomplete_prerequisites,
        applications.application_connector_mismatch,
        applications.application_source_mismatch,
        applications.version_key_malformed,
        applications.application_access_mismatch,
        general_configuration.real_time_processing_off,
        applications.personal_connection,
    ),
    "Procore": (
        company_ids.company_id_is_url,
        company_ids.company_id_is_project,
        company_ids.company_id_malformed,
        company_ids.company_id_example,
        company_use.company_id_of_another,
        hosts.base_url_path,
        environments.monthly_sandbox,
        company_use.company_id_shared,
        company_use.company_id_region,
        environments.environment_host_mismatch,
        environments.environment_credentials,
        environments.environment_in_name,
        hosts.unknown_host,
        keys.client_id_not_a_client_id,
        keys.client_id_shape,
        keys.shared_client_id,
        oauth_fields.scope_not_used,
        environments.federal_sandbox,
    ),
    "OAuth clients and secrets": (
        secrets.literal_secret,
        addresses.secret_in_url,
        secrets.placeholder_value,
        secrets.unknown_reference,
        secret_references.same_reference,
        secret_references.swapped_references,
        secret_references.secret_file_in_project,
        expiry.secret_expired,
        expiry.secret_expiring,
        expiry.secret_without_expiration,
        secret_references.shared_secret_reference,
        oauth_urls.default_token_url,
        addresses.insecure_url,
        oauth_urls.oauth_url_path,
        hosts.login_hosts_differ,
        oauth_fields.oauth_urls_incomplete,
        oauth_fields.unneeded_oauth_field,
        oauth_fields.client_authentication_mismatch,
        oauth_fields.scope_separator,
        clients.public_client_private,
        client_owners.client_of_another_company,
        oauth_fields.redirect_uri,
    ),
    "Definitions and connector.json": (
        definitions.sensitive_attribute_exposed,
        definitions.attribute_hidden,
        definitions.redeclared_client_field,
        addresses.placeholder_host,
        connectors.same_environment_host,
        definitions.undescribed_attribute,
        definitions.secret_default,
        connectors.credentials_in_config_schema,
        connectors.lost_constraint,
        connectors.incomplete_key,
    ),
}
"""The rule book: every rule under its subject, in the order of the book."""

ALL: tuple[Rule, ...] = tuple(rule for rules in FAMILIES.values() for rule in rules)
"""Every rule there is."""

BY_ID: dict[str, Rule] = {rule.id: rule for rule in ALL}

SECRET_RULES = frozenset(rule.id for rule in ALL if rule.secret)
"""Rules that look at every key, value and comment, broken parts included."""

NEED_A_REASON = frozenset(rule.id for rule in ALL if rule.needs_reason)
"""Rules about secrets: a suppression of one counts only with a reason."""

__all__ = ["ALL", "BY_ID", "FAMILIES", "NEED_A_REASON", "SECRET_RULES", "Rule"]
