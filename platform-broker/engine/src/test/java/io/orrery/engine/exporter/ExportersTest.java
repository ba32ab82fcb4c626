package io.orrery.engine.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.engine.state.ExporterStanding;
import io.orrery.engine.testing.TestEngine;
import io.orrery.protocol.Blob;
import io.orrery.protocol.ExporterCommand;
import io.orrery.protocol.ExporterMode;
import io.orrery.protocol.QuarantinedRecord;
import io.orrery.protocol.RejectionType;
import io.orrery.protocol.Response;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a partition notes about its exporters.
class ExportersTest {

  private static final String ID = "es";

  @RegisterExtension final TestEngine engine = new TestEngine();

  private void note(ExporterCommand command) {
    engine.ask(Response.Done.class, command);
  }

  private ExporterStanding standing() {
    return engine.engine().state().exporters().of(ID);
  }

  private static QuarantinedRecord poison(long position) {
    return new QuarantinedRecord(
        position, 3, TestEngine.START, "too large", Blob.of(new byte[] {1}));
  }

  @Test
  void remembersTheNewestAcknowledgedPosition() {
    note(new ExporterCommand.Acknowledge(ID, 10, 4));
    note(new ExporterCommand.Acknowledge(ID, 7, 3));
    note(new ExporterCommand.Acknowledge("other", 2, 1));

    assertThat(standing().position()).isEqualTo(10);
    assertThat(standing().index()).isEqualTo(4);
  }

  @Test
  void leavesNoTraceOfWhatItKnows() {
    note(new ExporterCommand.Acknowledge(ID, 10, 4));
    note(new ExporterCommand.Detach(ID));
    note(new ExporterCommand.SetMode(ID, ExporterMode.PAUSED));
    note(new ExporterCommand.NoteGap(ID, 11, 20));
    note(new ExporterCommand.Quarantine(ID, poison(21)));
    var before = engine.position();

    note(new ExporterCommand.Acknowledge(ID, 10, 4));
    note(new ExporterCommand.Detach(ID));
    note(new ExporterCommand.SetMode(ID, ExporterMode.PAUSED));
    note(new ExporterCommand.NoteGap(ID, 11, 20));
    note(new ExporterCommand.Quarantine(ID, poison(21)));
    note(new ExporterCommand.Release(ID, 22));

    assertThat(engine.position()).isEqualTo(before);
  }

  @Test
  void countsWhatWasMissedOnce() {
    note(new ExporterCommand.NoteGap(ID, 11, 20));
    note(new ExporterCommand.NoteGap(ID, 15, 30));

    assertThat(standing().gapFrom()).isEqualTo(11);
    assertThat(standing().gapTo()).isEqualTo(30);
    assertThat(standing().missed()).isEqualTo(20);
  }

  @Test
  void widensTheGapToWhatIsMissedAgain() {
    note(new ExporterCommand.NoteGap(ID, 11, 20));
    note(new ExporterCommand.NoteGap(ID, 25, 30));
    note(new ExporterCommand.NoteGap(ID, 1, 40));
    note(new ExporterCommand.NoteGap(ID, 1, 40));

    assertThat(standing().gapFrom()).isEqualTo(1);
    assertThat(standing().gapTo()).isEqualTo(40);
    assertThat(standing().missed()).isEqualTo(40);
  }

  @Test
  void keepsQuarantinedRecordsUntilTheyAreReleased() {
    note(new ExporterCommand.Quarantine(ID, poison(5)));
    note(new ExporterCommand.Quarantine(ID, poison(9)));
    note(new ExporterCommand.Quarantine("other", poison(1)));
    note(new ExporterCommand.Release(ID, 5));

    assertThat(engine.engine().state().exporters().quarantined(ID)).containsExactly(poison(9));
  }

  @Test
  void boundsTheQuarantine() {
    for (var i = 1; i <= Exporters.MAX_QUARANTINED; i++) {
      note(new ExporterCommand.Quarantine(ID, poison(i)));
    }

    var refusal = engine.refused(new ExporterCommand.Quarantine(ID, poison(0)));

    assertThat(refusal.type()).isEqualTo(RejectionType.INVALID_STATE);
    assertThat(refusal.reason()).contains("at most 1000 quarantined records of exporter 'es'");
  }

  @Test
  void keepsTheLogForTheSlowestThatIsAttached() {
    var all = Set.of(ID, "other");
    note(new ExporterCommand.Acknowledge(ID, 100, 40));
    assertThat(dispensable(all)).isEqualTo(-1);

    note(new ExporterCommand.Acknowledge("other", 70, 30));
    assertThat(dispensable(all)).isEqualTo(29);

    note(new ExporterCommand.Detach("other"));
    assertThat(dispensable(all)).isEqualTo(39);

    note(new ExporterCommand.Attach("other"));
    note(new ExporterCommand.SetMode("other", ExporterMode.DISABLED));
    assertThat(dispensable(all)).isEqualTo(39);

    assertThat(dispensable(Set.of())).isEqualTo(Long.MAX_VALUE);
  }

  private long dispensable(Set<String> exporters) {
    return engine.engine().state().exporters().dispensable(exporters);
  }

  @Test
  void stillKnowsAfterARestart() {
    note(new ExporterCommand.Acknowledge(ID, 10, 4));
    note(new ExporterCommand.Detach(ID));
    var before = standing();

    engine.restart();

    assertThat(standing()).isEqualTo(before);
  }
}
