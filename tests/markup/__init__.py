"""Every kind of page that we make, for a checker of markup that knows nothing of us."""
