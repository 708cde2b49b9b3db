package io.deepwiki.adapters.persistence.retrieval;

import java.io.ByteArrayOutputStream;

/**
 * All occurrences of one term in the files of a segment, as bytes: for each file, in the order of ids, the distance to the id before and the
 * number of chunks, then for each chunk, in the order of ordinals, the distance to the ordinal before, the frequency and the length of the
 * chunk. Numbers take seven bits a byte, lowest first; a set eighth bit says that more follow.
 */
final class Occurrences {
    private static final int BITS = 7;
    private static final int MASK = 0x7f;
    private static final int MORE = 0x80;

    private Occurrences() {}

    /** Takes what is read. */
    @FunctionalInterface
    interface Reader {
        void occurrence(long file, int ordinal, int frequency, int length);
    }

    /** Collects the occurrences of a term; files come in the order of ids, chunks in the order of ordinals. */
    static final class Writer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        private long file;
        private long fileBefore;
        private int count;
        private int ordinalBefore;

        /** Adds one. */
        void add(long inFile, int ordinal, int frequency, int length) {
            if (inFile != file) {
                endFile();
                file = inFile;
            }
            count++;
            number(chunks, (long) ordinal - ordinalBefore);
            number(chunks, frequency);
            number(chunks, length);
            ordinalBefore = ordinal;
        }

        /** All of them. Nothing is added after that. */
        byte[] bytes() {
            endFile();
            return bytes.toByteArray();
        }

        private void endFile() {
            if (count > 0) {
                number(bytes, file - fileBefore);
                number(bytes, count);
                bytes.writeBytes(chunks.toByteArray());
                chunks.reset();
                fileBefore = file;
                count = 0;
                ordinalBefore = 0;
            }
        }

        private static void number(ByteArrayOutputStream out, long number) {
            long rest = number;
            while (rest > MASK) {
                out.write((int) (rest & MASK) | MORE);
                rest >>>= BITS;
            }
            out.write((int) rest);
        }
    }

    /** Reads what {@link Writer#bytes} gave. */
    static void read(byte[] bytes, Reader reader) {
        Cursor cursor = new Cursor(bytes);
        long file = 0;
        while (cursor.position < bytes.length) {
            file += cursor.number();
            int count = (int) cursor.number();
            int ordinal = 0;
            for (int i = 0; i < count; i++) {
                ordinal += (int) cursor.number();
                int frequency = (int) cursor.number();
                int length = (int) cursor.number();
                reader.occurrence(file, ordinal, frequency, length);
            }
        }
    }

    private static final class Cursor {
        private final byte[] bytes;
        private int position;

        Cursor(byte[] bytes) {
            this.bytes = bytes;
        }

        long number() {
            long number = 0;
            int shift = 0;
            byte next;
            do {
                next = bytes[position++];
                number |= (long) (next & MASK) << shift;
                shift += BITS;
            } while (next < 0);
            return number;
        }
    }
}
