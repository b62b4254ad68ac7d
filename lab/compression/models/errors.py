"""What the user is told in one line."""


class ModelError(Exception):
    """A model that cannot be used; the message names the file, what is wrong with it, and what to do."""
