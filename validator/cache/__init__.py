"""Answers that are kept between runs, and given again while everything that they hang on is as it was."""
