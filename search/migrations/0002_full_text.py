"""The database's own full-text index of the passages: of what is queried, and of nothing else."""

from django.db import migrations

TABLE = "search_indexedpassage"

# The terms are stemmed and folded already, so the database only has to part them: on both it does so at spaces.
POSTGRESQL = [
    f"""ALTER TABLE {TABLE} ADD COLUMN vector tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('pg_catalog.simple', title_terms), 'A') ||
        setweight(to_tsvector('pg_catalog.simple', lead_terms), 'B') ||
        setweight(to_tsvector('pg_catalog.simple', text_terms), 'D')) STORED""",
    f"CREATE INDEX search_vector ON {TABLE} USING gin (vector) WITH (fastupdate = off)",
    f"""CREATE INDEX search_names ON {TABLE} USING gin (to_tsvector('pg_catalog.simple', names))
        WITH (fastupdate = off) WHERE names <> ''""",
]
NO_POSTGRESQL = [
    "DROP INDEX search_names",
    "DROP INDEX search_vector",
    f"ALTER TABLE {TABLE} DROP COLUMN vector",
]
SQLITE = [
    f"""CREATE VIRTUAL TABLE search_terms USING fts5(title_terms, lead_terms, text_terms,
        content='{TABLE}', content_rowid='id', tokenize='ascii')""",
    f"""CREATE VIRTUAL TABLE search_names USING fts5(names,
        content='{TABLE}', content_rowid='id', tokenize='ascii', prefix='4 5 6')""",
]
IN = """INSERT INTO search_terms(rowid, title_terms, lead_terms, text_terms)
        VALUES (new.id, new.title_terms, new.lead_terms, new.text_terms);
    INSERT INTO search_names(rowid, names) VALUES (new.id, new.names);"""
OUT = """INSERT INTO search_terms(search_terms, rowid, title_terms, lead_terms, text_terms)
        VALUES ('delete', old.id, old.title_terms, old.lead_terms, old.text_terms);
    INSERT INTO search_names(search_names, rowid, names) VALUES ('delete', old.id, old.names);"""
TRIGGERS = {
    "search_added": f"AFTER INSERT ON {TABLE} BEGIN {IN} END",
    "search_removed": f"AFTER DELETE ON {TABLE} BEGIN {OUT} END",
    "search_changed": f"AFTER UPDATE OF title_terms, lead_terms, text_terms, names ON {TABLE} BEGIN {OUT} {IN} END",
}
SQLITE += [f"CREATE TRIGGER {name} {rule}" for name, rule in TRIGGERS.items()]
NO_SQLITE = [*(f"DROP TRIGGER {name}" for name in TRIGGERS), "DROP TABLE search_terms", "DROP TABLE search_names"]


def run(statements):
    def operation(apps, schema_editor):
        for statement in statements.get(schema_editor.connection.vendor, []):
            schema_editor.execute(statement)

    return operation


class Migration(migrations.Migration):
    dependencies = [("search", "0001_passages")]

    operations = [
        migrations.RunPython(
            run({"postgresql": POSTGRESQL, "sqlite": SQLITE}),
            run({"postgresql": NO_POSTGRESQL, "sqlite": NO_SQLITE}),
        )
    ]
