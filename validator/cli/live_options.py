"""The options of `appxlint live`, beside those that it has in common with `check`."""

from __future__ import annotations

from validator.cli.options import COLOR, CONFIG, FAIL_ON, FORMAT, OUTPUT, PROJECT, QUIET, Option

LIVE = (
    FORMAT,
    OUTPUT,
    FAIL_ON,
    PROJECT,
    CONFIG,
    COLOR,
    QUIET,
    Option(("--paste",), "paste", "flag", "Code flow: open the address, enter the code."),
    Option(("--browser",), "browser", "flag", "Code flow: in a browser; needs --redirect-uri."),
    Option(
        ("--redirect-uri",),
        "redirect_uri",
        "value",
        "As registered with the app; --browser: http://localhost:PORT/PATH.",
        "URL",
    ),
    Option(
        ("--refresh",),
        "refresh",
        "flag",
        "Code flow: spend the new refresh token once, to see that it works.",
    ),
    Option(("--verbose",), "verbose", "flag", "Show the steps of every config."),
    Option(("--only",), "only", "list", "Try the configs of this name or connector only.", "NAME"),
    Option(("--token-only",), "token_only", "flag", "Ask for the token and for nothing else."),
    Option(
        ("--companies",), "companies", "flag", "List the companies that the keys see, and ask nothing else."
    ),
    Option(("--dry-run",), "dry_run", "flag", "Say what would be sent where, and send nothing."),
    Option(("--require-all",), "require_all", "flag", "Fail where a config cannot be tried, too."),
    Option(("--timeout",), "timeout", "value", "How long one request may take.", "SECONDS"),
    Option(("--env-file",), "env_file", "value", "NAME=VALUE lines, read beside the environment.", "FILE"),
    Option(
        ("--probe-environments",),
        "probe_environments",
        "flag",
        "After an invalid client, ask the other official login hosts.",
    ),
    Option(
        ("--trust-host",), "trust_host", "list", "[KEY=]HOST[:PORT] that may receive the secret, too.", "HOST"
    ),
    Option(
        ("--login-url",), "login_url", "list", "[KEY=]URL to log in at, this run; see --trust-host.", "URL"
    ),
    Option(("--api-url",), "api_url", "list", "[KEY=]URL of the API, this run; see --trust-host.", "URL"),
    Option(("--ca-bundle",), "ca_bundle", "value", "PEM file of certificate authorities to trust.", "FILE"),
)
