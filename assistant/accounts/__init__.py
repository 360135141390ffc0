"""Who may do what: users, their logins and keys, what reports are limited to, and the log of it all."""
