"""What a secret looks like: references, placeholders, fields and shapes; pure, without input or output."""
