package io.orrery.readmodel.contract;

import java.util.Map;

/// All that every read model does.
public interface ReadModelContract
    extends DocumentContract,
        QueryContract,
        RelatedContract,
        StatisticsContract,
        RefeedContract,
        RetentionContract {

  @Override
  default Fixture another() {
    return another(Map.of());
  }
}
