"""Which messages and fields of FIT somebody here reads; all others are skipped as plain bytes.

Numbers and names are those of FIT's global profile (21.218). A field is listed once, here, and then exists
in the columns or messages of a `Reading` under the same name.
"""

from collections.abc import Mapping

RECORD = 20
SESSION = 18
TIMESTAMP = 253
FIELD_DESCRIPTION = 206
HEART = 132

RECORD_FIELDS: Mapping[int, str] = {
    TIMESTAMP: "timestamp",
    0: "position_lat",
    1: "position_long",
    2: "altitude",
    3: "heart_rate",
    4: "cadence",
    5: "distance",
    6: "speed",
    7: "power",
    8: "compressed_speed_distance",  # three bytes that the profile unfolds into speed and distance
    13: "temperature",
    39: "vertical_oscillation",
    41: "stance_time",
    53: "fractional_cadence",
    73: "enhanced_speed",
    78: "enhanced_altitude",
    83: "vertical_ratio",
    84: "stance_time_balance",
    85: "step_length",
}

MESSAGES: Mapping[int, tuple[str, Mapping[int, str]]] = {
    0: ("file_id", {0: "type", 1: "manufacturer", 2: "product", 8: "product_name"}),
    12: ("sport", {0: "sport", 1: "sub_sport"}),
    SESSION: (
        "session",
        {
            TIMESTAMP: "timestamp",
            2: "start_time",
            5: "sport",
            6: "sub_sport",
            7: "total_elapsed_time",
            8: "total_timer_time",
            9: "total_distance",
            22: "total_ascent",
            23: "total_descent",
            24: "total_training_effect",
            137: "total_anaerobic_training_effect",
            168: "training_load_peak",
            178: "unknown_178",  # sweat, ml
            192: "workout_feel",
            193: "workout_rpe",
            211: "avg_grade_adjusted_speed",
        },
    ),
    19: (
        "lap",
        {
            TIMESTAMP: "timestamp",
            2: "start_time",
            7: "total_elapsed_time",
            8: "total_timer_time",
            9: "total_distance",
        },
    ),
    RECORD: ("record", RECORD_FIELDS),
    21: ("event", {TIMESTAMP: "timestamp", 0: "event", 1: "event_type"}),
    23: ("device_info", {25: "source_type", 1: "device_type"}),
    26: ("workout", {8: "wkt_name"}),
    34: ("activity", {TIMESTAMP: "timestamp", 5: "local_timestamp"}),
    3: (
        "user_profile",
        {
            1: "gender",
            2: "age",
            3: "height",
            4: "weight",
            8: "resting_heart_rate",
            9: "default_max_running_heart_rate",
            11: "default_max_heart_rate",
        },
    ),
    7: ("zones_target", {1: "max_heart_rate", 2: "threshold_heart_rate"}),
    216: (
        "time_in_zone",
        {
            0: "reference_mesg",
            1: "reference_index",
            11: "max_heart_rate",
            12: "resting_heart_rate",
            13: "threshold_heart_rate",
        },
    ),
    229: ("max_met_data", {2: "vo2_max"}),
    140: (
        "unknown_140",
        {TIMESTAMP: "unknown_253", 7: "unknown_7", 9: "unknown_9"},  # METs x 65536, minutes of recovery
    ),
}
"""Names with `unknown_` are in no profile, only in what owners of these watches found out. Nothing is worked out
from such a field; it is shown as what the watch said.
"""

MESSAGE_NAMES = frozenset(name for name, _ in MESSAGES.values())
COLUMN_NAMES = frozenset(RECORD_FIELDS.values()) - {"compressed_speed_distance"}
"""What a record can hold once it is unfolded."""
