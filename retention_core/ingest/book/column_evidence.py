"""What speaks for each column in use: its name, its cells, the system that wrote it, or a person."""

from collections.abc import Mapping

from retention_core.ingest.recognition.kind_fields import ELSE_ROLES, FIELD_ROLES
from retention_core.ingest.recognition.recognise import ASK_ODDS
from retention_core.ingest.table.header_location import TableBody
from retention_core.kernel.questions import TableKind
from retention_core.kernel.reading_codes import Evidence

_COMES_AGAIN = 0.9


def evidence_of(
    body: TableBody, kind: TableKind, columns: Mapping[str, str], platform: str | None = None
) -> dict[str, Evidence]:
    """Field -> what told its column, the strongest first; fields whose column is none of the table's own are left out.

    columns    field -> header
    platform   whose export it is
    """
    places = {name: body.position(header) for name, header in columns.items()}
    return {name: _evidence(body, kind, name, at, platform) for name, at in places.items() if at is not None}


def _evidence(body: TableBody, kind: TableKind, field: str, at: str, platform: str | None) -> Evidence:
    roles = {FIELD_ROLES[kind].get(field, field), ELSE_ROLES.get(kind, {}).get(field, field)}
    if platform:
        return Evidence.SYSTEM
    if body.named_roles[int(at)] & roles:
        return Evidence.NAME
    told = max((body.seen.odds(role, at) for role in roles if role in body.seen.table.odds), default=ASK_ODDS)
    if told <= ASK_ODDS:
        return Evidence.CHOSEN
    profile = body.seen.table.profiles[int(at)]
    again = field == "customer_id" and 0 < profile.distinct < _COMES_AGAIN
    return Evidence.COMES_AGAIN if again else Evidence.CELLS
