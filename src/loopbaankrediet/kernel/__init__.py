"""Floor 0: values and small mechanisms that every room uses. Knows no Django model, no article, no room."""
