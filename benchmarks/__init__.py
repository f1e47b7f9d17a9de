"""What README and docs claim, measured: each module prints its own figures."""
