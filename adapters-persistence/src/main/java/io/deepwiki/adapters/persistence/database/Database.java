package io.deepwiki.adapters.persistence.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.deepwiki.application.port.Transactions;
import io.deepwiki.domain.access.Secret;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.postgresql.ds.PGSimpleDataSource;

/** The pool of connections and the entrance to jOOQ that all stores share: they join the transaction that their thread is in. */
public final class Database implements AutoCloseable {
    private static final String NAME = "deepwiki";

    private final DatabaseSettings settings;
    private final HikariDataSource pool;
    private final DSLContext dsl;
    private final Transactions transactions;

    /** Opens the pool; does not wait for the server, which may come later. */
    public Database(DatabaseSettings settings) {
        this.settings = settings;
        this.pool = pool(settings);
        Connections connections = new Connections(pool);
        this.dsl = DSL.using(configuration(connections));
        this.transactions = new RetriedTransactions(connections);
    }

    private static Configuration configuration(Connections connections) {
        DefaultConfiguration configuration = new DefaultConfiguration();
        configuration.setSQLDialect(SQLDialect.POSTGRES);
        configuration.setConnectionProvider(connections);
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
        properties(settings, settings.silence())
                .forEach((name, value) -> config.addDataSourceProperty(name.toString(), value));
        return new HikariDataSource(config);
    }

    /** @param silence how long the server may say nothing; zero: for ever */
    private static Properties properties(DatabaseSettings settings, Duration silence) {
        Properties properties = new Properties();
        properties.setProperty("socketTimeout", Long.toString(silence.toSeconds()));
        properties.setProperty("ApplicationName", NAME);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", Integer.toString(seconds(settings.patience())));
        properties.setProperty("reWriteBatchedInserts", "true");
        return properties;
    }

    /** The pool, for what does not go through jOOQ. */
    public DataSource dataSource() {
        return pool;
    }

    /** Connections outside of the pool whose statements may take as long as they take: for migrations. */
    public DataSource patientDataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.url());
        source.setUser(settings.user());
        settings.password().map(Secret::reveal).ifPresent(source::setPassword);
        source.setApplicationName(NAME);
        source.setTcpKeepAlive(true);
        source.setConnectTimeout(seconds(settings.patience()));
        return source;
    }

    private static int seconds(Duration time) {
        return (int) Math.max(1, time.toSeconds());
    }

    /** What the stores are made with. */
    public DSLContext dsl() {
        return dsl;
    }

    /** Those of all stores that are made with {@link #dsl}. */
    public Transactions transactions() {
        return transactions;
    }

    /**
     * A connection outside of the pool, for whoever keeps one for long and asks only what is answered at once: a server that is silent for the
     * patience of the settings counts as gone. The caller closes it.
     */
    public Connection ownConnection() throws SQLException {
        Properties properties = properties(settings, Duration.ofSeconds(seconds(settings.patience())));
        properties.setProperty("user", settings.user());
        settings.password().map(Secret::reveal).ifPresent(password -> properties.setProperty("password", password));
        return DriverManager.getConnection(settings.url(), properties);
    }

    /** Whether the server answers, within the patience of the settings. */
    public boolean answers() {
        try (Connection connection = pool.getConnection()) {
            return connection.isValid(seconds(settings.patience()));
        } catch (SQLException _) {
            return false;
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
