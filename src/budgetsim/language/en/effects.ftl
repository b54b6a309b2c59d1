### What is said about effects of levers: findings, and words of its figures.
