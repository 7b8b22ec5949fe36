"""Answers to what people ask of a decision."""
