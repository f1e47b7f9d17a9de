"""Evaluation of the credit (chapter 8): surveys before and after guidance, answered under a pseudonym."""
