"""The desk of the people who run membership: their screens in the admin."""
