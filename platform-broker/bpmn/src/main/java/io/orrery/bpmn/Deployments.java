package io.orrery.bpmn;

import io.orrery.bpmn.DeploymentResult.Accepted;
import io.orrery.bpmn.DeploymentResult.Refused;
import io.orrery.bpmn.expression.EvaluationGuard;
import io.orrery.bpmn.expression.Expressions;
import io.orrery.bpmn.model.ExecutableProcess;
import io.orrery.bpmn.reading.ProcessReader;
import io.orrery.bpmn.validation.Problem;
import io.orrery.bpmn.validation.Problems;
import io.orrery.bpmn.validation.Rules;
import io.orrery.bpmn.xml.BpmnXml;
import io.orrery.bpmn.xml.InvalidXmlException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads what is to be deployed: BPMN XML to executable processes, or all that is wrong with it.
///
/// An instance is used by one thread at a time; several instances may be used at once.
public final class Deployments {

  /// How many resources one deployment may have.
  public static final int MAX_RESOURCES = 1_000;

  private static final List<String> BPMN_EXTENSIONS = List.of(".bpmn", ".bpmn20.xml", ".xml");

  private final ProcessReader reader;

  /// @param time what expressions are given as now, when they must be computed at once
  public Deployments(InstantSource time) {
    this(time, EvaluationGuard.NONE);
  }

  /// @param time what expressions are given as now, when they must be computed at once
  /// @param guard ends the evaluation of those that take too long or too much
  public Deployments(InstantSource time, EvaluationGuard guard) {
    this.reader = new ProcessReader(new Expressions(time, guard));
  }

  /// Loads the parsers, which takes a second or two the first time.
  public static void warmUp() {
    BpmnXml.warmUp();
    Expressions.warmUp();
  }

  /// Reads and checks all resources of a deployment.
  public DeploymentResult read(List<Resource> resources) {
    if (resources.isEmpty() || resources.size() > MAX_RESOURCES) {
      var reason =
          "a deployment must have 1 to %d resources, not %d"
              .formatted(MAX_RESOURCES, resources.size());
      return new Refused(List.of(new Problem("", "", reason)));
    }
    var problems = new ArrayList<Problem>();
    var processes = new ArrayList<DeployedResource>();
    var owners = new HashMap<String, String>();
    for (var resource : resources) {
      var found = new Problems(resource.name());
      processes.addAll(read(resource, owners, found));
      problems.addAll(found.found());
    }
    return problems.isEmpty() ? new Accepted(List.copyOf(processes)) : new Refused(problems);
  }

  private List<DeployedResource> read(
      Resource resource, Map<String, String> owners, Problems problems) {
    if (!isBpmn(resource.name(), problems)) {
      return List.of();
    }
    var processes = new ArrayList<DeployedResource>();
    try {
      var model = BpmnXml.read(resource.content());
      var checksum = checksum(resource.content());
      for (var read : reader.read(model, null, problems)) {
        var process = read.process();
        Rules.check(process, read.refused(), problems);
        var owner = owners.putIfAbsent(process.id(), resource.name());
        if (owner != null) {
          problems.add(process.id(), "the process id is already used in '" + owner + "'");
        }
        processes.add(new DeployedResource(process, resource.name(), resource.content(), checksum));
      }
    } catch (InvalidXmlException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    if (processes.isEmpty() && problems.isEmpty()) {
      problems.add("must contain at least one executable process (isExecutable=\"true\")");
    }
    return processes;
  }

  private static boolean isBpmn(String name, Problems problems) {
    var lower = name.toLowerCase(Locale.ROOT);
    if (BPMN_EXTENSIONS.stream().anyMatch(lower::endsWith)) {
      return true;
    }
    if (lower.endsWith(".dmn")) {
      problems.add("decisions (.dmn) are not supported yet");
    } else if (lower.endsWith(".form")) {
      problems.add("forms (.form) are not supported yet");
    } else {
      problems.add("is no resource that can be deployed: its name must end with .bpmn");
    }
    return false;
  }

  /// Reads a process that was deployed before; its elements get the same indexes again. It was
  /// checked then, perhaps by an older version with other rules, so it is not checked again.
  ///
  /// @throws IllegalStateException if it cannot be read any more
  public ExecutableProcess readProcess(byte[] xml, String processId) {
    try {
      return reader.read(BpmnXml.read(xml), processId, new Problems(processId)).stream()
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no process '" + processId + "' in it"))
          .process();
    } catch (InvalidXmlException e) {
      throw new IllegalStateException("the deployed process '" + processId + "' is unreadable", e);
    }
  }

  private static byte[] checksum(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
