"""Chapter 5: claims that arise by themselves, batches under four eyes, the bank file and its answer (art. 16)."""
