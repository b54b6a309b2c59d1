"""Link 4, use of results: from scores to what the bureau believes of departments, and to next year's budgets."""
