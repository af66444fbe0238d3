"""Measurements of the tool as people run it: whole processes over generated projects."""
