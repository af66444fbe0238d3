"""The set-ups of examples, as code: made by `make generate`, and not to be edited."""
