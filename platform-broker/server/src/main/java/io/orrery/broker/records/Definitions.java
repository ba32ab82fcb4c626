package io.orrery.broker.records;

import io.orrery.bpmn.model.Element;
import io.orrery.bpmn.model.ExecutableProcess;
import io.orrery.protocol.DeployedProcess;
import org.jspecify.annotations.Nullable;

/// The definitions that committed records speak of. Our log names an element by its index and the
/// key of its definition; the public stream names it by its id.
public interface Definitions {

  /// The definition with this key, or null if there is none any more.
  @Nullable Definition find(long definitionKey);

  /// A version of a process.
  ///
  /// @param process what was deployed
  /// @param model the same, read
  record Definition(DeployedProcess process, ExecutableProcess model) {

    Element element(int index) {
      return model.element(index);
    }
  }
}
