package io.orrery.broker.exporter;

import io.orrery.broker.partition.Partition;
import io.orrery.engine.state.State;
import io.orrery.log.LogReader;
import io.orrery.protocol.DeployedProcess;
import io.orrery.protocol.ExporterCommand;
import io.orrery.transport.Answer;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A partition of this broker as the source of feeds.
final class PartitionSource implements Source {

  private static final Logger LOG = LoggerFactory.getLogger(PartitionSource.class);
  private static final int PATIENCE_SECONDS = 10;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Partition partition;
  private final InstantSource clock;

  PartitionSource(Partition partition, InstantSource clock) {
    this.partition = partition;
    this.clock = clock;
  }

  @Override
  public int partition() {
    return partition.number();
  }

  @Override
  public Noted noted(String exporter) {
    return ask(state ->
        new Noted(state.exporters().of(exporter), state.exporters().quarantined(exporter)));
  }

  @Override
  public long lastPosition() {
    return ask(State::lastPosition);
  }

  @Override
  public @Nullable DeployedProcess definition(long key) {
    return ask(state -> Optional.ofNullable(state.definitions().find(key))).orElse(null);
  }

  private <T> T ask(Function<State, T> question) {
    try {
      return partition.ask(question).orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException | IllegalStateException e) {
      throw new PartitionUnavailableException(partition.number(), e);
    }
  }

  @Override
  public LogReader read(long fromIndex) {
    return partition.read(fromIndex);
  }

  @Override
  public void note(ExporterCommand command, Consumer<Boolean> outcome) {
    partition.send(
        command,
        answer -> {
          if (answer instanceof Answer.Refused(var rejection)) {
            LOG.warn("Partition {} refused {}: {}", partition.number(), command, rejection);
          }
          outcome.accept(answer instanceof Answer.Accepted || answer instanceof Answer.Refused);
        });
  }

  @Override
  public InstantSource clock() {
    return clock;
  }

  @Override
  public long ticks() {
    return System.nanoTime() / NANOS_PER_MILLI;
  }
}
