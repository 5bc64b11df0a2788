"""The desk of assistance in the admin: the queue, one screen a case, replies and holidays."""
