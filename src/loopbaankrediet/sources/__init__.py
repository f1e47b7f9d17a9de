"""Authentic sources: one port per need, one adapter per wire format. Every answer says where it came from."""
