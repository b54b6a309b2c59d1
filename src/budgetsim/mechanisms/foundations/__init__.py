"""Behind it all: the work that a bureau can deliver, the value that money brings, and what both cost society."""
