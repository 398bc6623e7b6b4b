"""SMS through Kannel, a gateway that a company or its provider runs itself."""
