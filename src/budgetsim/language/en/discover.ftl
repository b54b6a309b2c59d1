### What is said about a discovery: findings, and words of its figures.
