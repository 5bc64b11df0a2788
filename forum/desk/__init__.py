"""The desk of the moderators: their screens in the admin."""
