"""The leaf library: what every room needs and no room owns. It imports no room."""
