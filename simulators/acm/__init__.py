"""test-ACM: a stand-in for the sign-in of the Flemish government, with invented people (OpenID Connect)."""
