"""Where is the one Spark session of a test run? Without Java 17 a test is left out, in words."""

from functools import cache
from typing import Any

import pytest

from throughline.evidence import engines

SMALL = {  # a hundred plans over a handful of rows: compiling each would take longer than working it out
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.autoBroadcastJoinThreshold": "-1",
    "spark.sql.shuffle.partitions": "1",
    # Quick to compile rather than quick to run: more than half of the time goes into compiling Spark itself.
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto",
}


def session() -> Any:
    """The session, started once; a test that asks for it without Java is left out and says why."""
    verdict = engines.may_start_spark()
    if not verdict:
        pytest.skip(f"{verdict.reason} `{verdict.lifted_by}`")
    return _started()


@cache
def _started() -> Any:
    return engines.spark_session("local[1]", SMALL)
