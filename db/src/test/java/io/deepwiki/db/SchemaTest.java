package io.deepwiki.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.db.generated.DefaultSchema;
import io.deepwiki.db.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.Table;
import org.junit.jupiter.api.Test;

class SchemaTest {
    @Test
    void the_generated_tables_are_those_of_a_migrated_server() throws SQLException {
        TreeSet<String> generated = DefaultSchema.DEFAULT_SCHEMA.getTables().stream()
                .flatMap(table -> Arrays.stream(table.fields()).map(field -> described(table, field)))
                .collect(Collectors.toCollection(TreeSet::new));
        try (TestDatabase database = TestDatabase.fresh()) {
            assertThat(columns(database)).isEqualTo(generated);
        }
    }

    @Test
    void several_instances_may_migrate_at_once() throws Exception {
        try (TestDatabase database = TestDatabase.unmigrated();
                ExecutorService instances = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> work = List.of(
                    () -> Migrations.apply(database.dataSource()),
                    () -> Migrations.apply(database.dataSource()),
                    () -> Migrations.apply(database.dataSource()));
            List<Integer> applied = new ArrayList<>();
            for (Future<Integer> one : instances.invokeAll(work)) {
                applied.add(one.get());
            }
            assertThat(applied.stream().filter(count -> count > 0)).hasSize(1);
            assertThat(Migrations.apply(database.dataSource())).isZero();
        }
    }

    private static String described(Table<?> table, Field<?> field) {
        boolean nullable = field.getDataType().nullable();
        return table.getName() + "." + field.getName() + (nullable ? " null" : "");
    }

    private static Set<String> columns(TestDatabase database) throws SQLException {
        Set<String> columns = new TreeSet<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT table_name, column_name, is_nullable FROM information_schema.columns"
                                + " WHERE table_schema = 'public' AND table_name <> 'flyway_schema_history'")) {
            while (rows.next()) {
                boolean nullable = rows.getString(3).equals("YES");
                columns.add(rows.getString(1) + "." + rows.getString(2) + (nullable ? " null" : ""));
            }
        }
        return columns;
    }
}
