package io.orrery.broker.records;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.ClassNameFilter.excludeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import io.orrery.protocol.ChannelCommand;
import io.orrery.protocol.ChannelEvent;
import io.orrery.protocol.Content;
import io.orrery.protocol.ContinuationEvent;
import io.orrery.protocol.ExporterCommand;
import io.orrery.protocol.ExporterEvent;
import io.orrery.protocol.IdempotencyCommand;
import io.orrery.protocol.IdempotencyEvent;
import io.orrery.protocol.InstanceCommand;
import io.orrery.protocol.InstanceEvent;
import io.orrery.protocol.Rejection;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/// The public record schema, held against the published classes by all that the engine's own tests
/// write: they are run here once more, and [RecordWitness] looks at each record.
class PublicSchemaTest {

  /// What is our own bookkeeping and no record of the public stream.
  private static final Set<Class<?>> BOOKKEEPING =
      leaves(
              ChannelEvent.class,
              ChannelCommand.Acknowledge.class,
              ContinuationEvent.class,
              IdempotencyEvent.class,
              IdempotencyCommand.class,
              ExporterEvent.class,
              ExporterCommand.class,
              InstanceEvent.Released.class)
          .collect(toSet());

  private static final SummaryGeneratingListener SUMMARY = new SummaryGeneratingListener();

  /// All but the transcripts, which read files beside them.
  @BeforeAll
  static void runTheEnginesTests() {
    var request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectPackage("io.orrery.engine"))
            .filters(excludeClassNamePatterns(".*\\.TranscriptTest"))
            .build();
    LauncherFactory.create().execute(request, SUMMARY);
  }

  private static Stream<Class<?>> leaves(Class<?>... types) {
    return Arrays.stream(types)
        .flatMap(
            it -> it.isSealed() ? leaves(it.getPermittedSubclasses()) : Stream.<Class<?>>of(it));
  }

  @Test
  void thePublishedClassesReadAllThatTheEnginesTestsWrite() {
    var failures = new StringWriter();
    SUMMARY.getSummary().printFailuresTo(new PrintWriter(failures), 20);

    assertThat(failures.toString()).isEmpty();
    assertThat(SUMMARY.getSummary().getTestsSucceededCount()).isGreaterThan(200);
  }

  @Test
  void eachRecordIsPublicOrNamedAsBookkeeping() {
    var seen = new HashSet<>(RecordWitness.PUBLIC);
    seen.addAll(BOOKKEEPING);

    assertThat(leaves(Content.class)).allSatisfy(it -> assertThat(seen).contains(it));
    assertThat(RecordWitness.PUBLIC).doesNotContainAnyElementsOf(BOOKKEEPING);
  }

  /// The refusal of bookkeeping is bookkeeping too, and so is a step that the tests make fail
  /// before it says what it is.
  @Test
  void whatIsPublicIsNeverLeftOut() {
    var hidden = new HashSet<>(RecordWitness.INTERNAL);
    hidden.removeAll(BOOKKEEPING);

    assertThat(hidden)
        .isSubsetOf(Rejection.class, InstanceCommand.Continue.class, ChannelCommand.Receive.class);
  }

  @Test
  void eachKindOfPublicRecordWasThere() {
    for (var kind : Kind.values()) {
      assertThat(RecordWitness.KINDS)
          .as("%s", kind)
          .anyMatch(it -> it.endsWith(" " + kind.valueType() + " " + kind.intent()));
    }
  }
}
