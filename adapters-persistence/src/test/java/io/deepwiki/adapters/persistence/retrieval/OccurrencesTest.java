package io.deepwiki.adapters.persistence.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OccurrencesTest {
    private record Read(long file, int ordinal, int frequency, int length) {}

    @Test
    void everything_is_read_as_it_was_written() {
        List<Read> written = List.of(
                new Read(1, 0, 1, 127),
                new Read(1, 1, 128, 16_384),
                new Read(1, 300, 3, 9),
                new Read(2, 5, 1, 1),
                new Read(5_000_000_000L, 0, Integer.MAX_VALUE, Integer.MAX_VALUE));
        Occurrences.Writer writer = new Occurrences.Writer();
        written.forEach(one -> writer.add(one.file(), one.ordinal(), one.frequency(), one.length()));
        List<Read> read = new ArrayList<>();
        Occurrences.read(
                writer.bytes(),
                (file, ordinal, frequency, length) -> read.add(new Read(file, ordinal, frequency, length)));
        assertThat(read).isEqualTo(written);
    }

    @Test
    void nothing_is_no_bytes() {
        assertThat(new Occurrences.Writer().bytes()).isEmpty();
    }
}
