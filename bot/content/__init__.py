"""The works: read from ``quotes/``, checked, and turned into values. The only user of yaml."""
