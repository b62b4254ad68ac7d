"""An error that the user sees in one line."""


class ModelError(Exception):
    """A model that cannot be used. The message names the file, what is wrong with it, and what to do."""
