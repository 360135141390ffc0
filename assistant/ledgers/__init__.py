"""A 台账 as staff work with it: its items, their deadlines, how they stand on a day, what each lacks for 销号, what changed since."""
