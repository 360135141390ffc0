"""What the domain's words mean: numbers, quantities, dates and the lexicon; below everything else."""
