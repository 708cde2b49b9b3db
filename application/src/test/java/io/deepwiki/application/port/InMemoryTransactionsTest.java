package io.deepwiki.application.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;

class InMemoryTransactionsTest {
    private final InMemoryTransactions transactions = new InMemoryTransactions();
    private final Map<String, Integer> table = transactions.table();

    @Test
    void a_failure_undoes_everything_and_reaches_the_caller() {
        table.put("before", 1);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> transactions.inTransaction(() -> {
                    table.put("before", 2);
                    table.put("within", 3);
                    throw new UnsupportedOperationException();
                }));
        assertThat(table).isEqualTo(Map.of("before", 1));
        assertThat(transactions.isOpen()).isFalse();
    }

    @Test
    void a_transaction_within_another_joins_it() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> transactions.inTransaction(() -> {
                    transactions.inTransaction(() -> table.put("within", 1));
                    assertThat(transactions.isOpen()).isTrue();
                    throw new UnsupportedOperationException();
                }));
        assertThat(table).isEmpty();
    }

    @Test
    void another_threads_transaction_is_not_ones_own() throws InterruptedException {
        transactions.inTransaction(() -> {
            assertThat(transactions.isOpen()).isTrue();
            Thread other = Thread.startVirtualThread(() -> table.put("open elsewhere", transactions.isOpen() ? 1 : 0));
            try {
                other.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(table).isEqualTo(Map.of("open elsewhere", 0));
    }
}
