package io.orrery.systemtests;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// The methods of Java files, measured on the compiler's own tree.
final class JavaSource {

  /// How many lines stand between the braces of a method.
  record Method(String file, String name, long line, long bodyLines) {}

  private JavaSource() {}

  static List<Method> methods(Repository repository) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var sources = files.getJavaFileObjectsFromPaths(repository.javaFiles().toList());
      var task = (JavacTask) compiler.getTask(null, files, null, null, null, sources);
      var positions = Trees.instance(task).getSourcePositions();
      var methods = new ArrayList<Method>();
      for (var unit : task.parse()) {
        new Measure(repository, unit, positions, methods).scan(unit, null);
      }
      return methods;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Measure extends TreeScanner<@Nullable Void, @Nullable Void> {

    private final String file;
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<Method> methods;

    Measure(
        Repository repository,
        CompilationUnitTree unit,
        SourcePositions positions,
        List<Method> methods) {
      this.file = repository.relative(Path.of(unit.getSourceFile().toUri()));
      this.unit = unit;
      this.positions = positions;
      this.methods = methods;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
      var body = method.getBody();
      if (body != null) {
        var first = line(positions.getStartPosition(unit, body));
        var last = line(positions.getEndPosition(unit, body));
        methods.add(new Method(file, method.getName().toString(), first, last - first - 1));
      }
      return super.visitMethod(method, null);
    }

    private long line(long position) {
      return unit.getLineMap().getLineNumber(position);
    }
  }
}
