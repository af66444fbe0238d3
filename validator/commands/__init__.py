"""The commands: each takes options as values, calls the stages, prints, and returns an exit code."""
