"""The Flemish sign-in (ACM/IDM) by OpenID Connect: asking, proving, and what its claims mean here."""
