"""Who is active; daily, weekly and monthly use; activation."""
