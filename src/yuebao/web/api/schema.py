"""Types of answers as JSON Schema."""

from __future__ import annotations

from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    NotRequired,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

Schema = dict[str, Any]

_PLAIN: dict[object, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
}


def schema_of(hint: Any) -> Schema:
    """The schema of a type; of a record, where it stands."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Annotated, NotRequired):
        about = {"description": arguments[1]} if origin is Annotated else {}
        return {**schema_of(arguments[0]), **about}
    if origin in (Union, UnionType):
        return {"anyOf": [schema_of(one) for one in arguments]}
    if origin is list:
        return {"type": "array", "items": schema_of(arguments[0])}
    if origin is dict:
        return {"type": "object", "additionalProperties": schema_of(arguments[1])}
    if is_typeddict(hint):
        return {"$ref": f"#/components/schemas/{hint.__name__}"}
    return dict(_PLAIN[hint])


def record_schema(record: type) -> Schema:
    """The schema of a record: all its keys are there but those that need not be, and no others."""
    fields = get_type_hints(record, include_extras=True)
    optional = [name for name, hint in fields.items() if get_origin(hint) is NotRequired]
    return {
        "type": "object",
        "description": (record.__doc__ or "").strip(),
        "properties": {name: schema_of(hint) for name, hint in fields.items()},
        "required": [name for name in fields if name not in optional],
        "additionalProperties": False,
    }


def records_of(record: type) -> dict[str, type]:
    """A record and all that it holds, by name."""
    found: dict[str, type] = {}
    waiting: list[Any] = [record]
    while waiting:
        hint = waiting.pop()
        if is_typeddict(hint) and hint.__name__ not in found:
            found[hint.__name__] = hint
            waiting += get_type_hints(hint, include_extras=True).values()
        waiting += [one for one in get_args(hint) if not isinstance(one, str)]
    return found
