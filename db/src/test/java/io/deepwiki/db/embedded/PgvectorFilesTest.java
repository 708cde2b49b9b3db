package io.deepwiki.db.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PgvectorFilesTest {
    private static final int ELF_MACHINE_OFFSET = 18;

    @Test
    void every_file_of_pgvector_is_the_one_that_was_built() throws Exception {
        Map<String, String> sums = Binaries.checksums();
        assertThat(sums)
                .containsOnlyKeys(
                        "linux-amd64/vector.so", "linux-arm64/vector.so", "vector.control", "vector--0.8.0.sql");
        for (Map.Entry<String, String> sum : sums.entrySet()) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes(sum.getKey()));
            assertThat(HexFormat.of().formatHex(digest)).as(sum.getKey()).isEqualTo(sum.getValue());
        }
    }

    @ParameterizedTest
    @CsvSource({"linux-amd64, 62", "linux-arm64, 183"})
    void each_library_is_for_its_processor(String platform, short machine) throws IOException {
        ByteBuffer library = ByteBuffer.wrap(bytes(platform + "/vector.so")).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(library.getShort(ELF_MACHINE_OFFSET)).isEqualTo(machine);
    }

    @ParameterizedTest
    @CsvSource({"linux-amd64", "linux-arm64"})
    void no_library_tells_of_the_folder_it_was_built_in(String platform) throws IOException {
        assertThat(new String(bytes(platform + "/vector.so"), StandardCharsets.ISO_8859_1))
                .contains("./headers/usr/include")
                .doesNotContain("/tmp/");
    }

    @Test
    void the_licence_comes_along() throws IOException {
        assertThat(new String(bytes("LICENSE"), StandardCharsets.UTF_8))
                .contains("PostgreSQL Global Development Group")
                .contains("Permission to use, copy, modify, and distribute");
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = Binaries.class.getResourceAsStream("/pgvector/" + name)) {
            assertThat(in).as(name).isNotNull();
            return in.readAllBytes();
        }
    }
}
