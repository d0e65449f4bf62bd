"""What a finished batch is summed up in: the results table, the index, arguments across pairs."""
