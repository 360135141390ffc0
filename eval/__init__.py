"""The instrument that keeps answers from getting worse: cases, deterministic scorers, run, compare, bless, bench.

It reads numbers with a reader of its own, so that a bug of the product cannot hide in its judge.
"""
