"""Behind the four links: what departments want, what they do about it, and what they learn."""
