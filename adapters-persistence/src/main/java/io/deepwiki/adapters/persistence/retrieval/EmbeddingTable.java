package io.deepwiki.adapters.persistence.retrieval;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import dev.langchain4j.store.embedding.pgvector.DefaultMetadataStorageConfig;
import dev.langchain4j.store.embedding.pgvector.MetadataStorageMode;
import dev.langchain4j.store.embedding.pgvector.PgVectorEmbeddingStore;
import io.deepwiki.domain.llm.EmbeddingSpace;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The table of one dimension. */
record EmbeddingTable(int dimension) {
    static final String REPOSITORY = "repository_id";
    static final String SPACE = "space";

    private static final List<Integer> DIMENSIONS = List.of(384, 768, 1024, 1536);

    EmbeddingTable {
        if (!DIMENSIONS.contains(dimension)) {
            throw new IllegalArgumentException("vectors have one of " + DIMENSIONS + " dimensions, not " + dimension);
        }
    }

    private Name named() {
        return name("embedding_" + dimension);
    }

    Table<?> table() {
        return DSL.table(named());
    }

    Field<String> content() {
        return field(named().append("text"), SQLDataType.VARCHAR);
    }

    Field<Object> vector() {
        return field(named().append("embedding"));
    }

    /** The rows of a repository in a space. */
    Condition within(Select<Record1<UUID>> repository, EmbeddingSpace space) {
        return field(named().append(REPOSITORY), SQLDataType.UUID)
                .eq(repository)
                .and(field(named().append(SPACE), SQLDataType.VARCHAR).eq(space.name()));
    }

    /** Writes rows. */
    PgVectorEmbeddingStore store(DataSource source) {
        return PgVectorEmbeddingStore.datasourceBuilder()
                .datasource(source)
                .table("embedding_" + dimension)
                .dimension(dimension)
                .createTable(false)
                .metadataStorageConfig(DefaultMetadataStorageConfig.builder()
                        .storageMode(MetadataStorageMode.COLUMN_PER_KEY)
                        .columnDefinitions(List.of(REPOSITORY + " uuid", SPACE + " text"))
                        .build())
                .build();
    }
}
