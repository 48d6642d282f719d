"""What travels as JSON, one module an area. Names and units are the same as inside."""
