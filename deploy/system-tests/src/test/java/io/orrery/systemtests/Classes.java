package io.orrery.systemtests;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/// The compiled main classes of all our modules.
final class Classes {

  /// What other modules' tests lend to ours comes in such jars.
  private static final String TEST_JAR = "-tests.jar!";

  private Classes() {}

  static JavaClasses ours() {
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .withImportOption(location -> !location.contains(TEST_JAR))
        .importPackages("io.orrery");
  }
}
