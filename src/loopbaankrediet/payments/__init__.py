"""Chapter 5: claims that arise by themselves, batches under four eyes, the bank file and the bank's answer (art. 16)."""
