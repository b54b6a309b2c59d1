"""Link 3, evaluation: what scores are made of, how wrong they are, and which score counts."""
