from collections.abc import Mapping

class BaseType:
    name: str
    fmt: str
    size: int
    values: None

class FieldType:
    name: str
    values: Mapping[int, str] | None

class ReferenceField:
    def_num: int
    raw_value: int

class ComponentField:
    def_num: int
    scale: float | None
    offset: float | None
    accumulate: bool | None
    bits: int
    bit_offset: int

class SubField:
    name: str
    type: FieldType | BaseType
    scale: float | None
    offset: float | None
    ref_fields: tuple[ReferenceField, ...]

class Field:
    name: str
    type: FieldType | BaseType
    units: str | None
    scale: float | None
    offset: float | None
    components: tuple[ComponentField, ...] | None
    subfields: tuple[SubField, ...] | None

BASE_TYPES: Mapping[int, BaseType]
