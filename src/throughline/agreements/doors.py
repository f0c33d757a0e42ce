"""Who comes to grants, agreements and contracts at all? Which rows they see follows from their reach."""

from throughline.frame.doors import for_roles
from throughline.organisations.reach import EVERYWHERE

from .lifecycle import ADVISERS, FOR_THE_OTHER_SIDE, OFFICERS

IN_LOCALITIES = FOR_THE_OTHER_SIDE | {"certifier", "csp-officer", "csp-member"}
READERS = for_roles(*sorted((EVERYWHERE - {"supplier", "system"}) | IN_LOCALITIES))
RUN_BY = for_roles(*sorted(OFFICERS))
ADVISED_BY = for_roles(*sorted(OFFICERS | ADVISERS))
