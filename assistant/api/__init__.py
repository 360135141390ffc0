"""For other programs: the OpenAI-compatible endpoint and a small JSON interface over the same service as the page."""
