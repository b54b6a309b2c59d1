### What is said about a sweep: findings, and words of its figures.
