"""Makes one answer of one question: the only room that reads the net. Has manners and caps; no idea what a feed is.

Expected failure is a value: whatever a server, a resolver or a wire does becomes an :class:`~tracker.model.Issue` whose
kind is one of

==================  ====================================================================================================
``refused``         401, 402, 403, 406, 407, 412, 418, 451: we are not wanted, and told so plainly
``challenge``       a bot wall answered in the page's stead, with whatever status (:mod:`tracker.challenge`)
``robots``          the host's robots.txt forbids it; or it cannot be read now, then :func:`retry_after` has a time
``busy``            429, 503; :func:`retry_after` tells how long the server wants to be left alone
``not_found``       404
``gone``            410
``timeout``         no whole answer within the cap
``too_large``       more bytes than the cap, packed or unpacked
``private_address`` the address, its DNS answer or its redirect is not on the public internet
``bad_url``         not an address of the web
``error``           anything else of wire, TLS, protocol or packing
==================  ====================================================================================================

What else is decided here:

* Redirects are followed as browsers do: 303, and 301 or 302 after a POST, go on as a GET without the form; 307 and 308
  repeat the question. `moved_for_good` is True only if every hop was 301 or 308 and none led from https to http: such
  a downgrade is followed, since http is all that some offices serve, but never adopted.
* Our own validators go with a GET only; a source's extra headers go to another host only where they are harmless.
* Cookies, passwords and other agents' names are never sent; a challenge is never answered.
* A cut-off page is an error, never a short page: also where its packing alone shows that the end is missing.
"""

from tracker.web.answers import retry_after
from tracker.web.client import Web
from tracker.web.robots import RobotsText
from tracker.web.turns import Manners

__all__ = ["Manners", "RobotsText", "Web", "retry_after"]
