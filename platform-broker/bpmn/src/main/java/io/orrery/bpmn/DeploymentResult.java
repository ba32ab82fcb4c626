package io.orrery.bpmn;

import io.orrery.bpmn.validation.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What became of the resources of a deployment: all are good, or none is taken.
public sealed interface DeploymentResult {

  /// Every resource is good.
  ///
  /// @param processes the executable processes, in the order of the resources
  record Accepted(List<DeployedResource> processes) implements DeploymentResult {}

  /// Something is wrong.
  ///
  /// @param problems everything that is wrong, in all resources
  record Refused(List<Problem> problems) implements DeploymentResult {

    /// The longest message, in bytes of UTF-8.
    public static final int MAX_MESSAGE_BYTES = 12 * 1024;

    private static final String CUT = "… (cut)";

    /// The problems as text, one a line, cut where it gets too long.
    public String message() {
      var message = new StringBuilder();
      var bytes = CUT.getBytes(StandardCharsets.UTF_8).length;
      for (var problem : problems) {
        var line = (message.isEmpty() ? "" : "\n") + problem;
        bytes += line.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_MESSAGE_BYTES) {
          return message.append(message.isEmpty() ? "" : "\n").append(CUT).toString();
        }
        message.append(line);
      }
      return message.toString();
    }
  }
}
