"""The view in which the threshold is tuned: its model, chart, figures and pairs."""
