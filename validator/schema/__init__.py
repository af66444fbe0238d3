"""The shape of documents: shipped JSON Schemas, and what a document breaks of them, in words."""
