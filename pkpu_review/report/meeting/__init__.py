"""Review, remarks or batch → the other documents of a meeting, and the folder that holds them all."""
