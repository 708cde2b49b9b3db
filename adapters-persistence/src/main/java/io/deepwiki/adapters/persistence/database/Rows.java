package io.deepwiki.adapters.persistence.database;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Many rows in one statement with one parameter for each column, an array: however many there are, the statement stays the same. */
public final class Rows {
    private static final String ALIAS = "added";

    private Rows() {}

    /** A column of the rows that are to be. */
    public record Column<T>(Field<T> field, List<@Nullable T> values) {
        /** What each element has in this column; null where it has nothing. */
        public static <E, T> Column<T> of(
                Field<T> field, Collection<E> elements, Function<? super E, ? extends @Nullable T> value) {
            return new Column<>(field, elements.stream().<@Nullable T>map(value).toList());
        }

        @SuppressWarnings("unchecked")
        private Field<T> unnested() {
            T[] array = (T[]) Array.newInstance(field.getType(), values.size());
            Field<T[]> parameter =
                    DSL.val(values.toArray(array), field.getDataType().getArrayDataType());
            return DSL.function(DSL.name("unnest"), field.getDataType(), parameter)
                    .as(field.getName());
        }

        /** The column as one of the rows that come in. */
        public Field<T> incoming() {
            return DSL.field(DSL.name(ALIAS, field.getName()), field.getDataType());
        }
    }

    /**
     * The rows as a table, to join with and to select from by {@link Column#incoming}. PostgreSQL takes several {@code unnest} in one list
     * step by step together.
     */
    public static Table<?> table(Column<?>... columns) {
        return DSL.select(Arrays.stream(columns).map(Column::unnested).toList()).asTable(ALIAS);
    }

    /** A query of all columns of the rows. */
    public static Select<?> all(Column<?>... columns) {
        return DSL.select(incoming(columns)).from(table(columns));
    }

    /** The columns as they come in. */
    public static List<Field<?>> incoming(Column<?>... columns) {
        return Arrays.stream(columns).<Field<?>>map(Column::incoming).toList();
    }

    /** The fields of the columns. */
    public static List<Field<?>> fields(Column<?>... columns) {
        return Arrays.stream(columns).<Field<?>>map(Column::field).toList();
    }

    /** Inserts the rows as they are. */
    public static void insert(DSLContext dsl, Table<?> into, Column<?>... columns) {
        dsl.insertInto(into, fields(columns)).select(all(columns)).execute();
    }
}
