"""The window: pages, forms and tables over the services. Knows Qt, does not know SQL."""
