"""Staff settle what reports and figures say, over what was read of them."""
