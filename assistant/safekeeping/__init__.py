"""What must not be lost in one file, and back."""
