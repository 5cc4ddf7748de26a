"""NeuroKG: a knowledge graph of the neuroscience literature."""
