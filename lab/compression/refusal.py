"""A reason to end the run, shown to the user in one line."""


class Refusal(Exception):
    """The message says what is wrong and how to fix it."""
