"""Processes that read files: limited in time and memory, and none of them takes this process down."""
