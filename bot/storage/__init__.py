"""What must outlive a restart, behind one interface."""
