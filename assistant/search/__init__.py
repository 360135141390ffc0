"""Finding passages: cut (passages), by word (keyword), by meaning (embeddings, engines), together (hybrid)."""
