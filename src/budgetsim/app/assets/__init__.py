"""Files that the framework puts into every page; ``custom.js`` is the name that it asks for."""
