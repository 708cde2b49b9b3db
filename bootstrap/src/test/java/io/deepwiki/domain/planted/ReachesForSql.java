package io.deepwiki.domain.planted;

import java.sql.Connection;

public record ReachesForSql(Connection connection) {}
