"""The parts a screen is composed of; each shows one thing."""
