"""Where is the one Spark session of a test run? Without Java 17 a test is left out, in words."""

import shutil
import subprocess
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


@cache
def _java() -> str:
    java = shutil.which("java")
    if java is None:
        return ""
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    return said.partition("\n")[0]


def session() -> Any:
    """The session, started once; a test that asks for it without Java is left out and says why."""
    if '"17.' not in _java():
        pytest.skip(
            f"Spark needs Java 17 and here is {_java() or 'no Java'}: `apt install openjdk-17-jre-headless`."
        )
    return _started()


@cache
def _started() -> Any:
    return engines.local_spark("local[1]", SMALL)
