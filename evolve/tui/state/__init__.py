"""What is on the screen: entries, the view of them, what is being asked. No Textual."""
