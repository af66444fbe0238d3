"""What schemas/ says, as code: made by `make generate`, and not to be edited."""
