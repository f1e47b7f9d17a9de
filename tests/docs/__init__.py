"""The documents say what is: names, sources, defaults and states are compared with the code."""
