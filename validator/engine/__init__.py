"""A run from paths to a report: load, lint, suppress, fix."""
