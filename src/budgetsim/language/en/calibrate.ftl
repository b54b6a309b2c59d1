### What is said about a calibration: findings, and words of its figures.
