"""Link 2, monitoring of execution: how money is spent, what is found on the way, what December makes of the rest."""
