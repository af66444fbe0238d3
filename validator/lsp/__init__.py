"""The language server: what the command finds, and what it knows, at the place where somebody types."""
