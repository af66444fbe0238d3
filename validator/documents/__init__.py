"""Texts to documents: files found, read and parsed, every key and value with its place."""
