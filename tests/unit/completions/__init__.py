"""Sets over Programs: diagrams, folds, edges, ways."""
