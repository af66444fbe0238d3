"""Random input for the whole tool, and what has to hold for any: `python -m tests.whole.fuzz`, or `make fuzz`.

`mutator` changes the bytes of the samples, `structure` builds documents out of the fields of the schemas, with faults.
Both leave `seeds.MARK` where a secret may stand. `claims` are what has to hold. `tests/whole/test_fuzz.py` tries a few
of both in every run of the tests.
"""
