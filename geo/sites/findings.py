"""What the paper's tables say of the sites and networks together: who leads, where, for whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from geo.rows import rows_of
from geo.sites.networks import NO_TABLE, PROXY
from geo.sites.sites import STATED, site_rows
from geo.world.declared import Scheme
from geo.world.places import SENDING_RECEIVING

MAJOR_SENDING = "major sending"


@dataclass(frozen=True)
class SiteFindings:
    """Answers that hold for all sites at once, in the order of the tables.

    Attributes
    ----------
    scheme : Scheme
        The zones that the paper counts the sites in.
    leads : mapping
        Names of the sites by kind of lead partner.
    zones : mapping
        Number of sites by zone that the paper counts them in; a zone without one has 0.
    unsited_ends : tuple of (str, str)
        Network ends that lie in a zone without a site: the place and the name of the network.
    unsited_origins : tuple of str
        Regions in a zone without a site that the paper names among the main origins.
    women, women_not_stated : tuple of str
        Sites that the paper says focus on women, and those of which it says nothing.
    both_ends : tuple of str
        Networks with a pilot site at both ends.
    no_table : tuple of (str, str)
        Networks inside one region: their names and its code.
    proxy : tuple of str
        Networks that are only contained in a pair of regions.
    """

    scheme: Scheme
    leads: Mapping[str, tuple[str, ...]]
    zones: Mapping[str, int]
    unsited_ends: tuple[tuple[str, str], ...]
    unsited_origins: tuple[str, ...]
    women: tuple[str, ...]
    women_not_stated: tuple[str, ...]
    both_ends: tuple[str, ...]
    no_table: tuple[tuple[str, str], ...]
    proxy: tuple[str, ...]

    @property
    def rarest(self) -> tuple[str, ...]:
        """Kinds of lead partner with the fewest sites."""
        fewest = min((len(names) for names in self.leads.values()), default=0)
        return tuple(kind for kind, names in self.leads.items() if len(names) == fewest)

    @property
    def without_site(self) -> tuple[str, ...]:
        """Zones that have no site."""
        return tuple(zone for zone, count in self.zones.items() if not count)


def findings(
    pilot_sites: pd.DataFrame,
    linked_rows: pd.DataFrame,
    regions: pd.DataFrame,
    regional_statements: pd.DataFrame,
    scheme: Scheme,
) -> SiteFindings:
    """Work out the answers from the tables.

    Parameters
    ----------
    pilot_sites, regions, regional_statements : DataFrame
        Built tables.
    linked_rows : DataFrame
        Output of :func:`geo.sites.networks.networks_of`.
    scheme : Scheme
        The zones that the paper names.
    """
    sites = site_rows(pilot_sites)
    linked = linked_rows[linked_rows["network_type"] == SENDING_RECEIVING]
    counts = sites["macro_region_stated"].value_counts()
    zones = {zone: int(counts.get(zone, 0)) for zone in scheme.keys}
    zone_of_code = dict(zip(regions["region_code"], regions[scheme.column], strict=True))
    unsited = {code for code, zone in zone_of_code.items() if not zones.get(zone, 1)}
    at_ends = linked["from_place"].isin(sites["name"]) & linked["to_place"].isin(sites["name"])
    sending = regional_statements[regional_statements["category"] == MAJOR_SENDING]
    women = sites["women_focus"] == STATED
    inside = linked[linked["relation"] == NO_TABLE]
    return SiteFindings(
        scheme=scheme,
        leads={
            str(kind): tuple(sites.loc[sites["partner_type"] == kind, "name"])
            for kind in sites["partner_type"].dropna().unique()
        },
        zones=zones,
        unsited_ends=_ends_in(linked, unsited),
        unsited_origins=tuple(sending.loc[sending["region_code"].isin(unsited), "place"]),
        women=tuple(sites.loc[women, "name"]),
        women_not_stated=tuple(sites.loc[~women, "name"]),
        both_ends=tuple(linked.loc[at_ends, "name"]),
        no_table=tuple(zip(inside["name"], inside["from_region_code"], strict=True)),
        proxy=tuple(linked.loc[linked["relation"] == PROXY, "name"]),
    )


def _ends_in(linked: pd.DataFrame, codes: set[str]) -> tuple[tuple[str, str], ...]:
    """Ends of the networks that lie in some regions."""
    return tuple(
        (str(row[f"{side}_place"]), str(row["name"]))
        for row in rows_of(linked)
        for side in ("from", "to")
        if row[f"{side}_region_code"] in codes
    )
