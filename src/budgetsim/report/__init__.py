"""What the model found, for people: figures, plain words, and one department's year told step by step."""
