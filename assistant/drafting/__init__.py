"""A template becomes a draft: slots from facts, practices from past reports, Word by GB/T 9704."""
