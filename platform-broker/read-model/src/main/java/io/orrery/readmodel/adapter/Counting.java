package io.orrery.readmodel.adapter;

import io.orrery.readmodel.query.ActivityPoint;
import io.orrery.readmodel.query.DefinitionStatistics;
import io.orrery.readmodel.query.ElementStatistics;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.IncidentStatistics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What is counted, as [io.orrery.readmodel.ReadModel] has it.
public interface Counting {

  List<ElementStatistics> elements(long processDefinitionKey, Filter instances);

  List<ElementStatistics> elements(long processInstanceKey);

  List<DefinitionStatistics> definitions();

  List<IncidentStatistics> incidents();

  List<ActivityPoint> activity(Instant from, Instant to, Duration interval);
}
