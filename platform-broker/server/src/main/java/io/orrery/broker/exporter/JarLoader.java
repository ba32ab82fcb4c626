package io.orrery.broker.exporter;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Loads an exporter from its jar. Of the broker it sees what both sides share, and nothing else,
/// so that it may bring other versions of the libraries that the broker uses.
final class JarLoader extends URLClassLoader {

  static {
    registerAsParallelCapable();
  }

  JarLoader(URL jar) {
    super("exporter", new URL[] {jar}, new Shared());
  }

  /// What exporter and broker share: the JDK, the interface of exporters, and its log.
  private static final class Shared extends ClassLoader {

    private static final List<String> PACKAGES =
        List.of("io.orrery.exporter.api.", "org.slf4j.", "org.jspecify.");

    static {
      registerAsParallelCapable();
    }

    private final ClassLoader broker;

    Shared() {
      super(ClassLoader.getPlatformClassLoader());
      broker = JarLoader.class.getClassLoader();
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (PACKAGES.stream().noneMatch(name::startsWith)) {
        throw new ClassNotFoundException(name);
      }
      return broker.loadClass(name);
    }

    @Override
    protected @Nullable URL findResource(String name) {
      return isShared(name) ? broker.getResource(name) : null;
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
      return isShared(name) ? broker.getResources(name) : java.util.Collections.emptyEnumeration();
    }

    private static boolean isShared(String resource) {
      var name = resource.replace('/', '.');
      return PACKAGES.stream().anyMatch(name::startsWith);
    }
  }
}
