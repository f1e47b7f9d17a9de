"""Chapter 4, section 1: from the free intake to the last module (art. 7, 9). Documents are for the two parties."""
