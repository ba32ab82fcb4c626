package io.orrery.readmodel.sql;

import io.orrery.readmodel.TestContext;
import io.orrery.readmodel.TestController;
import io.orrery.readmodel.TestRecords;
import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Query;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// What it costs to write one-task instances: `WriteBench <folder> <instances> [rate]`.
final class WriteBench {

  private static final int VARIABLES = 1;

  /// One in so many instances stays active.
  private static final int STAYS_ACTIVE = 500;

  private WriteBench() {}

  public static void main(String[] arguments) throws Exception {
    var folder = Files.createDirectories(Path.of(arguments[0]));
    int count = Integer.parseInt(arguments[1]);
    var url = "jdbc:h2:file:" + folder.resolve("bench").toAbsolutePath();
    if (arguments.length > 3) {
      url = arguments[3];
    }
    var controller = new TestController(-1);
    var exporter = new SqlExporter();
    exporter.configure(new TestContext(1, Map.of("url", url)));
    exporter.open(controller);
    var records = new TestRecords(1);
    records.deploy();
    for (int round = 0; round < 5; round++) {
      long cpu = cpu();
      long start = System.nanoTime();
      long lastTask = start;
      for (int i = 0; i < count; i++) {
        var instance = records.start();
        for (int v = 0; v < VARIABLES; v++) {
          instance.variable("orderId", "\"" + i + "\"");
        }
        instance.handOut("worker");
        if (i % STAYS_ACTIVE != 0) {
          instance.finish();
        }
        for (var record : records.take()) {
          exporter.export(record);
        }
        if (System.nanoTime() - lastTask > 200_000_000L) {
          controller.passTime();
          lastTask = System.nanoTime();
        }
      }
      controller.passTime();
      controller.passTime();
      double wall = (System.nanoTime() - start) / 1e6;
      System.out.printf(
          "round %d: %.3f ms CPU, %.3f ms wall per instance%n",
          round, (cpu() - cpu) / 1e6 / count, wall / count);
    }
    try (var model = SqlReadModel.open(SqlSettings.of(url, "orrery", ""))) {
      System.out.println(model.search(Query.of(ProcessInstance.class, Filter.ALL, 1)).total());
    }
    exporter.close();
    try (var files = Files.list(folder)) {
      files.forEach(file -> System.out.println(file + " " + file.toFile().length()));
    }
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
