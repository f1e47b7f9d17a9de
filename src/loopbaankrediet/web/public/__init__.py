"""The pages for everybody: what it is, help, accessibility, privacy, and the door to sign in."""
