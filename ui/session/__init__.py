"""Who is visiting: the open shop, settings, jobs, style."""
