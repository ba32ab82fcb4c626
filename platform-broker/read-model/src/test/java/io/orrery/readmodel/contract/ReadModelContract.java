package io.orrery.readmodel.contract;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// All that every read model does.
public abstract class ReadModelContract
    implements DocumentContract,
        QueryContract,
        RelatedContract,
        StatisticsContract,
        BatchContract,
        RefeedContract,
        RetentionContract {

  private Fixture fixture;

  @BeforeEach
  void open() {
    fixture = another();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Override
  public final Fixture fixture() {
    return fixture;
  }

  @Override
  public final Fixture another() {
    return another(Map.of());
  }

  @Override
  public final Fixture another(Map<String, Object> arguments) {
    return new Fixture(adapter(arguments));
  }

  /// An empty read model.
  ///
  /// @param arguments what the exporter is configured with beside the place
  protected abstract Fixture.Adapter adapter(Map<String, Object> arguments);
}
