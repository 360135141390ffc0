"""Questions about a world with their gold, one family a file; each is asked in several wordings of staff."""
