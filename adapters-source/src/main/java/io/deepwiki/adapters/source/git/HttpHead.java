package io.deepwiki.adapters.source.git;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The status line and the header fields of an HTTP/1.1 response.
 *
 * @param fields by name, whatever its case
 */
record HttpHead(int status, Map<String, List<String>> fields) {
    private static final int MAX_LINE = 16 * 1024;
    private static final int MAX_FIELDS = 200;

    /** Reads a head to its empty line; interim responses (1xx) are passed over. */
    static HttpHead read(InputStream in) throws IOException {
        HttpHead head;
        do {
            head = new HttpHead(status(line(in)), fields(in));
        } while (head.status < 200);
        return head;
    }

    Optional<String> first(String name) {
        List<String> values = fields.get(name);
        return values == null ? Optional.empty() : Optional.of(values.getFirst());
    }

    /** A line without its end. */
    static String line(InputStream in) throws IOException {
        byte[] line = new byte[MAX_LINE];
        int length = 0;
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || length == MAX_LINE) {
                throw new ProtocolException("a line of the response does not end");
            }
            line[length++] = (byte) next;
        }
        return new String(line, 0, length, StandardCharsets.ISO_8859_1).strip();
    }

    private static int status(String line) throws ProtocolException {
        String[] words = line.split(" ", 3);
        if (words.length < 2 || !words[0].startsWith("HTTP/1.") || !words[1].matches("[1-5][0-9][0-9]")) {
            throw new ProtocolException("not an HTTP response");
        }
        return Integer.parseInt(words[1]);
    }

    private static Map<String, List<String>> fields(InputStream in) throws IOException {
        Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        int count = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon <= 0 || ++count > MAX_FIELDS) {
                throw new ProtocolException("the head of the response is malformed");
            }
            fields.computeIfAbsent(line.substring(0, colon).strip(), _ -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return fields;
    }
}
