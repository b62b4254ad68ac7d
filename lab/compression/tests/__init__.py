"""`python -m unittest discover -t . -s compression/tests`, in the folder above `compression`."""
