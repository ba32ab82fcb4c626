package io.orrery.engine.transcript;

import static io.orrery.engine.testing.TestEngine.json;

import io.orrery.engine.testing.History;
import io.orrery.engine.testing.TestEngine;
import io.orrery.engine.testing.TestWorld;
import io.orrery.protocol.Command;
import io.orrery.protocol.DeploymentCommand;
import io.orrery.protocol.Document;
import io.orrery.protocol.IncidentCommand;
import io.orrery.protocol.InstanceCommand;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.JobEvent;
import io.orrery.protocol.Keys;
import io.orrery.protocol.VariableCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Runs a script, one step per line, and writes down all that happened.
///
/// ```
/// partitions 2                     before everything else
/// deploy order.bpmn                a file beside the script
/// start order {"a":1}              on partition 1, or `start@2 …`
/// result order {}                  starts and awaits the result
/// activate charge                  hands out one job
/// complete charge {"paid":true}    the newest job of the type, handed out or not
/// fail charge 0
/// error charge CARD_BLOCKED {}
/// retries charge 3
/// publish paid order-1 PT1H {}
/// set order {"a":2}                the variables of the first open element with the id
/// resolve                          the oldest incident
/// cancel                           the newest instance
/// advance PT5M
/// ```
final class Transcript {

  private final Path directory;
  private final Lines lines = new Lines();
  private final List<Integer> seen = new ArrayList<>();
  private TestWorld world = new TestWorld(1);

  Transcript(Path directory) {
    this.directory = directory;
  }

  List<String> run(List<String> script) throws IOException {
    for (var step : script) {
      if (step.isBlank() || step.startsWith("#")) {
        continue;
      }
      var words = step.split(" +", 2);
      if (words[0].equals("partitions")) {
        world = new TestWorld(Integer.parseInt(words[1]));
        continue;
      }
      lines.say("> " + step);
      take(words[0], words.length > 1 ? words[1] : "");
      world.settle();
      writeDown();
    }
    world.verify();
    return lines.all();
  }

  private void take(String verb, String rest) throws IOException {
    var at = verb.contains("@") ? Integer.parseInt(verb.substring(verb.indexOf('@') + 1)) : 1;
    var words = rest.split(" +", 2);
    switch (verb.replaceFirst("@.*", "")) {
      case "advance" -> advance(Duration.parse(rest));
      case "publish" -> publish(rest.split(" +", 4));
      case "deploy" -> world.send(1, deployment(rest));
      case "start" -> world.send(at, TestEngine.create(words[0], words[1]));
      case "result" ->
          world.send(
              at,
              TestEngine.create(
                  words[0],
                  words[1],
                  List.of(),
                  new InstanceCommand.ResultRequest(List.of()),
                  null));
      case "set" ->
          world.send(at, new VariableCommand.Set(open(at, words[0]), json(words[1]), false, null));
      case "resolve" ->
          world.send(
              at,
              new IncidentCommand.Resolve(
                  history(at).incidents().keySet().iterator().next(), null));
      case "cancel" ->
          world.send(at, new InstanceCommand.Cancel(history(at).instances().getLast(), null));
      default -> world.send(at, jobCommand(at, verb, rest));
    }
  }

  private Command jobCommand(int at, String verb, String rest) {
    var words = rest.split(" +", 3);
    if (verb.equals("activate")) {
      return new JobCommand.Activate(words[0], "ada", Duration.ofMinutes(5), 1, List.of());
    }
    var key = job(at, words[0]);
    return switch (verb) {
      case "complete" -> new JobCommand.Complete(key, json(words[1]), 0);
      case "fail" ->
          new JobCommand.Fail(
              key, Integer.parseInt(words[1]), "broken", Duration.ZERO, Document.EMPTY, 0);
      case "error" -> new JobCommand.ThrowError(key, words[1], "", json(words[2]), 0);
      case "retries" -> new JobCommand.UpdateRetries(key, Integer.parseInt(words[1]), null);
      default -> throw new IllegalArgumentException("unknown step " + verb);
    };
  }

  private void advance(Duration duration) {
    world.advance(duration);
  }

  private void publish(String[] words) {
    world.send(
        Keys.homeOf(words[1], world.partitions().size()),
        TestEngine.message(words[0], words[1], Duration.parse(words[2]), "", words[3]));
  }

  private DeploymentCommand.Create deployment(String file) throws IOException {
    var resource = TestEngine.resource(file, Files.readAllBytes(directory.resolve(file)));
    return new DeploymentCommand.Create(List.of(resource));
  }

  private History history(int partition) {
    return world.history(partition);
  }

  private long open(int partition, String elementId) {
    var history = history(partition);
    return history.openInstances().stream()
        .flatMap(it -> history.open(it).entrySet().stream())
        .filter(it -> it.getValue().equals(elementId))
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  private long job(int partition, String type) {
    return history(partition)
        .all()
        .filter(it -> it.content() instanceof JobEvent.Created(var job) && job.type().equals(type))
        .reduce((_, second) -> second)
        .orElseThrow()
        .key();
  }

  private void writeDown() {
    for (var partition = 1; partition <= world.partitions().size(); partition++) {
      if (seen.size() < partition) {
        seen.add(0);
      }
      var records = world.partition(partition).records();
      var prefix = world.partitions().size() > 1 ? "P" + partition + " " : "";
      for (var i = seen.get(partition - 1); i < records.size(); i++) {
        lines.add(records.get(i), world.history(partition), prefix);
      }
      seen.set(partition - 1, records.size());
    }
  }
}
