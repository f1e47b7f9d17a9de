"""Tests of the own contribution."""
