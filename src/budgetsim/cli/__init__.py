"""The command line: one module per command, nothing slow imported before a command runs."""
