"""The policy lab on pages: what a result says in words, tables and drawings, the same for analysts and visitors."""
