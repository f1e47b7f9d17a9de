"""The Flemish loopbaankrediet: one platform for the right, the guidance, the payment and the account of it."""
