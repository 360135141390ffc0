"""One file a format: bytes become the text of a document, with its table cells and what stands in its margins."""
