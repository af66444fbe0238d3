"""The command line: what was typed, what is printed, and how it ends."""
