"""Filters and components for templates."""
