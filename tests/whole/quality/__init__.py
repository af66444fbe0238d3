"""The mutation test: valid samples, each broken in one known way, have to raise exactly the finding that says so.

An operator says how to break a sample and what must be found where; every operator is applied wherever a sample has a
place for it. `python -m tests.whole.quality` prints the score, with `--write` it is kept in docs/quality.md.
"""
