import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Prints the ten longest files and methods of the main sources: a place to look, not a gate. */
final class Longest {
    private record Length(int lines, String what) {}

    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments.length > 0 ? arguments[0] : ".").toAbsolutePath().normalize();
        List<Path> sources = sources(root);
        List<Length> files = new ArrayList<>();
        for (Path source : sources) {
            files.add(new Length(Files.readAllLines(source).size(), root.relativize(source).toString()));
        }
        print("Longest files (" + files.size() + " in all)", files);
        print("Longest methods", methods(sources));
    }

    private static List<Path> sources(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root, 14)) {
            return all.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> path.toString().contains("/src/main/java/"))
                    .toList();
        }
    }

    private static List<Length> methods(List<Path> sources) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var files = compiler.getStandardFileManager(null, null, null);
        JavacTask task = (JavacTask)
                compiler.getTask(null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
        var trees = Trees.instance(task);
        List<Length> lengths = new ArrayList<>();
        for (var unit : task.parse()) {
            new TreePathScanner<Void, String>() {
                @Override
                public Void visitClass(ClassTree type, String ignored) {
                    return super.visitClass(type, type.getSimpleName().toString());
                }

                @Override
                public Void visitMethod(MethodTree method, String type) {
                    var positions = trees.getSourcePositions();
                    long end = positions.getEndPosition(unit, method);
                    long start = positions.getStartPosition(unit, method);
                    if (start >= 0 && end >= start) {
                        var lines = unit.getLineMap();
                        int length = (int) (lines.getLineNumber(end) - lines.getLineNumber(start)) + 1;
                        lengths.add(new Length(length, type + "." + method.getName()));
                    }
                    return super.visitMethod(method, type);
                }
            }.scan(unit, "");
        }
        return lengths;
    }

    private static void print(String title, List<Length> lengths) {
        System.out.println(title);
        lengths.stream().sorted(Comparator.comparingInt(Length::lines).reversed()).limit(10).forEach(length ->
                System.out.printf("%6d  %s%n", length.lines(), length.what()));
    }
}
