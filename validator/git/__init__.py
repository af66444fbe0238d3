"""What git keeps of a repository: revisions, the index, and the files of both."""
