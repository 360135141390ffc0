"""The page: a thin face of the service in Chinese, served to this office only."""
