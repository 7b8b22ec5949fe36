"""Disks that fail, forget or end the program, for logs in a folder."""
