"""The optional language model: prompts as files, a budget for what it is given, one connection."""
