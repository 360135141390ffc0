"""What users asked and were told, kept; and the answers they found wrong."""
