"""A jointed figure that shows an exercise: angles and contacts in, moving outlines out. Pure geometry.

Read body, skeleton, settle, contacts, motion, flatten: an angle becomes a place, a wish becomes a posture that
touches what it must, poses become frames, and frames become a picture. Nothing here runs while a page is
served: `make figures` works the pictures out, and the pages draw them.
"""

from service.core.figure.flatten import picture_of
from service.core.figure.model import Figure
from service.core.figure.picture import Picture, outline

__all__ = ["Figure", "Picture", "outline", "picture_of"]
