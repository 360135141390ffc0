"""How the scorers read numbers, dates and formulas in Chinese text: written apart from the product on purpose."""
