"""What states and remarks of orders and contracts say of their rows."""
