"""What a report looks like: a module for each output format, `formats` for all of them, and `sink`, which writes."""
