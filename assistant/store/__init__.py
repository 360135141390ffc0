"""What must not be lost: one SQL database holding file bytes, reports, facts and passages."""
