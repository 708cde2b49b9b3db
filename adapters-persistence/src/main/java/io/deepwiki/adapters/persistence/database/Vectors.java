package io.deepwiki.adapters.persistence.database;

import java.util.Arrays;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** What of pgvector must be written as SQL. */
public final class Vectors {
    private Vectors() {}

    /**
     * How far a column's vectors are from this one: 1 less the cosine, from 0 to 2. The vector is read once, in a query of its own: as a cast of a
     * parameter it would be read anew for each row as soon as the server keeps the plan.
     */
    public static Field<Double> distance(Field<?> column, float[] vector) {
        return DSL.field(
                "({0} <=> (select cast({1} as vector)))", SQLDataType.DOUBLE, column, DSL.val(Arrays.toString(vector)));
    }
}
