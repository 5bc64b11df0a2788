"""The recordings of the demonstration world. Every speaker and agency is invented."""

from citassist.demo.meetings import beginnings, calls, communities, people
from citassist.demo.meetings.meeting import Meeting

__all__ = ["MEETINGS", "Meeting"]

MEETINGS = [*beginnings.MEETINGS, *calls.MEETINGS, *people.MEETINGS, *communities.MEETINGS]
