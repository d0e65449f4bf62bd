"""What is on the screen, without a screen."""
