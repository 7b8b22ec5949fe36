"""The laws as functions, so that the same words judge the code and wrong versions."""
