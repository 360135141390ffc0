"""Made-up worlds: facts first, then documents that tell them and questions whose gold comes from the facts, never from a text."""
