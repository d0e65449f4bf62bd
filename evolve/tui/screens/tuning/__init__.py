"""The screen on which the threshold is tuned: its model, chart, figures and pairs."""
