"""The pure rooms: values in, values out. No clock, no files, no network, no randomness, no logging."""
