"""The state of the screen: entries, the view of them, the session and its tasks. No Textual."""
