"""When a post is due and which quote it carries. Pure: ``now`` and the seed are arguments."""
