package io.deepwiki.adapters.persistence.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.deepwiki.domain.access.Secret;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.ThreadLocalTransactionProvider;

/** The pool of connections and the entrance to jOOQ that all stores share: they join the transaction that their thread is in. */
public final class Database implements AutoCloseable {
    private static final String NAME = "deepwiki";

    private final DatabaseSettings settings;
    private final HikariDataSource pool;
    private final DSLContext dsl;

    /** Opens the pool; does not wait for the server, which may come later. */
    public Database(DatabaseSettings settings) {
        this.settings = settings;
        this.pool = pool(settings);
        this.dsl = DSL.using(configuration(pool));
    }

    private static Configuration configuration(DataSource pool) {
        Connections connections = new Connections(pool);
        DefaultConfiguration configuration = new DefaultConfiguration();
        configuration.setSQLDialect(SQLDialect.POSTGRES);
        configuration.setConnectionProvider(connections);
        configuration.setTransactionProvider(new ThreadLocalTransactionProvider(connections));
        configuration.setExecuteListener(new DatabaseFailures());
        return configuration;
    }

    private static HikariDataSource pool(DatabaseSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(NAME);
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.user());
        settings.password().map(Secret::reveal).ifPresent(config::setPassword);
        config.setMaximumPoolSize(settings.connections());
        config.setConnectionTimeout(settings.patience().toMillis());
        config.setValidationTimeout(Math.min(settings.patience().toMillis(), config.getValidationTimeout()));
        config.setInitializationFailTimeout(-1);
        properties(settings).forEach((name, value) -> config.addDataSourceProperty(name.toString(), value));
        return new HikariDataSource(config);
    }

    private static Properties properties(DatabaseSettings settings) {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", NAME);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty(
                "connectTimeout", Long.toString(Math.max(1, settings.patience().toSeconds())));
        properties.setProperty("reWriteBatchedInserts", "true");
        return properties;
    }

    /** The pool, for migrations. */
    public DataSource dataSource() {
        return pool;
    }

    /** What the stores are made with. */
    public DSLContext dsl() {
        return dsl;
    }

    /** A connection outside of the pool, for whoever keeps one for long. The caller closes it. */
    public Connection ownConnection() throws SQLException {
        Properties properties = properties(settings);
        properties.setProperty("user", settings.user());
        settings.password().map(Secret::reveal).ifPresent(password -> properties.setProperty("password", password));
        return DriverManager.getConnection(settings.url(), properties);
    }

    /** Whether the server answers, within the patience of the settings. */
    public boolean answers() {
        try (Connection connection = pool.getConnection()) {
            return connection.isValid((int) Math.max(1, settings.patience().toSeconds()));
        } catch (SQLException _) {
            return false;
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
