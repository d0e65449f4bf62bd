"""The results of a finished batch: the table, the index, and the arguments that recur across pairs."""
