"""Answering: from a question to a cited answer or a reasoned refusal; `route.answer` is the way in."""
