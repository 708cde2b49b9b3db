package io.deepwiki.domain.repository;

/**
 * A run of lines of a file.
 *
 * @param first the first line, counted from 1
 * @param last the last line, included; not before the first
 */
public record LineRange(int first, int last) {
    public LineRange {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException("lines run from 1 upwards: " + first + "-" + last);
        }
    }

    public int length() {
        return last - first + 1;
    }

    public boolean contains(LineRange other) {
        return first <= other.first && other.last <= last;
    }

    public boolean overlaps(LineRange other) {
        return first <= other.last && other.first <= last;
    }

    /** The smallest range that holds both. */
    public LineRange joinedWith(LineRange other) {
        return new LineRange(Math.min(first, other.first), Math.max(last, other.last));
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }
}
