"""Kinds of study, each in a folder of its own; ``studies.kind`` says what one is made of."""
