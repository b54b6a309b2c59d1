"""A department: what it knows, what it has at stake, and what it decides."""
