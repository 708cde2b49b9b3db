package io.deepwiki.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.e2e.Installation.Outcome;
import io.deepwiki.e2e.Installation.Running;
import io.deepwiki.folder.RunningService;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecondInstanceE2e {
    @TempDir
    Path folder;

    @Test
    void a_second_instance_on_the_folder_serves_the_same_and_does_not_stand_in_the_way_of_the_first() throws Exception {
        Path project = SmallProject.in(Files.createDirectory(folder.resolve("shop")));
        try (Installation product =
                new Installation(Files.createDirectory(folder.resolve("home"))).without("DEEPWIKI_WEB_PORT")) {
            product.run(project, "wiki", ".").succeeded();
            RunningService first = product.service();
            try (Running second = product.start("up")) {
                URI api = URI.create(second.said("event=ready api=(\\S+) web=none"));
                assertThat(api).isNotEqualTo(first.url());
                HttpResponse<String> wikis =
                        product.send(product.request(api, "/api/wikis").GET());
                assertThat(wikis.body())
                        .isEqualTo(product.get("/api/wikis").body())
                        .contains("\"id\"");
            }
            Outcome other = product.with("DEEPWIKI_SECRET_KEY", "ab".repeat(32)).run(folder, "up");
            assertThat(other.code()).isEqualTo(1);
            assertThat(other.err())
                    .contains("used with another secret key: give all instances the same DEEPWIKI_SECRET_KEY")
                    .doesNotContain("\tat ");
            Installation _ = product.without("DEEPWIKI_SECRET_KEY");
            assertThat(product.service()).isEqualTo(first);
            assertThat(product.get("/health/ready").statusCode()).isEqualTo(200);
        }
    }
}
