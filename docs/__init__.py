"""Pages for people, what generates some of them, and the site that they make."""
