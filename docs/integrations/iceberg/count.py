"""What is in the table: counted by DuckDB in the snapshot that Iceberg's own reader finds."""

import duckdb
from pyiceberg.catalog.sql import SqlCatalog

catalog = SqlCatalog("iceberg", uri="sqlite:////tmp/iceberg/catalog.db", warehouse="file:///tmp/iceberg/warehouse")
counts = catalog.load_table("sites.counts").scan().to_arrow()
print(f"{counts.num_rows} rows")
print(duckdb.sql("""
    SELECT site, className, count(*) AS windows, sum(newObjects) AS objects, max(peak) AS peak
    FROM counts GROUP BY ALL ORDER BY ALL
"""))
