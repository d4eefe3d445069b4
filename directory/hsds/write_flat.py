"""All offers as one flat table; see `read_flat`."""

from directory.tables import Row, Table

from .columns import columns
from .feed import CONTACT, LOCATION, OFFER, ORGANIZATION, Directory
from .shorthand import gathered, languages_text, schedule_text

NAME = "offers"


def write_flat(directory: Directory) -> Table:
    """The columns of a second place or contact are there only when an offer has one."""
    offers = list(directory.offers.values())
    names = list(columns(OFFER)) + list(columns(ORGANIZATION))
    most = {kind: max([1, *(len(offer[f"{kind}s"]) for offer in offers)]) for kind in (LOCATION, CONTACT)}
    for kind, count in most.items():
        names += [name for number in range(1, count + 1) for name in columns(kind, number)]
    rows = [Row(number, cells_of(directory, offer)) for number, offer in enumerate(offers, 2)]
    return Table(f"{NAME}.csv", names, rows)


def cells_of(directory: Directory, offer: dict) -> dict[str, str]:
    cells = {column: cell(offer[name], name) for column, name in columns(OFFER).items()}
    owner = directory.organizations[offer["organization"]]
    for column, name in columns(ORGANIZATION).items():
        cells[column] = "; ".join(owner[name]) if name == "languages" else cell(owner[name], name)
    for kind, records in ((LOCATION, directory.locations), (CONTACT, directory.contacts)):
        for number, code in enumerate(offer[f"{kind}s"], 1):
            cells |= {column: records[code][name] for column, name in columns(kind, number).items()}
    return {column: text for column, text in cells.items() if text}


def cell(value, name: str) -> str:
    if name == "schedule":
        return schedule_text(gathered(value))
    if name == "languages":
        return languages_text(gathered(value))
    return "; ".join(value) if isinstance(value, list) else value
