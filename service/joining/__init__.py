"""Where a door for an assistant is joined with the brain, the voice and the ears: one module a door."""
