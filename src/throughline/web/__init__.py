"""Who is asking in a browser? Layout, home, settings, urls."""
