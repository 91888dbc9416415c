"""The same door on Apache Spark: where its clusters are, and the engine."""
