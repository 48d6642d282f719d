"""What the experts write, as data, one thing a file; `loader.load` turns all of it into a Catalogue."""
