"""The fast pass over large clean files; an equal result, or it steps aside."""
