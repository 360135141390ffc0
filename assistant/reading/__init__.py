"""A file becomes a Report: decoded, repaired, split, outlined, with its place and date."""
