"""Does a record follow the JSON Schema that we publish, its formats included?"""

from typing import Any


def follows_schema(record: Any, schema: dict[str, Any]) -> bool:
    """True; what does not follow raises, and so does a schema that is none."""
    from jsonschema import Draft202012Validator  # it builds forty grammars when it is imported: two seconds

    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(record)
    return True
