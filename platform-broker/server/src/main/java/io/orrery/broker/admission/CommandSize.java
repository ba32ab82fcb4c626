package io.orrery.broker.admission;

import io.orrery.protocol.Command;
import io.orrery.protocol.DeploymentCommand;
import io.orrery.protocol.InstanceCommand;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.MessageCommand;
import io.orrery.protocol.VariableCommand;

/// About how many bytes a waiting command takes.
public final class CommandSize {

  private static final int FIXED = 256;

  private CommandSize() {}

  public static int of(Command command) {
    if (command instanceof JobCommand.Complete it) {
      return FIXED + it.variables().size();
    } else if (command instanceof InstanceCommand.Create it) {
      return FIXED + it.variables().size();
    } else if (command instanceof MessageCommand.Publish it) {
      return FIXED + it.variables().size();
    } else if (command instanceof JobCommand.Fail it) {
      return FIXED + it.variables().size() + it.message().length();
    } else if (command instanceof JobCommand.ThrowError it) {
      return FIXED + it.variables().size() + it.message().length();
    } else if (command instanceof VariableCommand.Set it) {
      return FIXED + it.variables().size();
    } else if (command instanceof DeploymentCommand.Create it) {
      return FIXED + it.resources().stream().mapToInt(each -> each.content().size()).sum();
    }
    return FIXED;
  }
}
