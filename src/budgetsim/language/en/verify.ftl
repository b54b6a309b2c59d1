### What is said about a verification: findings, and words of its figures.
