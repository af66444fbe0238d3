"""The live check: would this connection work? The only part of appxlint that uses the network."""
