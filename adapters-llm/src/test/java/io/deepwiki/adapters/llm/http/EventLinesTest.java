package io.deepwiki.adapters.llm.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventLinesTest {
    private static final String STREAM =
            ": a comment\n\ndata: one\r\n\r\nevent: x\rdata:zwei ü\ud83d\ude80\r\rdata: a\ndata: b\n\nid: 7\n\ndata:\n\ndata: cut";

    @Test
    void events_are_the_same_wherever_the_bytes_are_cut() throws IOException {
        byte[] bytes = STREAM.getBytes(StandardCharsets.UTF_8);
        for (int size = 1; size <= bytes.length; size++) {
            assertThat(read(bytes, size, 1_000))
                    .as("reads of %d", size)
                    .containsExactly("one", "zwei ü\ud83d\ude80", "a\nb", "");
        }
    }

    @Test
    void comments_are_told_as_they_come_and_are_no_events() throws IOException {
        byte[] bytes = ": waiting\n\n:\n\ndata: 1\n\n: more\n".getBytes(StandardCharsets.UTF_8);
        AtomicInteger comments = new AtomicInteger();
        EventLines events = new EventLines(new ByteArrayInputStream(bytes), 100, comments::incrementAndGet);
        assertThat(events.next()).contains(new StreamEvent("", "1"));
        assertThat(comments).hasValue(2);
        assertThat(events.next()).isEmpty();
        assertThat(comments).hasValue(3);
    }

    @Test
    void an_event_has_a_longest_size_on_one_line_and_on_many() {
        assertThatThrownBy(() -> read(("data: " + "x".repeat(200)).getBytes(StandardCharsets.UTF_8), 50, 100))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read("data: xxxxxxxxx\n".repeat(30).getBytes(StandardCharsets.UTF_8), 50, 100))
                .isInstanceOf(IOException.class);
    }

    @Test
    void events_have_names_of_their_own() throws IOException {
        byte[] bytes =
                "event: a\ndata: 1\n\nevent:b\n\ndata: 2\n\ndata: 3\nevent: c\n\n".getBytes(StandardCharsets.UTF_8);
        EventLines events = new EventLines(new ByteArrayInputStream(bytes), 100, () -> {});
        assertThat(events.next()).contains(new StreamEvent("a", "1"));
        assertThat(events.next()).contains(new StreamEvent("", "2"));
        assertThat(events.next()).contains(new StreamEvent("c", "3"));
        assertThat(events.next()).isEmpty();
    }

    @Test
    void lines_of_json_are_the_same_wherever_the_bytes_are_cut() throws IOException {
        byte[] bytes = "{\"a\":\"ü\ud83d\ude80\"}\n\n{\"b\":1}\r\n \n{\"cut\"".getBytes(StandardCharsets.UTF_8);
        for (int size = 1; size <= bytes.length; size++) {
            assertThat(all(new JsonLines(cut(bytes, size), 1_000)))
                    .as("reads of %d", size)
                    .containsExactly("{\"a\":\"ü\ud83d\ude80\"}", "{\"b\":1}");
        }
    }

    @Test
    void an_answer_has_a_longest_size() {
        byte[] bytes = "{}\n".repeat(40).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> all(new JsonLines(new CappedStream(cut(bytes, 7), 100), 1_000)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("too long");
    }

    private static List<String> read(byte[] bytes, int size, int longest) throws IOException {
        return all(new EventLines(cut(bytes, size), longest, () -> {}));
    }

    private static InputStream cut(byte[] bytes, int size) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, size));
            }
        };
    }

    private static List<String> all(StreamEvents events) throws IOException {
        List<String> read = new ArrayList<>();
        for (Optional<StreamEvent> event = events.next(); event.isPresent(); event = events.next()) {
            read.add(event.get().data());
        }
        return read;
    }
}
