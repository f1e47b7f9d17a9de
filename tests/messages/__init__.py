"""Messages, from the act that causes them to the mailbox, the screen or the post."""
