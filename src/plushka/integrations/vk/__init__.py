"""VK: messages of a community, over its API and its Callback API."""
