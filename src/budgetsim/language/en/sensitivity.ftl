### What is said about a sensitivity analysis: findings, and words of its figures.
