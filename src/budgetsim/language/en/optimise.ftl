### What is said about a search for the best mixes: findings, and words of its figures.
