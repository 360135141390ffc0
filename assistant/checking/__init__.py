"""Is it true: model text against its evidence, a draft against its sources."""
