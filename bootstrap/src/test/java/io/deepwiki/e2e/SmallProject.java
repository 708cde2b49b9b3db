package io.deepwiki.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/** A repository of a few dozen files in three languages, with modules that use each other. */
final class SmallProject {
    /** A plan of four pages for a wiki of it, as a model writes it. */
    static final String PLAN = """
            TITLE: The shop
            DESCRIPTION: Orders.
            SECTION: All
            PAGE: Reports
            ABOUT: Sums.
            FILES: tools/report.py
            PAGE: Greeting
            ABOUT: Greets.
            FILES: web/ui/app.ts
            PAGE: Money
            ABOUT: Costs.
            FILES: README.md
            PAGE: Orders
            ABOUT: Orders.
            FILES: README.md
            """;

    private static final String[] MODULES = {"orders", "billing", "stock", "mail", "web", "storage"};

    private SmallProject() {}

    /** Makes it in an empty folder, which is returned. */
    static Path in(Path folder) throws IOException, GitAPIException {
        try (Git git = Git.init()
                .setDirectory(folder.toFile())
                .setInitialBranch("main")
                .call()) {
            write(folder, "README.md", "# Shop\n\nA small shop: orders are taken, billed and sent.\n");
            for (int i = 0; i < MODULES.length; i++) {
                module(folder, MODULES[i], MODULES[(i + 1) % MODULES.length]);
            }
            write(
                    folder,
                    "tools/report.py",
                    "import sys\n\n\ndef report(lines):\n    \"\"\"Sums up the lines.\"\"\"\n    return sum(lines)\n\n\nif __name__ == '__main__':\n    print(report([1, 2]))\n");
            write(
                    folder,
                    "web/ui/app.ts",
                    "export function greet(name: string): string {\n  return `Hello ${name}`;\n}\n");
            git.add().addFilepattern(".").call();
            git.commit()
                    .setMessage("Begin")
                    .setAuthor("Test", "test@example.com")
                    .setCommitter("Test", "test@example.com")
                    .setSign(false)
                    .call();
        }
        return folder;
    }

    private static void module(Path folder, String name, String next) throws IOException {
        String type = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        String other = Character.toUpperCase(next.charAt(0)) + next.substring(1);
        for (String part : new String[] {"Service", "Store", "Rules"}) {
            write(folder, name + "/src/main/java/shop/" + name + "/" + type + part + ".java", """
                    package shop.%1$s;

                    import shop.%2$s.%3$sService;

                    /** The %4$s of %1$s: keeps what belongs together. */
                    public final class %5$s%4$s {
                        private final %3$sService next;

                        public %5$s%4$s(%3$sService next) {
                            this.next = next;
                        }

                        /** Takes an amount and hands it to %2$s. */
                        public int take(int amount) {
                            if (amount < 0) {
                                throw new IllegalArgumentException("an amount is not negative");
                            }
                            return next.take(amount + 1);
                        }
                    }
                    """.formatted(
                            name, next, other, part, type));
        }
    }

    private static void write(Path folder, String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
