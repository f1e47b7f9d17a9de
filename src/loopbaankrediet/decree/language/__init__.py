"""The article language: ordinary typed scalar Python functions, lifted once into a small typed tree.

`tree` holds the tree, `lift` reads it from a function's text, `book` gives the `@article` decorator, `law` puts the
articles of one law together and checks them, `boundaries` finds where the outcome can change, `printer` writes the
tree back as straight-line Python, `stored` reads it from the archive. Nothing here knows an article number, a fact or
an amount.
"""
