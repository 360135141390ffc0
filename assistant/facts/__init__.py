"""A report becomes facts, facts become lists that add up, and an Excel ledger becomes both (domain.md 2, 3)."""
