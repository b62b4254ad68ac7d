"""What ends a run, told to the user in one line."""


class Refusal(Exception):
    """The message names what is wrong and the remedy."""
