"""A room with two sides: one district whose departments are played by students, under a bureau that somebody plays."""
