package io.deepwiki.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.db.generated.DefaultSchema;
import io.deepwiki.db.testing.TestDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Table;
import org.junit.jupiter.api.Test;

class SchemaTest {
    /** What a column of a type is in Java; a type that is missing here fails the test until it is thought about. */
    private static final Map<String, Class<?>> JAVA_TYPES = Map.ofEntries(
            Map.entry("bool", Boolean.class),
            Map.entry("int2", Short.class),
            Map.entry("int4", Integer.class),
            Map.entry("int8", Long.class),
            Map.entry("float4", Float.class),
            Map.entry("float8", Double.class),
            Map.entry("numeric", BigDecimal.class),
            Map.entry("varchar", String.class),
            Map.entry("bpchar", String.class),
            Map.entry("text", String.class),
            Map.entry("uuid", UUID.class),
            Map.entry("bytea", byte[].class),
            Map.entry("jsonb", JSONB.class),
            Map.entry("date", LocalDate.class),
            Map.entry("timestamptz", Instant.class),
            Map.entry("_text", String[].class),
            Map.entry("_varchar", String[].class),
            Map.entry("_int4", Integer[].class),
            Map.entry("_int8", Long[].class),
            Map.entry("_uuid", UUID[].class));

    /** Vectors stand in blocks that the generator leaves out, and tables of Flyway are its own. */
    private static final String COLUMNS = """
            SELECT table_name, column_name, udt_name, is_nullable = 'YES'
            FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name <> 'flyway_schema_history' AND udt_name <> 'vector'
            """;

    @Test
    void the_generated_tables_are_those_of_a_migrated_server() throws SQLException {
        Set<String> generated = DefaultSchema.DEFAULT_SCHEMA.getTables().stream()
                .flatMap(table -> Arrays.stream(table.fields()).map(field -> described(table, field)))
                .collect(Collectors.toCollection(TreeSet::new));
        try (TestDatabase database = TestDatabase.fresh()) {
            assertThat(generated).isNotEmpty().isEqualTo(columns(database));
        }
    }

    private static String described(Table<?> table, Field<?> field) {
        String type = field.getType().getSimpleName();
        return described(
                table.getName(), field.getName(), type, field.getDataType().nullable());
    }

    private static String described(String table, String column, String type, boolean nullable) {
        return table + "." + column + " " + type + (nullable ? " or null" : "");
    }

    private static Set<String> columns(TestDatabase database) throws SQLException {
        Set<String> columns = new TreeSet<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(COLUMNS)) {
            while (rows.next()) {
                Class<?> type = JAVA_TYPES.get(rows.getString(3));
                String name = type == null ? "unknown type " + rows.getString(3) : type.getSimpleName();
                columns.add(described(rows.getString(1), rows.getString(2), name, rows.getBoolean(4)));
            }
        }
        return columns;
    }
}
