"""What a project knows: its settings, its documents by name, and the connections they add up to."""
