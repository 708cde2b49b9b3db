package io.deepwiki.db.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Single statements on an embedded server. */
final class Sql {
    private Sql() {}

    static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = open(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = open(postgres);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private static Connection open(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.url("postgres"), postgres.user(), postgres.password());
    }
}
